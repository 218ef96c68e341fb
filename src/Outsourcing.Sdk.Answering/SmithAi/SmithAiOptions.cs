using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>A Smith.ai account.</summary>
public sealed class SmithAiOptions
{
    /// <summary>Gets or sets the API key, which Smith.ai gives on request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets the address of the API, for tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: https://app.smith.ai.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();
}

internal sealed class SmithAiOptionsValidator : IValidateOptions<SmithAiOptions>
{
    public ValidateOptionsResult Validate(string? name, SmithAiOptions options) => new OptionsProblems(name, "Smith.ai")
        .Required(options.ApiKey, nameof(options.ApiKey))
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Http(options.Http)
        .ToResult();
}
