namespace Outsourcing.Storage;

/// <summary>How a poll ended.</summary>
public enum PollEnd
{
    /// <summary>It failed, and is tried again when the next is due.</summary>
    Failed = 0,

    /// <summary>All was read and stored.</summary>
    Succeeded = 1,

    /// <summary>The host stopped. Another instance may go on at once.</summary>
    BrokenOff = 2,
}
