using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Verifies <c>ElevenLabs-Signature: t=…,v0=…</c>: hexadecimal HMAC-SHA-256 of <c>{t}.{body}</c>.</summary>
public static class ElevenLabsSignatureVerifier
{
    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="secrets">The webhook secrets; several while one replaces another.</param>
    /// <param name="now">The time.</param>
    /// <param name="tolerance">How far the signed time may be off; null takes 30 minutes, as ElevenLabs' library does.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> secrets, DateTimeOffset now, TimeSpan? tolerance = null) =>
        TimestampedSignature.Verify(request, "ElevenLabs-Signature", "t", "v0", secrets, now, tolerance ?? TimeSpan.FromMinutes(30), SignedLayout.SecondsDotBody);
}
