namespace Outsourcing.Processes;

/// <summary>What was wrong, or remarkable, in an event log: how many of each kind, and the first ones in full.</summary>
public sealed record EventLogProblems
{
    /// <summary>How many problems of each kind are listed in full; the others are only counted.</summary>
    public const int ListedPerKind = 10;

    /// <summary>Gets how many of each kind there were; a kind not listed did not occur.</summary>
    public IReadOnlyDictionary<EventLogProblemKind, long> Counts { get; init; } = new Dictionary<EventLogProblemKind, long>();

    /// <summary>Gets the first of each kind, in the order they were met.</summary>
    public IReadOnlyList<EventLogProblem> First { get; init => field = ValueList.Copy(value); } = ValueList.Empty<EventLogProblem>();

    /// <summary>Gets how many events or lines were left out because of problems.</summary>
    public long LeftOut => Count(EventLogProblemKind.MissingCase) + Count(EventLogProblemKind.MissingActivity)
        + Count(EventLogProblemKind.InvalidTimestamp) + Count(EventLogProblemKind.InvalidNumber) + Count(EventLogProblemKind.InvalidLine);

    /// <summary>Gets whether the end of the log was reached; if not, what follows the problem is missing.</summary>
    public bool IsComplete => Count(EventLogProblemKind.Unreadable) == 0;

    /// <summary>Gets how many of a kind there were.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The number.</returns>
    public long Count(EventLogProblemKind kind) => Counts.GetValueOrDefault(kind);
}
