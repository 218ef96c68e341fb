using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Twilio account.</summary>
public sealed class TwilioOptions
{
    /// <summary>Gets or sets the account's id, starting with AC.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>Gets or sets the auth token: it verifies webhooks, and signs in where no API key is given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string AuthToken { get; set; } = "";

    /// <summary>Gets or sets the token before the last rotation; webhooks signed with it are still believed.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? PreviousAuthToken { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousAuthToken"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousAuthTokenUntil { get; set; }

    /// <summary>Gets or sets the API key to sign in with, starting with SK.</summary>
    /// <value>The default is <see langword="null"/>: the account and its token sign in.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets the secret of <see cref="ApiKey"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? ApiKeySecret { get; set; }

    /// <summary>Gets or sets the one address of all of Twilio's APIs, for tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: api.twilio.com, lookups.twilio.com and pricing.twilio.com.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal IReadOnlyList<string> AuthTokens(DateTimeOffset now) => SecretRotation.At(now, AuthToken, PreviousAuthToken, PreviousAuthTokenUntil);
}

internal sealed class TwilioOptionsValidator : IValidateOptions<TwilioOptions>
{
    public ValidateOptionsResult Validate(string? name, TwilioOptions options) => new OptionsProblems(name, "Twilio")
        .Required(options.AccountSid, nameof(options.AccountSid))
        .Required(options.AuthToken, nameof(options.AuthToken))
        .Check(string.IsNullOrEmpty(options.ApiKey) == string.IsNullOrEmpty(options.ApiKeySecret), "ApiKey and ApiKeySecret are given together or not at all.")
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Rotation(options.PreviousAuthToken, options.PreviousAuthTokenUntil, nameof(options.PreviousAuthToken))
        .Http(options.Http)
        .ToResult();
}
