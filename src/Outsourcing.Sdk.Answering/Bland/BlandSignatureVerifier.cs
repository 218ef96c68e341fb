using System.Text;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Verifies <c>X-Webhook-Signature</c> of Bland: hexadecimal HMAC-SHA-256 of the body. No time is signed: the inbox keeps replays out.</summary>
public static class BlandSignatureVerifier
{
    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="secrets">The signing secrets; several while one replaces another.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(secrets);
        if (request.Header("X-Webhook-Signature") is not { Length: > 0 } signature)
        {
            return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
        }

        bool fits = false;
        foreach (string secret in secrets)
        {
            fits |= SignatureMac.IsHexSha256(Encoding.UTF8.GetBytes(secret), request.Body.Span, signature);
        }

        return fits ? WebhookCheck.Valid(WebhookVerification.BodyNoTimestamp) : WebhookCheck.Refused(WebhookRefusal.WrongSignature);
    }
}
