namespace Outsourcing;

/// <summary>Where a number comes from.</summary>
public enum EvidenceOrigin
{
    /// <summary>Nobody said; treat it as an assumption.</summary>
    Unknown = 0,

    /// <summary>Computed from the business's own records.</summary>
    Measured = 1,

    /// <summary>Stated by a person who answers for it.</summary>
    Stated = 2,

    /// <summary>A default of this SDK or of the policy in use.</summary>
    Assumed = 3,
}
