namespace Outsourcing.Processes;

/// <summary>What happens when something in an event log cannot be read.</summary>
public enum EventLogProblemPolicy
{
    /// <summary>Reading stops at the first problem, with an <see cref="EventLogFormatException"/>.</summary>
    Stop = 0,

    /// <summary>The event is left out, the problem is counted and listed in <see cref="DiscoveredProcess.Problems"/>, and reading goes on as far as it can.</summary>
    Collect = 1,
}
