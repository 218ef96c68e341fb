using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Compares the <c>token</c> in a body of Aircall with the webhook's: all the proof there is. It signs nothing, and stands in every body.</summary>
public static class AircallTokenVerifier
{
    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tokens">The tokens of the webhooks; several while one replaces another.</param>
    /// <returns>The check; it reaches <see cref="WebhookVerification.SharedToken"/> and no more.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(tokens);
        if (JsonReading.Object(request.Body)?.Text("token") is not { } token)
        {
            return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
        }

        bool fits = false;
        foreach (string expected in tokens)
        {
            fits |= expected.Length > 0 && SignatureMac.IsSecret(expected, token);
        }

        return fits ? WebhookCheck.Valid(WebhookVerification.SharedToken) : WebhookCheck.Refused(WebhookRefusal.WrongSignature);
    }
}
