using Outsourcing.Statistics;

namespace Outsourcing.Processes;

/// <summary>How much is done more than once.</summary>
public sealed record ReworkStatistics
{
    /// <summary>Gets the cases in which some activity has more than one event, out of all cases.</summary>
    public required Proportion Cases { get; init; }

    /// <summary>Gets the events beyond the first of their activity in their case, out of all events.</summary>
    public required Proportion Events { get; init; }

    /// <summary>Gets the cases in which some activity directly follows itself.</summary>
    public required long CasesWithSelfLoop { get; init; }
}
