using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Bandwidth account.</summary>
/// <remarks>
/// It signs in by OAuth 2.0 client credentials, or by user name and password. Bandwidth signs no webhook: it sends the user name and
/// password that the application or the callback is configured with.
/// </remarks>
public sealed class BandwidthOptions
{
    /// <summary>Gets or sets the account's id.</summary>
    public string AccountId { get; set; } = "";

    /// <summary>Gets or sets the client's id to get tokens with; either this or <see cref="UserName"/>.</summary>
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the secret of <see cref="ClientId"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? ClientSecret { get; set; }

    /// <summary>Gets or sets the API user's name; either this or <see cref="ClientId"/>.</summary>
    public string? UserName { get; set; }

    /// <summary>Gets or sets the password of <see cref="UserName"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? Password { get; set; }

    /// <summary>Gets or sets the id of the voice application that calls are placed from.</summary>
    public string VoiceApplicationId { get; set; } = "";

    /// <summary>Gets or sets the id of the messaging application that texts are sent from; needed for texts only.</summary>
    public string? MessagingApplicationId { get; set; }

    /// <summary>Gets or sets the id of the sub-account (site) that ordered numbers come to; needed for ordering numbers only.</summary>
    public string? SiteId { get; set; }

    /// <summary>Gets or sets the id of the location (SIP peer) within the sub-account that ordered numbers come to.</summary>
    /// <value>The default is <see langword="null"/>: the sub-account's own. The location's application is where the numbers' calls go.</value>
    public string? PeerId { get; set; }

    /// <summary>Gets or sets the user name callbacks carry.</summary>
    public string CallbackUserName { get; set; } = "";

    /// <summary>Gets or sets the password callbacks carry.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string CallbackPassword { get; set; } = "";

    /// <summary>Gets or sets the password before the last rotation; callbacks that carry it are still believed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? PreviousCallbackPassword { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousCallbackPassword"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousCallbackPasswordUntil { get; set; }

    /// <summary>Gets or sets the one address of all of Bandwidth's APIs, for tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: voice.bandwidth.com, messaging.bandwidth.com and api.bandwidth.com.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal IReadOnlyList<(string UserName, string Password)> Credentials(DateTimeOffset now) =>
        [.. SecretRotation.At(now, CallbackPassword, PreviousCallbackPassword, PreviousCallbackPasswordUntil).Select(password => (CallbackUserName, password))];
}

internal sealed class BandwidthOptionsValidator : IValidateOptions<BandwidthOptions>
{
    public ValidateOptionsResult Validate(string? name, BandwidthOptions options) => new OptionsProblems(name, "Bandwidth")
        .Required(options.AccountId, nameof(options.AccountId))
        .Check(
            string.IsNullOrEmpty(options.ClientId) == string.IsNullOrEmpty(options.ClientSecret) && string.IsNullOrEmpty(options.UserName) == string.IsNullOrEmpty(options.Password)
            && string.IsNullOrEmpty(options.ClientId) != string.IsNullOrEmpty(options.UserName),
            "either ClientId and ClientSecret or UserName and Password are given.")
        .Required(options.VoiceApplicationId, nameof(options.VoiceApplicationId))
        .Required(options.CallbackUserName, nameof(options.CallbackUserName))
        .Required(options.CallbackPassword, nameof(options.CallbackPassword))
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Rotation(options.PreviousCallbackPassword, options.PreviousCallbackPasswordUntil, nameof(options.PreviousCallbackPassword))
        .Http(options.Http)
        .ToResult();
}
