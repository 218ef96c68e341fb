using System.Text.Json.Serialization;

namespace Outsourcing.Answering;

/// <summary>An HMAC credential as it is set up in Vapi; the defaults are Vapi's.</summary>
public sealed record VapiHmac
{
    /// <summary>Gets the secrets; several while one replaces another.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public required IReadOnlyList<string> Secrets { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets whether the secrets are base64 of the key.</summary>
    public bool SecretIsBase64 { get; init; }

    /// <summary>Gets the algorithm: <c>sha256</c>, <c>sha512</c> or <c>sha1</c>.</summary>
    /// <value>The default is <c>sha256</c>.</value>
    public string Algorithm { get; init; } = "sha256";

    /// <summary>Gets the header of the signature.</summary>
    /// <value>The default is <c>x-signature</c>.</value>
    public string SignatureHeader { get; init; } = "x-signature";

    /// <summary>Gets the header of the time, seconds or milliseconds since 1970.</summary>
    /// <value>The default is <c>x-timestamp</c>.</value>
    public string TimestampHeader { get; init; } = "x-timestamp";

    /// <summary>Gets the header of the message's id, for payloads that hold it.</summary>
    public string? MessageIdHeader { get; init; }

    /// <summary>Gets what stands before the signature, such as <c>sha256=</c>.</summary>
    /// <value>Nothing by default.</value>
    public string SignaturePrefix { get; init; } = "";

    /// <summary>Gets what is signed, with <c>{body}</c>, <c>{timestamp}</c>, <c>{method}</c>, <c>{url}</c> and <c>{svix-id}</c> in their places.</summary>
    /// <value>The default is <c>{timestamp}.{body}</c>.</value>
    public string PayloadFormat { get; init; } = "{timestamp}.{body}";

    /// <summary>Gets whether the signature is base64 instead of hexadecimal.</summary>
    public bool Base64 { get; init; }

    /// <summary>Gets how far the signed time may be off.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Names the scheme; the secrets stay out.</summary>
    /// <returns>The algorithm and header.</returns>
    public override string ToString() => $"{Algorithm} in {SignatureHeader}";
}
