using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A SignalWire project.</summary>
public sealed class SignalWireOptions
{
    /// <summary>Gets or sets the space: its name, such as <c>example</c>, or its host, such as <c>example.signalwire.com</c>.</summary>
    public string Space { get; set; } = "";

    /// <summary>Gets or sets the project's id, which the API calls account.</summary>
    public string ProjectId { get; set; } = "";

    /// <summary>Gets or sets the API token.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string ApiToken { get; set; } = "";

    /// <summary>Gets or sets the project's signing key, which verifies webhooks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string SigningKey { get; set; } = "";

    /// <summary>Gets or sets the one before the last rotation; webhooks signed with it are still believed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? PreviousSigningKey { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousSigningKey"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousSigningKeyUntil { get; set; }

    /// <summary>Gets or sets the address of the API, for tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: the space's host.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal IReadOnlyList<string> Secrets(DateTimeOffset now) => SecretRotation.At(now, SigningKey, PreviousSigningKey, PreviousSigningKeyUntil);

    internal string Host => Space.Contains('.', StringComparison.Ordinal) ? Space : $"{Space}.signalwire.com";
}

internal sealed class SignalWireOptionsValidator : IValidateOptions<SignalWireOptions>
{
    public ValidateOptionsResult Validate(string? name, SignalWireOptions options) => new OptionsProblems(name, "SignalWire")
        .Required(options.Space, nameof(options.Space))
        .Check(
            string.IsNullOrWhiteSpace(options.Space) || Uri.CheckHostName(options.Host) == UriHostNameType.Dns,
            "Space is the name of the space or its host, without https:// and path.")
        .Required(options.ProjectId, nameof(options.ProjectId))
        .Required(options.ApiToken, nameof(options.ApiToken))
        .Required(options.SigningKey, nameof(options.SigningKey))
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Rotation(options.PreviousSigningKey, options.PreviousSigningKeyUntil, nameof(options.PreviousSigningKey))
        .Http(options.Http)
        .ToResult();
}
