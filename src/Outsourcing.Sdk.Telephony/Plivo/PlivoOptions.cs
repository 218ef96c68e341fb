using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Plivo account.</summary>
public sealed class PlivoOptions
{
    /// <summary>Gets or sets the account's auth id, starting with MA, or SA for a subaccount.</summary>
    public string AuthId { get; set; } = "";

    /// <summary>Gets or sets the auth token: it verifies webhooks, and signs in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string AuthToken { get; set; } = "";

    /// <summary>Gets or sets the one before the last rotation; webhooks signed with it are still believed.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? PreviousAuthToken { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousAuthToken"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousAuthTokenUntil { get; set; }

    /// <summary>Gets or sets the one address of all of Plivo's APIs, for tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: api.plivo.com and lookup.plivo.com.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal IReadOnlyList<string> Secrets(DateTimeOffset now) => SecretRotation.At(now, AuthToken, PreviousAuthToken, PreviousAuthTokenUntil);
}

internal sealed class PlivoOptionsValidator : IValidateOptions<PlivoOptions>
{
    public ValidateOptionsResult Validate(string? name, PlivoOptions options) => new OptionsProblems(name, "Plivo")
        .Required(options.AuthId, nameof(options.AuthId))
        .Required(options.AuthToken, nameof(options.AuthToken))
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Rotation(options.PreviousAuthToken, options.PreviousAuthTokenUntil, nameof(options.PreviousAuthToken))
        .Http(options.Http)
        .ToResult();
}
