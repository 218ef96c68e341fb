using System.Text;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Verifies <c>X-SignalWire-Signature</c> (or its alias <c>X-Twilio-Signature</c>), keyed with the project's signing key.</summary>
/// <remarks>
/// JSON: hexadecimal HMAC-SHA-1 of URL and body, or of a URL that carries the body's hash. Forms: as Twilio, but repeated fields
/// count each, in the order of sending. The reference library also takes a signature over the URL alone for any body; that would
/// leave the body unsigned, so it is refused here. Nothing signed holds a time: the inbox keeps replays out.
/// </remarks>
public static class SignalWireSignatureVerifier
{
    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="signingKeys">The signing keys; several while one replaces another.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> signingKeys)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(signingKeys);
        if ((request.Header("X-SignalWire-Signature") ?? request.Header("X-Twilio-Signature")) is not { Length: > 0 } signature)
        {
            return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
        }

        bool fits = false;
        foreach (string key in signingKeys)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(key);
            ByteWriter message = new(request.Url.Length + request.Body.Length + 16);
            message.Add(request.Url);
            message.Add(request.Body.Span);
            fits |= SignatureMac.IsHexSha1(bytes, message.Written, signature);
            message.Dispose();
        }

        return fits
            ? WebhookCheck.Valid(WebhookVerification.BodyNoTimestamp)
            : CompatibleSignature.Verify(request, signature, signingKeys, anyPort: false, onceEach: false);
    }
}
