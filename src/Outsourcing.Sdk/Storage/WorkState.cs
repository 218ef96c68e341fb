namespace Outsourcing.Storage;

/// <summary>Where a piece of work stands.</summary>
public enum WorkState
{
    /// <summary>It waits, or somebody works on it under a lease.</summary>
    Pending = 0,

    /// <summary>It is done.</summary>
    Done = 1,

    /// <summary>It failed too often or cannot succeed: a person looks at it, and may replay it.</summary>
    Dead = 2,
}
