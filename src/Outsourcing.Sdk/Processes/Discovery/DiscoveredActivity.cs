using Outsourcing.Delegation;

namespace Outsourcing.Processes;

/// <summary>One activity of a process found in records.</summary>
public sealed record DiscoveredActivity
{
    /// <summary>Gets the name the records give it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how many events it has, every transition of its life counted.</summary>
    public required long Events { get; init; }

    /// <summary>Gets how often it was done: schedule, start and completion of one piece of work count once.</summary>
    public required long Executions { get; init; }

    /// <summary>Gets in how many cases it occurs.</summary>
    public required long Cases { get; init; }

    /// <summary>Gets in how many cases it has more than one event.</summary>
    public required long CasesRepeating { get; init; }

    /// <summary>Gets how often it was done again in a case, and by whom.</summary>
    public required ReworkCounts Rework { get; init; }

    /// <summary>Gets the elapsed time from the end of an execution to the one that repeats it, summed over all repetitions with times.</summary>
    public TimeSpan LoopTime { get; init; }

    /// <summary>Gets the time from start to completion; <see langword="null"/> when the records do not tell.</summary>
    public DurationSummary? Service { get; init; }

    /// <summary>Gets the time from schedule (or the event before) to start; <see langword="null"/> when the records do not tell.</summary>
    public DurationSummary? Waiting { get; init; }

    /// <summary>Gets how often it comes up by hour of the week; <see langword="null"/> without times.</summary>
    public WeeklyVolume? Volume { get; init; }

    /// <summary>Gets the mean cost of the events that carry one; <see langword="null"/> when none does.</summary>
    public decimal? MeanCost { get; init; }
}
