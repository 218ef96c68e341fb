using Outsourcing.Statistics;

namespace Outsourcing.Capacity;

/// <summary>How long callers wait before they hang up, estimated from waits that mostly ended in an answer.</summary>
/// <param name="Mean">The mean patience.</param>
/// <param name="Lower">The lower 95 % bound.</param>
/// <param name="Upper">The upper 95 % bound; <see cref="TimeSpan.MaxValue"/> when it is unbounded.</param>
/// <param name="Abandonments">How many callers hung up.</param>
public readonly record struct Patience(TimeSpan Mean, TimeSpan Lower, TimeSpan Upper, int Abandonments)
{
    /// <summary>Estimates the patience of callers.</summary>
    /// <param name="waits">Each call's wait, and whether it ended with the caller hanging up; an answered call only shows that its caller waited at least so long.</param>
    /// <returns>The estimate; refused without a caller who hung up.</returns>
    /// <remarks>Maximum likelihood for censored exponential times: total waiting over abandonments; the bounds by the chi-squared interval of a rate.</remarks>
    public static Verdict<Patience> Estimate(IEnumerable<(TimeSpan Wait, bool Abandoned)> waits)
    {
        ArgumentNullException.ThrowIfNull(waits);
        double total = 0;
        int calls = 0;
        int abandonments = 0;
        foreach ((TimeSpan wait, bool abandoned) in waits)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero, nameof(waits));
            total += wait.TotalSeconds;
            calls++;
            abandonments += abandoned ? 1 : 0;
        }

        return Decide(total, calls, abandonments);
    }

    /// <summary>Recomputes a verdict from what its explanation lists.</summary>
    /// <param name="explanation">An explanation of <see cref="Estimate"/>.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">An input is missing.</exception>
    public static Verdict<Patience> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return Decide(
            ErlangC.Listed(explanation, "time in queue"),
            (int)(explanation.Inputs[0].SampleSize ?? 0),
            (int)ErlangC.Listed(explanation, "abandonments"));
    }

    internal static Verdict<Patience> Decide(double total, int calls, int abandonments)
    {
        VerdictCheck enough = VerdictCheck.Decide("abandonments", abandonments, Comparison.AtLeast, 1, "call");
        VerdictExplanation explanation = new()
        {
            Rule = "capacity.patience/1",
            Source = "censored exponential maximum likelihood: θ = abandonments / total time in queue",
            Summary = enough.Passed ? $"{abandonments} of {calls} callers hung up." : "No caller hung up, so nothing shows how long they would wait.",
            Inputs =
            [
                new VerdictInput { Name = "time in queue", Value = total, Unit = "s", SampleSize = calls, Origin = EvidenceOrigin.Measured },
                new VerdictInput { Name = "abandonments", Value = abandonments, Unit = "call", SampleSize = calls, Origin = EvidenceOrigin.Measured },
            ],
            Checks = [enough],
        };
        if (!enough.Passed || total == 0)
        {
            return Verdict.Refused<Patience>(
                new Refusal { Kind = RefusalKind.InsufficientEvidence, Reason = explanation.Summary, Remedy = "Collect calls until some callers have hung up, or plan by Erlang C." },
                explanation);
        }

        (double low, double high) = Count.Interval(abandonments);
        return Verdict.Of(
            new Patience(
                TimeSpan.FromSeconds(total / abandonments),
                TimeSpan.FromSeconds(total / high),
                low <= 0 ? TimeSpan.MaxValue : TimeSpan.FromSeconds(total / low),
                abandonments),
            explanation);
    }
}
