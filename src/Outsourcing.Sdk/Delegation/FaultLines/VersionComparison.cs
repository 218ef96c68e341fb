using System.Globalization;
using System.Text.Json.Serialization;
using Outsourcing.Statistics;

namespace Outsourcing.Delegation;

/// <summary>An outcome under one version of a brief against the same outcome under the next.</summary>
public sealed record VersionComparison
{
    private const string Rule = "brief-version.effect/1";

    /// <summary>Gets the share reached before.</summary>
    public required Proportion Before { get; init; }

    /// <summary>Gets the share reached after.</summary>
    public required Proportion After { get; init; }

    /// <summary>Gets after less before, by Newcombe's interval from two Wilson intervals at 95 % (Newcombe 1998, method 10).</summary>
    public required Interval Difference { get; init; }

    /// <summary>Gets the posterior probability that after is better, from flat priors.</summary>
    public required double ProbabilityBetter { get; init; }

    /// <summary>Gets the two-sided p value of the pooled two-proportion test; <see langword="null"/> when one side has no calls.</summary>
    public double? PValue { get; init; }

    /// <summary>Gets the verdict; refused while it is too early.</summary>
    public required Verdict<VersionEffect> Verdict { get; init; }

    /// <summary>Gets the effect, "too early" included.</summary>
    [JsonIgnore]
    public VersionEffect Effect => Verdict.IsDecided ? Verdict.Value : VersionEffect.TooEarly;

    /// <summary>Compares an outcome before and after a new version.</summary>
    /// <param name="before">The share reached under the old version.</param>
    /// <param name="after">The share reached under the new one.</param>
    /// <param name="matters">The smallest difference that matters, as a share: above 0, below 1.</param>
    /// <param name="higherIsBetter">Whether more is better; not for outcomes such as abandoned calls.</param>
    /// <returns>
    /// Improved or worse when both the test (p below 0.05) and the posterior (0.95 or more) say so; no difference when the whole
    /// interval of the difference is smaller than what matters; otherwise too early.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="matters"/> is not between 0 and 1.</exception>
    public static VersionComparison Of(Proportion before, Proportion after, double matters = 0.05, bool higherIsBetter = true)
    {
        if (!(matters > 0 && matters < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(matters), matters, "The smallest difference that matters lies between 0 and 1, such as 0.05.");
        }

        Interval difference = Newcombe(before, after);
        double above = ProportionComparison.ProbabilityBetter(after, before);
        double better = higherIsBetter ? above : 1 - above;
        double? p = before.Trials > 0 && after.Trials > 0 ? ProportionComparison.TwoProportionTest(before, after).PValue : null;
        return new VersionComparison
        {
            Before = before,
            After = after,
            Difference = difference,
            ProbabilityBetter = better,
            PValue = p,
            Verdict = Decide(before, after, difference, better, p, matters, higherIsBetter),
        };
    }

    /// <summary>Decides again from what a verdict lists.</summary>
    /// <param name="explanation">The explanation of a <see cref="Verdict"/>.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">The explanation is of another rule.</exception>
    public static Verdict<VersionEffect> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return explanation.Rule == Rule
            ? Of(
                new Proportion(explanation.Number("beforeHits")!.Value, explanation.Number("beforeCalls")!.Value),
                new Proportion(explanation.Number("afterHits")!.Value, explanation.Number("afterCalls")!.Value),
                explanation.Number("matters")!.Value,
                explanation.Text("better") == "higher").Verdict
            : throw new ArgumentException($"The explanation is of the rule '{explanation.Rule}', not '{Rule}'.", nameof(explanation));
    }

    private static Verdict<VersionEffect> Decide(Proportion before, Proportion after, Interval difference, double better, double? p, double matters, bool higherIsBetter)
    {
        VerdictCheck[] checks =
        [
            VerdictCheck.Decide("pValue", p ?? 1, Comparison.Below, 0.05),
            VerdictCheck.Decide("probabilityBetter", better, Comparison.AtLeast, 0.95),
            VerdictCheck.Decide("probabilityWorse", 1 - better, Comparison.AtLeast, 0.95),
            VerdictCheck.Decide("largestDifference", Math.Max(Math.Abs(difference.Lower), Math.Abs(difference.Upper)), Comparison.Below, matters),
        ];
        VersionEffect effect = checks[0].Passed && checks[1].Passed ? VersionEffect.Improved
            : checks[0].Passed && checks[2].Passed ? VersionEffect.Worse
            : checks[3].Passed ? VersionEffect.NoDifference
            : VersionEffect.TooEarly;
        string seen = string.Create(CultureInfo.InvariantCulture, $"{before} before, {after} after; the difference lies between {difference.Lower:+0.0%;-0.0%} and {difference.Upper:+0.0%;-0.0%}.");
        VerdictExplanation explanation = new()
        {
            Rule = Rule,
            Source = "Pooled two-proportion z test; Beta posteriors from flat priors; Newcombe 1998 for the difference. The joint rule is this project's own.",
            Summary = seen,
            Inputs =
            [
                new() { Name = "beforeHits", Value = before.Successes, Unit = "calls", Origin = EvidenceOrigin.Measured },
                new() { Name = "beforeCalls", Value = before.Trials, Unit = "calls", Origin = EvidenceOrigin.Measured },
                new() { Name = "afterHits", Value = after.Successes, Unit = "calls", Origin = EvidenceOrigin.Measured },
                new() { Name = "afterCalls", Value = after.Trials, Unit = "calls", Origin = EvidenceOrigin.Measured },
                new() { Name = "matters", Value = matters, Origin = EvidenceOrigin.Stated },
                new() { Name = "better", Text = higherIsBetter ? "higher" : "lower" },
            ],
            Checks = checks,
            Flip = Flip(before, after, matters, higherIsBetter, effect),
        };
        return effect == VersionEffect.TooEarly
            ? Outsourcing.Verdict.Refused<VersionEffect>(new Refusal { Kind = RefusalKind.InsufficientEvidence, Reason = seen, Remedy = "Go on with the version until more calls are in." }, explanation)
            : Outsourcing.Verdict.Of(effect, explanation);
    }

    // The nearest number of hits after, of the same calls, that gives another effect.
    private static VerdictFlip? Flip(Proportion before, Proportion after, double matters, bool higherIsBetter, VersionEffect effect)
    {
        const int farthest = 500;
        for (int distance = 1; distance <= Math.Min(farthest, after.Trials); distance++)
        {
            foreach (double hits in (double[])[after.Successes - distance, after.Successes + distance])
            {
                if (hits >= 0 && hits <= after.Trials && EffectOf(before, new Proportion(hits, after.Trials), matters, higherIsBetter) is var other && other != effect)
                {
                    return new VerdictFlip { Input = "afterHits", From = after.Successes, To = hits, Unit = "calls", Becomes = other switch { VersionEffect.TooEarly => "too early", VersionEffect.NoDifference => "no difference", VersionEffect.Improved => "improved", _ => "worse" } };
                }
            }
        }

        return null;
    }

    private static VersionEffect EffectOf(Proportion before, Proportion after, double matters, bool higherIsBetter)
    {
        Interval difference = Newcombe(before, after);
        if (before.Trials > 0 && after.Trials > 0 && ProportionComparison.TwoProportionTest(before, after).PValue < 0.05)
        {
            double above = ProportionComparison.ProbabilityBetter(after, before);
            double better = higherIsBetter ? above : 1 - above;
            if (better >= 0.95 || 1 - better >= 0.95)
            {
                return better >= 0.95 ? VersionEffect.Improved : VersionEffect.Worse;
            }
        }

        return Math.Max(Math.Abs(difference.Lower), Math.Abs(difference.Upper)) < matters ? VersionEffect.NoDifference : VersionEffect.TooEarly;
    }

    private static Interval Newcombe(Proportion before, Proportion after)
    {
        if (before.Trials == 0 || after.Trials == 0)
        {
            return new Interval(-1, 1);
        }

        Interval one = before.ConfidenceInterval();
        Interval two = after.ConfidenceInterval();
        double difference = after.Rate!.Value - before.Rate!.Value;
        double down = Math.Sqrt(Math.Pow(after.Rate.Value - two.Lower, 2) + Math.Pow(one.Upper - before.Rate.Value, 2));
        double up = Math.Sqrt(Math.Pow(two.Upper - after.Rate.Value, 2) + Math.Pow(before.Rate.Value - one.Lower, 2));
        return new Interval(difference - down, difference + up);
    }
}
