using System.Text;
using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Http;

/// <summary>The family of headers <c>t=time,v1=hex[,v1=hex]</c>: the time and one or more keyed hashes, comma-separated.</summary>
public static class TimestampedSignature
{
    /// <summary>Verifies a request signed by HMAC-SHA-256 in hexadecimal over time and body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="header">The header's name.</param>
    /// <param name="timeField">The field of the time, such as <c>t</c>.</param>
    /// <param name="signatureField">The field of a signature, such as <c>v1</c>; it may stand several times.</param>
    /// <param name="secrets">The secrets; several while one replaces another.</param>
    /// <param name="now">The time.</param>
    /// <param name="tolerance">How far the signed time may be off, either way.</param>
    /// <param name="layout">What is signed.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Verify(
        WebhookRequest request, string header, string timeField, string signatureField, IReadOnlyList<string> secrets, DateTimeOffset now, TimeSpan tolerance, SignedLayout layout)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(secrets);
        if (request.Header(header) is not { Length: > 0 } value)
        {
            return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
        }

        string? time = null;
        List<string> signatures = [];
        foreach (string part in value.Split(','))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? "" : part[..equals].Trim();
            if (name == timeField)
            {
                time = part[(equals + 1)..];
            }
            else if (name == signatureField)
            {
                signatures.Add(part[(equals + 1)..]);
            }
        }

        bool milliseconds = layout == SignedLayout.BodyThenMilliseconds;
        if (time is null || signatures.Count == 0
            || !(milliseconds ? SignatureTime.TryReadMilliseconds(time, out DateTimeOffset signedAt) : SignatureTime.TryReadSeconds(time, out signedAt)))
        {
            return WebhookCheck.Refused(WebhookRefusal.MalformedSignature);
        }

        bool fits = false;
        foreach (string secret in secrets)
        {
            byte[] key = Encoding.UTF8.GetBytes(secret);
            foreach (string signature in signatures)
            {
                fits |= SignatureMac.OverJoined(
                    milliseconds ? "" : $"{time}.", request.Body.Span, milliseconds ? time : "", message => SignatureMac.IsHexSha256(key, message, signature));
            }
        }

        if (!fits)
        {
            return WebhookCheck.Refused(WebhookRefusal.WrongSignature);
        }

        WebhookRefusal late = SignatureTime.Check(signedAt, now, tolerance);
        return late == WebhookRefusal.None ? WebhookCheck.Valid(WebhookVerification.BodyWithTimestamp, signedAt) : WebhookCheck.Refused(late, signedAt);
    }
}

/// <summary>What a timestamped signature covers.</summary>
public enum SignedLayout
{
    /// <summary>Seconds since 1970, a full stop, the body.</summary>
    SecondsDotBody,

    /// <summary>The body, milliseconds since 1970.</summary>
    BodyThenMilliseconds,
}
