using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Verifies <c>Jambonz-Signature: t=…,v1=…</c>: hexadecimal HMAC-SHA-256 of <c>{t}.{body}</c>.</summary>
public static class JambonzSignatureVerifier
{
    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="secrets">The webhook secrets; several while one replaces another.</param>
    /// <param name="now">The time.</param>
    /// <param name="tolerance">How far the signed time may be off; null takes 5 minutes, as jambonz's library does.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> secrets, DateTimeOffset now, TimeSpan? tolerance = null) =>
        TimestampedSignature.Verify(request, "Jambonz-Signature", "t", "v1", secrets, now, tolerance ?? SignatureTime.DefaultTolerance, SignedLayout.SecondsDotBody);
}
