namespace Outsourcing.Testing;

/// <summary>What happens where a scripted call is connected to.</summary>
public enum CallScriptAnswer
{
    /// <summary>Somebody answers.</summary>
    Answered = 0,

    /// <summary>Nobody answers in time.</summary>
    NoAnswer = 1,

    /// <summary>The line is busy.</summary>
    Busy = 2,

    /// <summary>The connection fails.</summary>
    Failed = 3,

    /// <summary>The caller hangs up while it rings.</summary>
    CallerHangsUp = 4,
}
