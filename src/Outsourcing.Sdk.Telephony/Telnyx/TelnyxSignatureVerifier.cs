using Org.BouncyCastle.Math.EC.Rfc8032;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Verifies <c>telnyx-signature-ed25519</c> over <c>{timestamp}|{body}</c> with the account's public key.</summary>
public static class TelnyxSignatureVerifier
{
    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="publicKeys">The public keys in base64, 32 bytes each; several while one replaces another.</param>
    /// <param name="now">The time.</param>
    /// <param name="tolerance">How far the signed time may be off; null takes 5 minutes, as Telnyx's libraries do.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> publicKeys, DateTimeOffset now, TimeSpan? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(publicKeys);
        if (request.Header("telnyx-signature-ed25519") is not { Length: > 0 } base64 || request.Header("telnyx-timestamp") is not { Length: > 0 } timestamp)
        {
            return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
        }

        byte[] signature = new byte[Ed25519.SignatureSize];
        if (base64.Length != 88 || !Convert.TryFromBase64String(base64, signature, out int length) || length != signature.Length
            || Convert.ToBase64String(signature) != base64
            || !SignatureTime.TryReadSeconds(timestamp, out DateTimeOffset signedAt))
        {
            return WebhookCheck.Refused(WebhookRefusal.MalformedSignature);
        }

        ByteWriter joined = new(timestamp.Length + 1 + request.Body.Length + 16);
        joined.Add(timestamp);
        joined.Add("|");
        joined.Add(request.Body.Span);
        byte[] message = joined.Written.ToArray();
        joined.Dispose();
        bool fits = false;
        foreach (string publicKey in publicKeys)
        {
            byte[] key = new byte[Ed25519.PublicKeySize];
            fits |= Convert.TryFromBase64String(publicKey, key, out int size) && size == key.Length
                && Ed25519.Verify(signature, 0, key, 0, message, 0, message.Length);
        }

        if (!fits)
        {
            return WebhookCheck.Refused(WebhookRefusal.WrongSignature);
        }

        WebhookRefusal time = SignatureTime.Check(signedAt, now, tolerance ?? SignatureTime.DefaultTolerance);
        return time == WebhookRefusal.None ? WebhookCheck.Valid(WebhookVerification.Asymmetric, signedAt) : WebhookCheck.Refused(time, signedAt);
    }
}
