using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Verifies <c>X-Twilio-Signature</c>: base64 HMAC-SHA-1 of the URL and the sorted form fields, keyed with the auth token.</summary>
/// <remarks>
/// Repeated fields are taken once per value, sorted, as Twilio's Node library does; its C# library cannot verify them. The URL's
/// host keeps its case, as in the C# library. Twilio signs with and without the port, so both are tried. Nothing signed holds a
/// time: only the inbox, which knows what it has stored, keeps a replay out.
/// </remarks>
public static class TwilioSignatureVerifier
{
    internal const string Header = "X-Twilio-Signature";

    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="authTokens">The auth tokens; several while one replaces another.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> authTokens)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(authTokens);
        return request.Header(Header) is { Length: > 0 } signature
            ? CompatibleSignature.Verify(request, signature, authTokens, anyPort: true, onceEach: true)
            : WebhookCheck.Refused(WebhookRefusal.MissingSignature);
    }
}
