using System.Globalization;

namespace Outsourcing.Capacity;

/// <summary>Erlang's delay formula: calls wait and nobody hangs up (M/M/n). It overstates waiting where callers do hang up.</summary>
public static class ErlangC
{
    private const string Source = "Erlang 1917, M/M/n: C = B/(1 − ρ(1 − B)), service level 1 − C·exp(−(n − a)T/AHT)";

    /// <summary>Computes the share of calls that wait.</summary>
    /// <param name="agents">The agents, 1 or more.</param>
    /// <param name="erlangs">The offered load, 0 or more.</param>
    /// <returns>The probability; <see langword="null"/> when the load reaches the agents: the queue grows without end and has no such number.</returns>
    public static double? WaitProbability(int agents, double erlangs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(agents, 1);
        double blocking = ErlangB.Blocking(agents, erlangs);
        return erlangs >= agents ? null : Waiting(blocking, agents, erlangs);
    }

    /// <summary>Computes how a desk serves a load.</summary>
    /// <param name="load">The load; its patience is not used.</param>
    /// <param name="agents">The agents, 1 or more.</param>
    /// <param name="answerWithin">The target time of the service level, zero or more.</param>
    /// <returns>The performance; refused as unstable when the load reaches the agents.</returns>
    public static Verdict<QueuePerformance> Evaluate(QueueLoad load, int agents, TimeSpan answerWithin)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentOutOfRangeException.ThrowIfLessThan(agents, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(answerWithin, TimeSpan.Zero);
        VerdictExplanation explanation = Explain(load, agents, answerWithin);
        if (!explanation.Checks[0].Passed)
        {
            return Verdict.Refused<QueuePerformance>(
                new Refusal
                {
                    Kind = RefusalKind.UnstableQueue,
                    Reason = string.Create(CultureInfo.InvariantCulture, $"{load.Erlangs:G6} erlangs are offered to {agents} agents: the queue would grow without end."),
                    Remedy = string.Create(CultureInfo.InvariantCulture, $"Staff at least {Math.Floor(load.Erlangs) + 1} agents, shorten the handle time, or model callers who hang up (Erlang A)."),
                },
                explanation);
        }

        return Verdict.Of(Performance(load, agents, answerWithin, ErlangB.Blocking(agents, load.Erlangs)), explanation);
    }

    /// <summary>Recomputes a verdict from what its explanation lists.</summary>
    /// <param name="explanation">An explanation of <see cref="Evaluate"/>.</param>
    /// <returns>The same verdict.</returns>
    public static Verdict<QueuePerformance> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return Evaluate(
            new QueueLoad(Listed(explanation, "calls per hour"), TimeSpan.FromSeconds(Listed(explanation, "average handle time"))),
            (int)Listed(explanation, "agents"),
            TimeSpan.FromSeconds(Listed(explanation, "answer within")));
    }

    internal static double Waiting(double blocking, int agents, double erlangs) => blocking / (1 - (erlangs / agents * (1 - blocking)));

    internal static QueuePerformance Performance(QueueLoad load, int agents, TimeSpan answerWithin, double blocking)
    {
        double erlangs = load.Erlangs;
        double handle = load.AverageHandleTime.TotalSeconds;
        double waiting = Waiting(blocking, agents, erlangs);
        double serviceLevel = 1 - (waiting * Math.Exp(-(agents - erlangs) * answerWithin.TotalSeconds / handle));
        double wait = waiting * handle / (agents - erlangs);
        return new QueuePerformance
        {
            Agents = agents,
            Erlangs = erlangs,
            WaitProbability = waiting,
            ServiceLevelOfOffered = serviceLevel,
            ServiceLevelOfAnswered = serviceLevel,
            ServiceLevelWithoutEarlyHangUps = serviceLevel,
            MeanWait = TimeSpan.FromSeconds(Math.Min(wait, TimeSpan.MaxValue.TotalSeconds / 2)),
            MeanQueueLength = load.CallsPerHour / 3600 * wait,
            Occupancy = erlangs / agents,
        };
    }

    internal static double Listed(VerdictExplanation explanation, string name) =>
        explanation.Number(name) ?? throw new ArgumentException($"The explanation lists no '{name}'.", nameof(explanation));

    private static VerdictExplanation Explain(QueueLoad load, int agents, TimeSpan answerWithin)
    {
        VerdictCheck stable = VerdictCheck.Decide("offered load", load.Erlangs, Comparison.Below, agents, "erlang");
        return new VerdictExplanation
        {
            Rule = "capacity.erlang-c/1",
            Source = Source,
            Summary = stable.Passed ? $"{agents} agents keep up with the load." : $"{agents} agents cannot keep up with the load.",
            Inputs =
            [
                new VerdictInput { Name = "calls per hour", Value = load.CallsPerHour, Unit = "1/h" },
                new VerdictInput { Name = "average handle time", Value = load.AverageHandleTime.TotalSeconds, Unit = "s" },
                new VerdictInput { Name = "agents", Value = agents },
                new VerdictInput { Name = "answer within", Value = answerWithin.TotalSeconds, Unit = "s" },
            ],
            Checks = [stable],
            Flip = new VerdictFlip
            {
                Input = "agents",
                From = agents,
                To = stable.Passed ? Math.Floor(load.Erlangs) : Math.Floor(load.Erlangs) + 1,
                Becomes = stable.Passed ? "unstable" : "stable",
            },
        };
    }
}
