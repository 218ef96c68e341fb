using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Verifies <c>X-Retell-Signature: v=…,d=…</c>: hexadecimal HMAC-SHA-256 of body and milliseconds, keyed with the API key.</summary>
public static class RetellSignatureVerifier
{
    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="apiKeys">The API keys that have the webhook badge; several while one replaces another.</param>
    /// <param name="now">The time.</param>
    /// <param name="tolerance">How far the signed time may be off; null takes 5 minutes, as Retell's library does.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> apiKeys, DateTimeOffset now, TimeSpan? tolerance = null) =>
        TimestampedSignature.Verify(request, "X-Retell-Signature", "v", "d", apiKeys, now, tolerance ?? SignatureTime.DefaultTolerance, SignedLayout.BodyThenMilliseconds);
}
