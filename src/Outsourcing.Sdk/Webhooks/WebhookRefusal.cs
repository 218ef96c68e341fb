namespace Outsourcing.Webhooks;

/// <summary>Why a webhook is not believed.</summary>
public enum WebhookRefusal
{
    /// <summary>It is believed.</summary>
    None = 0,

    /// <summary>The signature, token or credential is missing.</summary>
    MissingSignature = 1,

    /// <summary>The signature or what it needs is there and cannot be read.</summary>
    MalformedSignature = 2,

    /// <summary>The signature does not fit: the message or its address was changed, or another key signed it.</summary>
    WrongSignature = 3,

    /// <summary>The signed time is further in the past than the tolerance allows: late, or replayed.</summary>
    TooOld = 4,

    /// <summary>The signed time is further in the future than the tolerance allows.</summary>
    TooNew = 5,

    /// <summary>The message names another account than the one it was sent to.</summary>
    WrongAccount = 6,

    /// <summary>The message is signed and cannot be read.</summary>
    MalformedBody = 7,

    /// <summary>The message came before, longer ago than the provider sends anything again.</summary>
    Replayed = 8,
}
