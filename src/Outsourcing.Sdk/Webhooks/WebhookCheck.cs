using Outsourcing.Calls;

namespace Outsourcing.Webhooks;

/// <summary>What verifying a webhook gave.</summary>
public readonly record struct WebhookCheck
{
    private WebhookCheck(WebhookRefusal refusal, WebhookVerification verification, DateTimeOffset? signedAt)
    {
        Refusal = refusal;
        Verification = verification;
        SignedAt = signedAt;
    }

    /// <summary>Gets why it is not believed; <see cref="WebhookRefusal.None"/> when it is.</summary>
    public WebhookRefusal Refusal { get; }

    /// <summary>Gets how strongly it was verified.</summary>
    public WebhookVerification Verification { get; }

    /// <summary>Gets the time the sender signed; <see langword="null"/> for schemes that sign none, and where the signature is wrong.</summary>
    public DateTimeOffset? SignedAt { get; }

    /// <summary>Gets whether it is believed.</summary>
    public bool IsValid => Refusal == WebhookRefusal.None && Verification != WebhookVerification.None;

    /// <summary>Believes a webhook.</summary>
    /// <param name="verification">How strongly it was verified.</param>
    /// <param name="signedAt">The time the sender signed.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Valid(WebhookVerification verification, DateTimeOffset? signedAt = null) => new(WebhookRefusal.None, verification, signedAt);

    /// <summary>Refuses a webhook.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="signedAt">The time the sender signed, where the signature is right and the time alone is not: so a clock that is wrong is told from a forger.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Refused(WebhookRefusal refusal, DateTimeOffset? signedAt = null) => new(refusal, WebhookVerification.None, signedAt);
}
