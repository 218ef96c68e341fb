using System.Text;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Verifies <c>Signature</c> of CallRail: base64 HMAC-SHA-1 of the body, keyed with the company's signing key. No time is signed: the inbox keeps replays out.</summary>
public static class CallRailSignatureVerifier
{
    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="signingKeys">The signing keys; several while one replaces another.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> signingKeys)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(signingKeys);
        if (request.Header("Signature") is not { Length: > 0 } signature)
        {
            return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
        }

        bool fits = false;
        foreach (string key in signingKeys)
        {
            fits |= SignatureMac.IsBase64Sha1(Encoding.UTF8.GetBytes(key), request.Body.Span, signature);
        }

        return fits ? WebhookCheck.Valid(WebhookVerification.BodyNoTimestamp) : WebhookCheck.Refused(WebhookRefusal.WrongSignature);
    }
}
