using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Vonage account and the application its calls belong to.</summary>
public sealed class VonageOptions
{
    /// <summary>Gets or sets the account's signature secret, which verifies webhooks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string SignatureSecret { get; set; } = "";

    /// <summary>Gets or sets the one before the last rotation; webhooks signed with it are still believed.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? PreviousSignatureSecret { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousSignatureSecret"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousSignatureSecretUntil { get; set; }

    /// <summary>Gets or sets the account's API key, which signs in to numbers, texts, reports and prices.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets the secret of <see cref="ApiKey"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string ApiSecret { get; set; } = "";

    /// <summary>Gets or sets the id of the application that calls belong to.</summary>
    public string ApplicationId { get; set; } = "";

    /// <summary>Gets or sets the application's private key in PEM; calls and recordings are signed in to with it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string PrivateKey { get; set; } = "";

    /// <summary>Gets or sets the address of calls, recordings, reports and lookups, for regions and tests.</summary>
    /// <value>The default is <see langword="null"/>: https://api.nexmo.com.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets or sets the address of numbers, texts and prices, which have a host of their own.</summary>
    /// <value>The default is <see langword="null"/>: https://rest.nexmo.com.</value>
    public Uri? RestAddress { get; set; }

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal IReadOnlyList<string> Secrets(DateTimeOffset now) => SecretRotation.At(now, SignatureSecret, PreviousSignatureSecret, PreviousSignatureSecretUntil);
}

internal sealed class VonageOptionsValidator : IValidateOptions<VonageOptions>
{
    public ValidateOptionsResult Validate(string? name, VonageOptions options) => new OptionsProblems(name, "Vonage")
        .Required(options.SignatureSecret, nameof(options.SignatureSecret))
        .Required(options.ApiKey, nameof(options.ApiKey))
        .Required(options.ApiSecret, nameof(options.ApiSecret))
        .Required(options.ApplicationId, nameof(options.ApplicationId))
        .Required(options.PrivateKey, nameof(options.PrivateKey))
        .Check(string.IsNullOrWhiteSpace(options.PrivateKey) || Signs(options.PrivateKey), "PrivateKey is no RSA private key in PEM; give the whole text of the application's private.key, line breaks included.")
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Secure(options.RestAddress, nameof(options.RestAddress))
        .Rotation(options.PreviousSignatureSecret, options.PreviousSignatureSecretUntil, nameof(options.PreviousSignatureSecret))
        .Http(options.Http)
        .ToResult();

    private static bool Signs(string pem)
    {
        using RSA rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            rsa.SignData([], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return true;
        }
        catch (Exception unusable) when (unusable is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
