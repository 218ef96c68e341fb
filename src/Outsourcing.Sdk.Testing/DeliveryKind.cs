namespace Outsourcing.Testing;

/// <summary>What a delivered webhook was.</summary>
public enum DeliveryKind
{
    /// <summary>Sent by the provider for the first time.</summary>
    Genuine = 0,

    /// <summary>Sent by the provider again.</summary>
    Duplicate = 1,

    /// <summary>Changed on the way; its signature does not fit.</summary>
    Tampered = 2,

    /// <summary>Recorded and sent again by somebody.</summary>
    Replayed = 3,

    /// <summary>Rightly signed, but long ago.</summary>
    Late = 4,
}
