using System.Text;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>How a generic webhook proves where it comes from; the level it reaches stays on every record.</summary>
public sealed class IntakeVerification
{
    private readonly Func<WebhookRequest, Func<WebhookRequest, Func<string?, string?>?>, DateTimeOffset, WebhookCheck> _verify;

    private IntakeVerification(Func<WebhookRequest, Func<WebhookRequest, Func<string?, string?>?>, DateTimeOffset, WebhookCheck> verify) => _verify = verify;

    private IntakeVerification(Func<WebhookRequest, DateTimeOffset, WebhookCheck> verify)
        : this((request, _, now) => verify(request, now))
    {
    }

    /// <summary>Gets whether the content stays unproved, so that calls have to be read from the service.</summary>
    internal bool ProvesNoContent { get; private init; }

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

    /// <summary>Demands a secret in a field of the body, as some forms carry it.</summary>
    /// <param name="field">The field, named as in <see cref="IntakeFieldMap"/>.</param>
    /// <param name="secrets">The secrets; several while one replaces another.</param>
    /// <returns>The verification; it reaches <see cref="WebhookVerification.SharedToken"/>.</returns>
    public static IntakeVerification BodyToken(string field, params IReadOnlyList<string> secrets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(field);
        return new((request, fields, _) => fields(request)?.Invoke(field) is not { } value
            ? WebhookCheck.Refused(WebhookRefusal.MissingSignature)
            : Any(secrets, secret => SignatureMac.IsSecret(secret, value)) ? WebhookCheck.Valid(WebhookVerification.SharedToken) : WebhookCheck.Refused(WebhookRefusal.WrongSignature));
    }

    /// <summary>Demands the hexadecimal HMAC-SHA-256 of the call's id in a header. Nothing else of the body is proved, so the receiver needs a source to read the call from.</summary>
    /// <param name="header">The header.</param>
    /// <param name="idField">The field of the call's id, named as in <see cref="IntakeFieldMap"/>.</param>
    /// <param name="secrets">The secrets; several while one replaces another.</param>
    /// <returns>The verification; it reaches <see cref="WebhookVerification.IdOnly"/>.</returns>
    public static IntakeVerification CallIdHmac(string header, string idField, params IReadOnlyList<string> secrets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(header);
        ArgumentException.ThrowIfNullOrWhiteSpace(idField);
        return new((request, fields, _) => request.Header(header) is not { Length: > 0 } value || fields(request)?.Invoke(idField) is not { } id
            ? WebhookCheck.Refused(WebhookRefusal.MissingSignature)
            : Any(secrets, secret => SignatureMac.IsHexSha256(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(id), value))
                ? WebhookCheck.Valid(WebhookVerification.IdOnly)
                : WebhookCheck.Refused(WebhookRefusal.WrongSignature))
        {
            ProvesNoContent = true,
        };
    }

    /// <summary>Takes whatever comes, as a hint which call to read, for services that can neither sign nor carry a secret. The receiver needs a source to read the call from.</summary>
    /// <returns>The verification; it reaches <see cref="WebhookVerification.None"/>.</returns>
    public static IntakeVerification Unverified() => new(static (_, _) => WebhookCheck.Valid(WebhookVerification.None)) { ProvesNoContent = true };

    internal WebhookCheck Verify(WebhookRequest request, Func<WebhookRequest, Func<string?, string?>?> fields, DateTimeOffset now) => _verify(request, fields, now);

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
