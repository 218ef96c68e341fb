using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>How far reviewers agree on one item.</summary>
public sealed record ItemAgreement
{
    /// <summary>Gets the item's name.</summary>
    public required string Item { get; init; }

    /// <summary>Gets the share of agreeing pairs, 0 to 1.</summary>
    public required double Observed { get; init; }

    /// <summary>Gets the agreement beyond chance: Cohen's kappa of two reviewers, Fleiss' of more; <see langword="null"/> when all gave one answer throughout.</summary>
    public required double? Kappa { get; init; }
}

/// <summary>Whether reviewers judge alike: before that, scores compare reviewers rather than partners.</summary>
public static class ScorecardCalibration
{
    private const string Rule = "scorecards.calibration/1";

    /// <summary>Compares the answers of reviewers to the same calls.</summary>
    /// <param name="template">The template.</param>
    /// <param name="reviews">Reviews by that template and version; only calls that every reviewer reviewed count.</param>
    /// <param name="threshold">The kappa each item must reach; 0.6 is called substantial by Landis and Koch 1977.</param>
    /// <param name="minimumCalls">How many common calls are needed.</param>
    /// <returns>The agreement per item, the weakest first; a check per item says which need talking over. Refused for want of reviewers or common calls.</returns>
    /// <exception cref="ArgumentException">A review is of another template or version, or a reviewer reviewed a call twice.</exception>
    public static Verdict<IReadOnlyList<ItemAgreement>> Compare(ScorecardTemplate template, IReadOnlyList<ScorecardReview> reviews, double threshold = 0.6, int minimumCalls = 10)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(reviews);
        foreach (ScorecardReview review in reviews)
        {
            Scorecard.Score(template, review);
        }

        string[] reviewers = [.. reviews.Select(review => review.Reviewer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        ScorecardReview[][] common = [.. reviews
            .GroupBy(review => review.Call)
            .Where(group => group.Select(review => review.Reviewer).Distinct(StringComparer.Ordinal).Count() == reviewers.Length)
            .Select(group => group.Count() == reviewers.Length
                ? group.OrderBy(review => review.Reviewer, StringComparer.Ordinal).ToArray()
                : throw new ArgumentException("A reviewer reviewed the same call twice; keep the review that stands.", nameof(reviews)))];
        VerdictCheck enough = VerdictCheck.Decide("common calls", reviewers.Length < 2 ? 0 : common.Length, Comparison.AtLeast, minimumCalls, "calls");
        if (!enough.Passed || common.Length == 0)
        {
            return Verdict.Refused<IReadOnlyList<ItemAgreement>>(
                new Refusal
                {
                    Kind = RefusalKind.InsufficientEvidence,
                    Reason = $"{reviewers.Length} reviewers have {common.Length} calls in common; agreement needs at least two reviewers and {minimumCalls} calls.",
                    Remedy = "Let every reviewer score the same calls.",
                },
                Explain("Too few common calls to say whether reviewers agree.", [], [enough]));
        }

        ItemAgreement[] items = [.. template.Items.Select(item => Agreement(item.Id, common, reviewers.Length)).OrderBy(item => item.Kappa ?? 1)];
        VerdictCheck[] checks = [enough, .. items.Select(item => VerdictCheck.Decide($"agreement on {item.Item}", item.Kappa ?? 1, Comparison.AtLeast, threshold))];
        string[] weak = [.. items.Zip(checks.Skip(1)).Where(pair => !pair.Second.Passed).Select(pair => pair.First.Item)];
        return Verdict.Of(
            ValueList.Copy(items),
            Explain(
                weak.Length == 0 ? "The reviewers judge alike." : $"Talk over {string.Join(", ", weak)}: there the reviewers do not judge alike.",
                [.. items.Select(item => new VerdictInput { Name = item.Item, Value = item.Kappa, SampleSize = common.Length, Origin = EvidenceOrigin.Measured })],
                checks));
    }

    private static ItemAgreement Agreement(string item, ScorecardReview[][] common, int reviewers)
    {
        double[][] counts = [.. common.Select(group => Enumerable.Range(0, 3)
            .Select(mark => (double)group.Count(review => (int)Mark(review, item) == mark)).ToArray())];
        Agreement agreement;
        if (reviewers == 2)
        {
            double[][] table = [.. Enumerable.Range(0, 3).Select(first => Enumerable.Range(0, 3)
                .Select(second => (double)common.Count(pair => (int)Mark(pair[0], item) == first && (int)Mark(pair[1], item) == second)).ToArray())];
            agreement = Statistics.Agreement.Cohen(table);
        }
        else
        {
            agreement = Statistics.Agreement.Fleiss(counts);
        }

        return new ItemAgreement { Item = item, Observed = agreement.Observed, Kappa = agreement.Kappa };
    }

    private static ScorecardMark Mark(ScorecardReview review, string item) => review.Answers.Single(answer => answer.Item == item).Mark;

    private static VerdictExplanation Explain(string summary, IReadOnlyList<VerdictInput> inputs, IReadOnlyList<VerdictCheck> checks) => new()
    {
        Rule = Rule,
        Source = "Cohen 1960; Fleiss 1971; the threshold of Landis and Koch 1977 is a convention",
        Summary = summary,
        Inputs = inputs,
        Checks = checks,
    };
}
