namespace Outsourcing.Calls;

/// <summary>What is known to be settled about a call. Nothing is final until it says so.</summary>
[Flags]
public enum CallCompleteness
{
    /// <summary>Nothing is settled.</summary>
    None = 0,

    /// <summary>The call has ended.</summary>
    Ended = 1,

    /// <summary>Summary, intake answers and the like have arrived.</summary>
    Analyzed = 2,

    /// <summary>The recording has arrived or is known not to exist.</summary>
    RecordingSettled = 4,

    /// <summary>The charge has arrived.</summary>
    Billed = 8,
}
