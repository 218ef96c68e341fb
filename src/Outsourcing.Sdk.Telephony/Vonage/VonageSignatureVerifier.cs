using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Verifies the token in <c>Authorization</c> of a Vonage voice webhook: HS256 with the account's signature secret, and the hash of the payload in its claims.</summary>
/// <remarks>Vonage documents no tolerance; the token's own time is held to 5 minutes.</remarks>
public static class VonageSignatureVerifier
{
    private const string Scheme = "Bearer ";

    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="signatureSecrets">The signature secrets; several while one replaces another.</param>
    /// <param name="now">The time.</param>
    /// <param name="tolerance">How far the token's time may be off; null takes 5 minutes.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> signatureSecrets, DateTimeOffset now, TimeSpan? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Header("Authorization") is not { } header || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
        }

        if (Hs256Token.Read(header[Scheme.Length..], signatureSecrets) is not { ValueKind: JsonValueKind.Object } claims)
        {
            return WebhookCheck.Refused(WebhookRefusal.WrongSignature);
        }

        if (!claims.TryGetProperty("iat", out JsonElement issued) || issued.ValueKind != JsonValueKind.Number || !issued.TryGetInt64(out long seconds) || seconds is < 0 or > 253402300799
            || !claims.TryGetProperty("payload_hash", out JsonElement hash) || hash.ValueKind != JsonValueKind.String)
        {
            return WebhookCheck.Refused(WebhookRefusal.MalformedSignature);
        }

        // A GET carries its payload in the query; it is hashed as the JSON object it stands for.
        ReadOnlyMemory<byte> payload = request.Method == "GET" ? QueryAsJson(request.Url) : request.Body;
        if (!SignatureMac.IsHexHash(payload.Span, hash.GetString()))
        {
            return WebhookCheck.Refused(WebhookRefusal.WrongSignature);
        }

        DateTimeOffset signedAt = DateTimeOffset.FromUnixTimeSeconds(seconds);
        WebhookRefusal time = SignatureTime.Check(signedAt, now, tolerance ?? SignatureTime.DefaultTolerance);
        return time == WebhookRefusal.None ? WebhookCheck.Valid(WebhookVerification.Jwt, signedAt) : WebhookCheck.Refused(time, signedAt);
    }

    private static ReadOnlyMemory<byte> QueryAsJson(string url)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        FormFields query = FormFields.Parse(new SignedUrl(url).Query);
        writer.WriteStartObject();
        for (int index = 0; index < query.Count; index++)
        {
            writer.WriteString(Encoding.UTF8.GetString(query.Name(index)), Encoding.UTF8.GetString(query.Value(index)));
        }

        writer.WriteEndObject();
        writer.Flush();
        query.Dispose();
        return buffer.WrittenMemory;
    }
}
