namespace Outsourcing.Processes;

/// <summary>Counts problems, keeps the first of each kind, and stops at one where that is the policy.</summary>
internal sealed class ProblemLog(EventLogProblemPolicy policy)
{
    private static readonly int Kinds = Enum.GetValues<EventLogProblemKind>().Length;
    private readonly long[] _counts = new long[Kinds];
    private readonly List<EventLogProblem> _first = [];

    internal string? FileName { get; set; }

    /// <summary>Notes what makes an event or a line unreadable; throws where the policy is to stop.</summary>
    internal void Fail(EventLogProblemKind kind, long? line, long? position, string message, Exception? cause = null)
    {
        EventLogProblem problem = new() { Kind = kind, Line = line, Position = position, Message = message };
        if (policy == EventLogProblemPolicy.Stop)
        {
            throw new EventLogFormatException(problem, FileName, cause);
        }

        Count(problem);
    }

    /// <summary>Refuses the whole log, whatever the policy.</summary>
    internal EventLogFormatException Refuse(long? line, long? position, string message, Exception? cause = null) =>
        new(new EventLogProblem { Kind = EventLogProblemKind.Unreadable, Line = line, Position = position, Message = message }, FileName, cause);

    /// <summary>Notes what is remarkable but loses nothing.</summary>
    internal void Note(EventLogProblemKind kind, long? line = null, long? position = null)
    {
        if (_counts[(int)kind] < EventLogProblems.ListedPerKind)
        {
            Count(new EventLogProblem { Kind = kind, Line = line, Position = position, Message = Remark(kind) });
        }
        else
        {
            _counts[(int)kind]++;
        }
    }

    internal void Add(EventLogProblems other)
    {
        foreach (EventLogProblem problem in other.First)
        {
            if (_first.Count(mine => mine.Kind == problem.Kind) < EventLogProblems.ListedPerKind)
            {
                _first.Add(problem);
            }
        }

        foreach ((EventLogProblemKind kind, long count) in other.Counts)
        {
            _counts[(int)kind] += count;
        }
    }

    internal EventLogProblems ToProblems() => new()
    {
        Counts = Enumerable.Range(0, Kinds).Where(kind => _counts[kind] > 0).ToDictionary(kind => (EventLogProblemKind)kind, kind => _counts[kind]),
        First = _first,
    };

    private void Count(EventLogProblem problem)
    {
        if (++_counts[(int)problem.Kind] <= EventLogProblems.ListedPerKind)
        {
            _first.Add(problem);
        }
    }

    private static string Remark(EventLogProblemKind kind) => kind switch
    {
        EventLogProblemKind.MissingTimestamp => "The event has no time stamp; it keeps its place in the log.",
        EventLogProblemKind.DuplicateEvent => "The event equals another one of its case in case, activity, time, resource and transition.",
        EventLogProblemKind.OutOfOrderEvent => "The event is earlier than one of its case that stands before it; it was put in order.",
        EventLogProblemKind.LateEvent => "The event came too late to be put in order; sort the log, or raise MaximumEventsHeldPerCase.",
        EventLogProblemKind.AssumedOffset => "The time stamp carries no offset; it was read in AssumedTimeZone.",
        EventLogProblemKind.RepeatedCase => "Another trace has the same name; they were counted as two cases.",
        EventLogProblemKind.EmptyCase => "The trace holds no events; it was not counted as a case.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind is a failure and no remark."),
    };
}
