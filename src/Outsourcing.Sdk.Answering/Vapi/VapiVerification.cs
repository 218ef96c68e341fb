using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>How Vapi's webhooks prove where they come from: Vapi has no scheme of its own, each server says which.</summary>
/// <remarks>A secret or token in a header signs no content: calls are then read from Vapi before anything is believed.</remarks>
public sealed class VapiVerification
{
    private readonly Func<WebhookRequest, DateTimeOffset, WebhookCheck> _verify;

    private VapiVerification(Func<WebhookRequest, DateTimeOffset, WebhookCheck> verify) => _verify = verify;

    /// <summary>Demands the server's secret in <c>X-Vapi-Secret</c>.</summary>
    /// <param name="secrets">The secrets; several while one replaces another.</param>
    /// <returns>The verification; it reaches <see cref="WebhookVerification.HeaderSecret"/>.</returns>
    public static VapiVerification Secret(params IReadOnlyList<string> secrets) => Header("X-Vapi-Secret", "", secrets);

    /// <summary>Demands a bearer token.</summary>
    /// <param name="tokens">The tokens; several while one replaces another.</param>
    /// <returns>The verification; it reaches <see cref="WebhookVerification.HeaderSecret"/>.</returns>
    public static VapiVerification Bearer(params IReadOnlyList<string> tokens) => Header("Authorization", "Bearer ", tokens);

    /// <summary>Demands a secret in a header of the user's choice.</summary>
    /// <param name="header">The header.</param>
    /// <param name="prefix">What stands before the secret; empty for nothing.</param>
    /// <param name="secrets">The secrets; several while one replaces another.</param>
    /// <returns>The verification; it reaches <see cref="WebhookVerification.HeaderSecret"/>.</returns>
    public static VapiVerification Header(string header, string prefix, IReadOnlyList<string> secrets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(header);
        ArgumentNullException.ThrowIfNull(prefix);
        RequireSecrets(secrets);
        return new((request, _) =>
        {
            if (request.Header(header) is not { Length: > 0 } value)
            {
                return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
            }

            bool fits = false;
            foreach (string secret in secrets)
            {
                fits |= SignatureMac.IsSecret(prefix + secret, value);
            }

            return fits ? WebhookCheck.Valid(WebhookVerification.HeaderSecret) : WebhookCheck.Refused(WebhookRefusal.WrongSignature);
        });
    }

    /// <summary>Demands an HMAC.</summary>
    /// <param name="scheme">The scheme, as it is set up in Vapi.</param>
    /// <returns>
    /// The verification; it reaches <see cref="WebhookVerification.BodyWithTimestamp"/>, without a time in the payload
    /// <see cref="WebhookVerification.BodyNoTimestamp"/>, and without the body <see cref="WebhookVerification.HeaderSecret"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The algorithm is none of Vapi's, or a secret is no base64 though it should be.</exception>
    public static VapiVerification Hmac(VapiHmac scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        RequireSecrets(scheme.Secrets);
        if (scheme.Algorithm is not ("sha256" or "sha512" or "sha1"))
        {
            throw new ArgumentException($"Vapi signs by sha256, sha512 or sha1, not by '{scheme.Algorithm}'.", nameof(scheme));
        }

        byte[][] keys = [.. scheme.Secrets.Select(secret => scheme.SecretIsBase64 ? FromBase64(secret) : Encoding.UTF8.GetBytes(secret))];
        return new((request, now) => Verify(request, now, scheme, keys));
    }

    /// <summary>Leaves the check to the app, for a scheme of a gateway between Vapi and the app.</summary>
    /// <param name="verify">The check; it throws for nothing that a request holds.</param>
    /// <returns>The verification.</returns>
    public static VapiVerification Custom(Func<WebhookRequest, DateTimeOffset, WebhookCheck> verify)
    {
        ArgumentNullException.ThrowIfNull(verify);
        return new(verify);
    }

    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The time.</param>
    /// <returns>The check.</returns>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _verify(request, now);
    }

    private static WebhookCheck Verify(WebhookRequest request, DateTimeOffset now, VapiHmac scheme, byte[][] keys)
    {
        bool timed = scheme.PayloadFormat.Contains("{timestamp}", StringComparison.Ordinal);
        string? timestamp = request.Header(scheme.TimestampHeader);
        string? id = scheme.MessageIdHeader is { } header ? request.Header(header) : null;
        if (request.Header(scheme.SignatureHeader) is not { Length: > 0 } value || (timed && string.IsNullOrEmpty(timestamp)))
        {
            return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
        }

        DateTimeOffset signedAt = default;
        if (!value.StartsWith(scheme.SignaturePrefix, StringComparison.Ordinal) || (timed && !TryReadTime(timestamp!, out signedAt)))
        {
            return WebhookCheck.Refused(WebhookRefusal.MalformedSignature);
        }

        byte[] payload = Payload(scheme.PayloadFormat, request, timestamp ?? "", id ?? "");
        string signature = value[scheme.SignaturePrefix.Length..];
        bool fits = false;
        foreach (byte[] key in keys)
        {
            byte[] mac = Mac(scheme.Algorithm, key, payload);
            fits |= SignatureMac.IsSecret(scheme.Base64 ? Convert.ToBase64String(mac) : Convert.ToHexStringLower(mac), signature);
        }

        if (!fits)
        {
            return WebhookCheck.Refused(WebhookRefusal.WrongSignature);
        }

        if (!scheme.PayloadFormat.Contains("{body}", StringComparison.Ordinal))
        {
            return WebhookCheck.Valid(WebhookVerification.HeaderSecret);
        }

        if (!timed)
        {
            return WebhookCheck.Valid(WebhookVerification.BodyNoTimestamp);
        }

        WebhookRefusal late = SignatureTime.Check(signedAt, now, scheme.Tolerance);
        return late == WebhookRefusal.None ? WebhookCheck.Valid(WebhookVerification.BodyWithTimestamp, signedAt) : WebhookCheck.Refused(late, signedAt);
    }

    // Thirteen digits are milliseconds until the year 2286, ten are seconds until then.
    private static bool TryReadTime(string text, out DateTimeOffset time) =>
        text.Length >= 13 ? SignatureTime.TryReadMilliseconds(text, out time) : SignatureTime.TryReadSeconds(text, out time);

    // Walks the format once: what a value holds is never taken for a place of another.
    private static byte[] Payload(string format, WebhookRequest request, string timestamp, string id)
    {
        using MemoryStream payload = new();
        int at = 0;
        while (at < format.Length)
        {
            int open = format.IndexOf('{', at);
            int close = open < 0 ? -1 : format.IndexOf('}', open);
            if (close < 0)
            {
                payload.Write(Encoding.UTF8.GetBytes(format[at..]));
                break;
            }

            payload.Write(Encoding.UTF8.GetBytes(format[at..open]));
            string name = format[(open + 1)..close];
            if (name == "body")
            {
                payload.Write(request.Body.Span);
            }
            else
            {
                payload.Write(Encoding.UTF8.GetBytes(name switch
                {
                    "timestamp" => timestamp,
                    "method" => request.Method,
                    "url" => request.Url,
                    "svix-id" => id,
                    _ => format[open..(close + 1)],
                }));
            }

            at = close + 1;
        }

        return payload.ToArray();
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The user may have chosen HMAC-SHA-1 in Vapi; as a keyed hash it is not known to be broken.")]
    private static byte[] Mac(string algorithm, byte[] key, byte[] payload) => algorithm switch
    {
        "sha512" => HMACSHA512.HashData(key, payload),
        "sha1" => HMACSHA1.HashData(key, payload),
        _ => HMACSHA256.HashData(key, payload),
    };

    private static byte[] FromBase64(string secret)
    {
        byte[] key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret, key, out int length) && length > 0
            ? key[..length]
            : throw new ArgumentException("A secret is set up as base64 and is none.", nameof(secret));
    }

    private static void RequireSecrets(IReadOnlyList<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (secrets.Count == 0 || secrets.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("A secret is missing or empty: everybody would know it.", nameof(secrets));
        }
    }
}
