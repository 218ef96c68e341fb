using System.Text;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Verifies Plivo's signatures: version 3 of voice, and version 2 of messages where it is allowed.</summary>
/// <remarks>
/// Version 3 covers URL, query and fields; version 2 neither query nor body, so it is accepted only when asked for. A plus sign in
/// a query is a space, as in Plivo's Python and Node libraries; its C# library replaces it by %20. Nothing signed holds a time: the
/// inbox keeps replays out, with the nonce as the event's id.
/// </remarks>
public static class PlivoSignatureVerifier
{
    // The second is signed with the main account's token, for calls of a subaccount.
    private static readonly string[] Version3Headers = ["X-Plivo-Signature-V3", "X-Plivo-Signature-Ma-V3"];

    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="authTokens">The auth tokens; several while one replaces another.</param>
    /// <param name="allowVersion2">Whether a version 2 signature, which leaves the body unsigned, is enough.</param>
    /// <returns>The check; a version 2 signature verifies as <see cref="WebhookVerification.HeaderSecret"/>.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> authTokens, bool allowVersion2 = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(authTokens);
        string[] signatures = [.. Version3Headers
            .Select(request.Header)
            .OfType<string>()
            .SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        if (signatures.Length > 0 && request.Header("X-Plivo-Signature-V3-Nonce") is { Length: > 0 } nonce)
        {
            return Version3(request) is { } signed && Fits(signed + "." + nonce, signatures, authTokens)
                ? WebhookCheck.Valid(WebhookVerification.BodyNoTimestamp)
                : WebhookCheck.Refused(WebhookRefusal.WrongSignature);
        }

        if (allowVersion2 && request.Header("X-Plivo-Signature-V2") is { Length: > 0 } signature && request.Header("X-Plivo-Signature-V2-Nonce") is { Length: > 0 } nonce2)
        {
            return Fits(string.Concat(new SignedUrl(request.Url).BeforeQuery, nonce2), [signature], authTokens)
                ? WebhookCheck.Valid(WebhookVerification.HeaderSecret)
                : WebhookCheck.Refused(WebhookRefusal.WrongSignature);
        }

        return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
    }

    private static string? Version3(WebhookRequest request)
    {
        SignedUrl url = new(request.Url);
        StringBuilder text = new();
        text.Append(url.BeforeQuery);
        bool hasFields = request.Method != "GET" && request.Body.Length > 0;
        FormFields query = FormFields.Parse(url.Query);
        FormFields fields = FormFields.Parse(hasFields ? request.Body.Span : []);
        try
        {
            if (!fields.IsWellFormed)
            {
                // Names and values are signed without what parts them: "a=b" and "a&b" would have one signature.
                return null;
            }

            hasFields = fields.Count > 0;
            if (query.Count > 0 || hasFields)
            {
                text.Append('?');
            }

            query.Sort(byValue: true);
            for (int index = 0; index < query.Count; index++)
            {
                text.Append(index == 0 ? "" : "&").Append(Encoding.UTF8.GetString(query.Name(index))).Append('=').Append(Encoding.UTF8.GetString(query.Value(index)));
            }

            if (query.Count > 0 && hasFields)
            {
                text.Append('.');
            }

            fields.Sort(byValue: true);
            for (int index = 0; index < fields.Count; index++)
            {
                text.Append(Encoding.UTF8.GetString(fields.Name(index))).Append(Encoding.UTF8.GetString(fields.Value(index)));
            }
        }
        finally
        {
            query.Dispose();
            fields.Dispose();
        }

        return text.ToString();
    }

    private static bool Fits(string message, IReadOnlyList<string> signatures, IReadOnlyList<string> authTokens)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        bool fits = false;
        foreach (string token in authTokens)
        {
            byte[] key = Encoding.UTF8.GetBytes(token);
            foreach (string signature in signatures)
            {
                fits |= SignatureMac.IsBase64Sha256(key, bytes, signature);
            }
        }

        return fits;
    }
}
