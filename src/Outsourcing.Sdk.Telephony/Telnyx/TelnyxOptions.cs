using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Telnyx account.</summary>
public sealed class TelnyxOptions
{
    /// <summary>Gets or sets the API key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets the public key that verifies webhooks, in base64.</summary>
    public string PublicKey { get; set; } = "";

    /// <summary>Gets or sets the public key before the last rotation; webhooks signed with it are still believed.</summary>
    public string? PreviousPublicKey { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousPublicKey"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousPublicKeyUntil { get; set; }

    /// <summary>Gets or sets the id of the call-control application that calls are placed from.</summary>
    public string ConnectionId { get; set; } = "";

    /// <summary>Gets or sets the account's id, by which calls that TeXML answers are listed, read, redirected and ended.</summary>
    /// <value>The default is <see langword="null"/>: calls are steered by Call Control, which lists none that are past.</value>
    /// <remarks>
    /// Set it where the numbers belong to a TeXML application: its callbacks and this API name a call by the same <c>CallSid</c>. Leave it
    /// where they belong to a Call Control application: the document gives a <c>CallSid</c> the form of a call control id, and nowhere says
    /// that the two are one.
    /// </remarks>
    public string? TexmlAccountId { get; set; }

    /// <summary>Gets or sets the address of the API, for tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: https://api.telnyx.com/v2.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal IReadOnlyList<string> PublicKeys(DateTimeOffset now) => SecretRotation.At(now, PublicKey, PreviousPublicKey, PreviousPublicKeyUntil);
}

internal sealed class TelnyxOptionsValidator : IValidateOptions<TelnyxOptions>
{
    public ValidateOptionsResult Validate(string? name, TelnyxOptions options) => new OptionsProblems(name, "Telnyx")
        .Required(options.ApiKey, nameof(options.ApiKey))
        .Required(options.ConnectionId, nameof(options.ConnectionId))
        .Check(SecretRotation.At(default, options.PublicKey, options.PreviousPublicKey, null).All(key => Convert.TryFromBase64String(key, new byte[key.Length], out int size) && size == 32), "PublicKey is 32 bytes in base64, as Mission Control shows it.")
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Rotation(options.PreviousPublicKey, options.PreviousPublicKeyUntil, nameof(options.PreviousPublicKey))
        .Http(options.Http)
        .ToResult();
}
