namespace Outsourcing.Delegation;

/// <summary>Why nobody is on call.</summary>
public enum OnCallGap
{
    /// <summary>Somebody is.</summary>
    None = 0,

    /// <summary>The schedule has no rotation.</summary>
    NoRotation = 1,

    /// <summary>No rotation has started yet.</summary>
    NotStarted = 2,

    /// <summary>Every rotation is over.</summary>
    Ended = 3,

    /// <summary>Rotations run, but none covers this time of the week.</summary>
    OutsideWindows = 4,

    /// <summary>The rotation that covers the time names nobody.</summary>
    NobodyInRotation = 5,
}
