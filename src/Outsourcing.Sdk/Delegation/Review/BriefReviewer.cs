using System.Globalization;

namespace Outsourcing.Delegation;

/// <summary>Reviews delegation briefs: what is missing, what contradicts itself, what can be misread.</summary>
/// <remarks>Deterministic: one brief gives one review, on any machine. The rules stand in <see cref="ReviewRules"/>; an app adds its own.</remarks>
public sealed class BriefReviewer
{
    private const string Rule = "brief.deliverable/1";

    private readonly IBriefRule[] _rules;

    /// <summary>Initializes a reviewer.</summary>
    /// <param name="rules">Rules of the app's own, beside those every review applies.</param>
    public BriefReviewer(IEnumerable<IBriefRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = [.. rules];
    }

    /// <summary>Gets a reviewer without rules of an app's own.</summary>
    public static BriefReviewer Default { get; } = new([]);

    /// <summary>Decides again from what a verdict lists.</summary>
    /// <param name="explanation">The explanation of a verdict of <see cref="BriefReview.Deliverable"/>.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">The explanation is of another rule.</exception>
    public static Verdict<bool> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (explanation.Rule != Rule)
        {
            throw new ArgumentException($"The explanation is of the rule '{explanation.Rule}', not '{Rule}'.", nameof(explanation));
        }

        return Decide(
            (int)explanation.Number("requiredPassed")!.Value,
            (int)explanation.Number("required")!.Value,
            (int)explanation.Number("errors")!.Value,
            (int)explanation.Number("blanks")!.Value,
            explanation.Number("smellsPer100Words")!.Value);
    }

    /// <summary>Reviews a brief.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="suppressions">Findings the owner accepts, each with its reason; none when left out.</param>
    /// <returns>The review.</returns>
    public BriefReview Review(DelegationBrief brief, IEnumerable<ReviewSuppression>? suppressions = null)
    {
        ArgumentNullException.ThrowIfNull(brief);
        IReadOnlyList<BriefText> texts = brief.Texts();
        List<ReviewFinding> required = [.. RequiredRules.Review(brief)];
        (List<ReviewFinding> language, Readability readability) = TextRules.Review(brief, texts);

        IEnumerable<ReviewFinding> all = required
            .Concat(ContradictionRules.Review(brief))
            .Concat(ScheduleRules.Review(brief))
            .Concat(language)
            .Concat(_rules.SelectMany(rule => rule.Review(brief)))
            .OrderByDescending(finding => finding.Severity);

        ReviewSuppression[] accepted = [.. suppressions ?? []];
        List<ReviewFinding> standing = [];
        List<SuppressedFinding> suppressed = [];
        foreach (ReviewFinding finding in all)
        {
            if (Array.Find(accepted, suppression => suppression.Covers(finding)) is { } suppression)
            {
                suppressed.Add(new SuppressedFinding { Finding = finding, Reason = suppression.Reason });
            }
            else
            {
                standing.Add(finding);
            }
        }

        return new BriefReview
        {
            Brief = brief.Id,
            Version = brief.Version,
            Findings = standing,
            Suppressed = suppressed,
            Required = RequiredRules.Elements(required),
            Readability = readability,
        };
    }

    internal static Verdict<bool> Decide(int passed, int required, int errors, int blanks, double smells)
    {
        VerdictCheck[] checks =
        [
            VerdictCheck.Decide("required", passed, Comparison.AtLeast, required, "elements"),
            VerdictCheck.Decide("errors", errors, Comparison.AtMost, 0, "findings"),
            VerdictCheck.Decide("blanks", blanks, Comparison.AtMost, 0, "findings"),
        ];
        bool deliverable = checks.All(check => check.Passed);
        VerdictCheck[] failed = [.. checks.Where(check => !check.Passed)];
        return Verdict.Of(deliverable, new VerdictExplanation
        {
            Rule = Rule,
            Source = "Own proposal: required elements after RACI, SMART and ISO/IEC/IEEE 29148:2018; smells are reported and do not decide.",
            Summary = deliverable
                ? string.Create(CultureInfo.InvariantCulture, $"The brief can go to the partner: all {required} required elements are there, nothing contradicts itself, no blank is open.")
                : string.Create(CultureInfo.InvariantCulture, $"The brief cannot go yet: {passed} of {required} required elements, {errors} errors, {blanks} open blanks."),
            Inputs =
            [
                new() { Name = "requiredPassed", Value = passed, Unit = "elements", Origin = EvidenceOrigin.Measured },
                new() { Name = "required", Value = required, Unit = "elements", Origin = EvidenceOrigin.Assumed },
                new() { Name = "errors", Value = errors, Unit = "findings", Origin = EvidenceOrigin.Measured },
                new() { Name = "blanks", Value = blanks, Unit = "findings", Origin = EvidenceOrigin.Measured },
                new() { Name = "smellsPer100Words", Value = smells, Unit = "smells", Origin = EvidenceOrigin.Measured },
            ],
            Checks = checks,

            // One change flips it only when all but one check stand on the other side.
            Flip = deliverable ? new VerdictFlip { Input = "errors", From = errors, To = 1, Unit = "findings", Becomes = "not deliverable" }
                : failed is [var only] ? new VerdictFlip { Input = only.Name == "required" ? "requiredPassed" : only.Name, From = only.Observed, To = only.Threshold, Unit = only.Unit, Becomes = "deliverable" }
                : null,
        });
    }
}
