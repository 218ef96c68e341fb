using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>A CallRail account.</summary>
public sealed class CallRailOptions
{
    /// <summary>Gets or sets the API key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets the account's id.</summary>
    public string AccountId { get; set; } = "";

    /// <summary>Gets or sets the company's signing key, which verifies webhooks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string SigningKey { get; set; } = "";

    /// <summary>Gets or sets the signing key before the last rotation; webhooks signed with it are still believed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? PreviousSigningKey { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousSigningKey"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousSigningKeyUntil { get; set; }

    /// <summary>Gets or sets the address of the API, for tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: https://api.callrail.com/v3.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets how the account's requests behave. CallRail allows 1,000 an hour and 10,000 a day, and does not say when to come back.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal IReadOnlyList<string> SigningKeys(DateTimeOffset now) => SecretRotation.At(now, SigningKey, PreviousSigningKey, PreviousSigningKeyUntil);
}

internal sealed class CallRailOptionsValidator : IValidateOptions<CallRailOptions>
{
    public ValidateOptionsResult Validate(string? name, CallRailOptions options) => new OptionsProblems(name, "CallRail")
        .Required(options.ApiKey, nameof(options.ApiKey))
        .Check(!options.ApiKey.Contains('"', StringComparison.Ordinal), "ApiKey holds a quotation mark, which no key of CallRail does.")
        .Required(options.AccountId, nameof(options.AccountId))
        .Required(options.SigningKey, nameof(options.SigningKey))
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Rotation(options.PreviousSigningKey, options.PreviousSigningKeyUntil, nameof(options.PreviousSigningKey))
        .Http(options.Http)
        .ToResult();
}
