using System.Text;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>How a generic webhook proves where it comes from; the level it reaches stays on every record.</summary>
public sealed class IntakeVerification
{
    private readonly Func<WebhookRequest, DateTimeOffset, WebhookCheck> _verify;

    private IntakeVerification(Func<WebhookRequest, DateTimeOffset, WebhookCheck> verify) => _verify = verify;

    /// <summary>Demands a secret in a header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="secrets">The secrets; several while one replaces another.</param>
    /// <returns>The verification; it reaches <see cref="WebhookVerification.HeaderSecret"/>.</returns>
    public static IntakeVerification HeaderSecret(string header, params IReadOnlyList<string> secrets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(header);
        return new((request, _) => request.Header(header) is not { Length: > 0 } value
            ? WebhookCheck.Refused(WebhookRefusal.MissingSignature)
            : Any(secrets, secret => SignatureMac.IsSecret(secret, value)) ? WebhookCheck.Valid(WebhookVerification.HeaderSecret) : WebhookCheck.Refused(WebhookRefusal.WrongSignature));
    }

    /// <summary>Demands the hexadecimal HMAC-SHA-256 of the body in a header, with or without <c>sha256=</c> before it.</summary>
    /// <param name="header">The header.</param>
    /// <param name="secrets">The secrets; several while one replaces another.</param>
    /// <returns>The verification; it reaches <see cref="WebhookVerification.BodyNoTimestamp"/>.</returns>
    public static IntakeVerification BodyHmac(string header, params IReadOnlyList<string> secrets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(header);
        return new((request, _) =>
        {
            if (request.Header(header) is not { Length: > 0 } value)
            {
                return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
            }

            string hex = value.StartsWith("sha256=", StringComparison.Ordinal) ? value["sha256=".Length..] : value;
            return Any(secrets, secret => SignatureMac.IsHexSha256(Encoding.UTF8.GetBytes(secret), request.Body.Span, hex))
                ? WebhookCheck.Valid(WebhookVerification.BodyNoTimestamp)
                : WebhookCheck.Refused(WebhookRefusal.WrongSignature);
        });
    }

    /// <summary>Demands a Standard Webhooks signature.</summary>
    /// <param name="secrets">The secrets; several while one replaces another.</param>
    /// <returns>The verification; it reaches <see cref="WebhookVerification.BodyWithTimestamp"/>.</returns>
    public static IntakeVerification StandardWebhooks(params IReadOnlyList<string> secrets) =>
        new((request, now) => Http.StandardWebhooks.Verify(request, secrets, now));

    internal WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => _verify(request, now);

    // Every secret is tried, so that the time taken does not tell which one fits.
    private static bool Any(IReadOnlyList<string> secrets, Func<string, bool> fits)
    {
        bool any = false;
        foreach (string secret in secrets)
        {
            any |= fits(secret);
        }

        return any;
    }
}
