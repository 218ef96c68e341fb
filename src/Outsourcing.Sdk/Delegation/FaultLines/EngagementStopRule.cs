using System.Globalization;
using Outsourcing.Statistics;

namespace Outsourcing.Delegation;

/// <summary>When to stop an engagement: Wald's sequential test on the calls since the last change of the brief, and enough honest tries.</summary>
public sealed record EngagementStopRule
{
    private const string Rule = "engagement.stop/1";

    /// <summary>Gets the share of calls that must succeed, between 0 and 1.</summary>
    public required double Acceptable { get; init; }

    /// <summary>Gets the share at which the engagement is not worth going on, below <see cref="Acceptable"/> and above 0.</summary>
    public required double Unacceptable { get; init; }

    /// <summary>Gets the accepted probability of stopping an engagement that reaches the acceptable share.</summary>
    /// <value>The default is 0.05.</value>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Gets the accepted probability of settling with one that is at the unacceptable share.</summary>
    /// <value>The default is 0.05.</value>
    public double Beta { get; init; } = 0.05;

    /// <summary>Gets how many mended versions of the brief must have failed to improve before stopping.</summary>
    /// <value>The default is 2.</value>
    public int Tries { get; init; } = 2;

    /// <summary>Decides again from what a verdict lists.</summary>
    /// <param name="explanation">The explanation of a verdict of <see cref="Decide(IEnumerable{bool}, IEnumerable{VersionEffect})"/>.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">The explanation is of another rule.</exception>
    public static Verdict<EngagementAdvice> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (explanation.Rule != Rule)
        {
            throw new ArgumentException($"The explanation is of the rule '{explanation.Rule}', not '{Rule}'.", nameof(explanation));
        }

        EngagementStopRule rule = new()
        {
            Acceptable = explanation.Number("acceptable")!.Value,
            Unacceptable = explanation.Number("unacceptable")!.Value,
            Alpha = explanation.Number("alpha")!.Value,
            Beta = explanation.Number("beta")!.Value,
            Tries = (int)explanation.Number("tries")!.Value,
        };
        return rule.Decide((int)explanation.Number("hits")!.Value, (int)explanation.Number("misses")!.Value, (int)explanation.Number("failedTries")!.Value);
    }

    /// <summary>Decides what to do.</summary>
    /// <param name="successes">Whether each call since the last change of the brief succeeded, oldest first; read up to where a bound is reached.</param>
    /// <param name="effects">What each mended version did, oldest first.</param>
    /// <returns>The advice.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rate or error probability is out of range.</exception>
    public Verdict<EngagementAdvice> Decide(IEnumerable<bool> successes, IEnumerable<VersionEffect> effects)
    {
        ArgumentNullException.ThrowIfNull(successes);
        ArgumentNullException.ThrowIfNull(effects);
        int hits = 0;
        int misses = 0;
        _ = SequentialTest.Run(successes.Select(Count), Acceptable, Unacceptable, Alpha, Beta);

        // Versions that improved and still failed count too: mending helps, yet not enough, only when the newest one did not improve.
        int failedTries = effects.Reverse().TakeWhile(effect => effect is VersionEffect.NoDifference or VersionEffect.Worse).Count();
        return Decide(hits, misses, failedTries);

        bool Count(bool success)
        {
            hits += success ? 1 : 0;
            misses += success ? 0 : 1;
            return success;
        }
    }

    private Verdict<EngagementAdvice> Decide(int hits, int misses, int failedTries)
    {
        double upper = Math.Log((1 - Beta) / Alpha);
        double lower = Math.Log(Beta / (1 - Alpha));
        double ratio = (hits * Math.Log(Unacceptable / Acceptable)) + (misses * Math.Log((1 - Unacceptable) / (1 - Acceptable)));
        VerdictCheck[] checks =
        [
            VerdictCheck.Decide("unacceptable", ratio, Comparison.AtLeast, upper, "log-likelihood ratio"),
            VerdictCheck.Decide("acceptable", ratio, Comparison.AtMost, lower, "log-likelihood ratio"),
            VerdictCheck.Decide("failedTries", failedTries, Comparison.AtLeast, Tries, "versions"),
        ];
        EngagementAdvice advice = checks[0].Passed ? (checks[2].Passed ? EngagementAdvice.Finish : EngagementAdvice.Mend)
            : checks[1].Passed ? EngagementAdvice.Settled
            : EngagementAdvice.GoOn;
        string seen = string.Create(CultureInfo.InvariantCulture, $"{hits} of {hits + misses} calls succeeded since the last change; {failedTries} mended versions in a row did not improve.");
        return Outsourcing.Verdict.Of(advice, new VerdictExplanation
        {
            Rule = Rule,
            Source = "Wald 1945, sequential probability ratio test; the number of tries is this project's own.",
            Summary = seen,
            Inputs =
            [
                new() { Name = "hits", Value = hits, Unit = "calls", Origin = EvidenceOrigin.Measured },
                new() { Name = "misses", Value = misses, Unit = "calls", Origin = EvidenceOrigin.Measured },
                new() { Name = "failedTries", Value = failedTries, Unit = "versions", Origin = EvidenceOrigin.Measured },
                new() { Name = "acceptable", Value = Acceptable, Origin = EvidenceOrigin.Stated },
                new() { Name = "unacceptable", Value = Unacceptable, Origin = EvidenceOrigin.Stated },
                new() { Name = "alpha", Value = Alpha, Origin = EvidenceOrigin.Assumed },
                new() { Name = "beta", Value = Beta, Origin = EvidenceOrigin.Assumed },
                new() { Name = "tries", Value = Tries, Unit = "versions", Origin = EvidenceOrigin.Assumed },
            ],
            Checks = checks,
            Flip = Flip(advice, hits, misses, failedTries, ratio, upper, lower),
        });
    }

    private VerdictFlip? Flip(EngagementAdvice advice, int hits, int misses, int failedTries, double ratio, double upper, double lower)
    {
        double perMiss = Math.Log((1 - Unacceptable) / (1 - Acceptable));
        double perHit = Math.Log(Acceptable / Unacceptable);
        return advice switch
        {
            EngagementAdvice.Mend => new() { Input = "failedTries", From = failedTries, To = Tries, Unit = "versions", Becomes = "finish" },
            EngagementAdvice.Finish => new() { Input = "failedTries", From = failedTries, To = Tries - 1, Unit = "versions", Becomes = "mend" },
            EngagementAdvice.GoOn when (upper - ratio) / perMiss <= (ratio - lower) / perHit => new() { Input = "misses", From = misses, To = misses + Math.Ceiling((upper - ratio) / perMiss), Unit = "calls", Becomes = failedTries >= Tries ? "finish" : "mend" },
            EngagementAdvice.GoOn => new() { Input = "hits", From = hits, To = hits + Math.Ceiling((ratio - lower) / perHit), Unit = "calls", Becomes = "settled" },
            _ => new() { Input = "misses", From = misses, To = misses + Math.Floor((lower - ratio) / perMiss) + 1, Unit = "calls", Becomes = "go on" },
        };
    }
}
