using System.Text;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Verifies a Dialpad event: the whole body is a token signed by HS256 with the subscription's secret.</summary>
/// <remarks>A subscription without a secret sends plain JSON, which nothing verifies; it is refused. The algorithm is Dialpad's default.</remarks>
public static class DialpadSignatureVerifier
{
    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="secrets">The subscription's secrets; several while one replaces another.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(request);
        string body = Encoding.UTF8.GetString(request.Body.Span);
        if (body.Length == 0 || body[0] == '{')
        {
            return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
        }

        return Hs256Token.Read(body, secrets) is null ? WebhookCheck.Refused(WebhookRefusal.WrongSignature) : WebhookCheck.Valid(WebhookVerification.Jwt);
    }
}
