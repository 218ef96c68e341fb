using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>Makes evidence of reviews.</summary>
public static class ScorecardEvidence
{
    /// <summary>Counts the calls of each partner that passed.</summary>
    /// <param name="template">The template and version.</param>
    /// <param name="reviews">Reviews by it; a call reviewed several times counts once, by the latest review.</param>
    /// <param name="criterion">The name of the criterion it is evidence on.</param>
    /// <returns>One share per partner.</returns>
    /// <exception cref="ArgumentException">A review is of another template or version.</exception>
    public static IReadOnlyList<PartnerEvidence> PassRate(ScorecardTemplate template, IEnumerable<ScorecardReview> reviews, string criterion)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(reviews);
        ArgumentException.ThrowIfNullOrWhiteSpace(criterion);
        return ValueList.Copy(reviews
            .GroupBy(review => (review.Partner, review.Call))
            .Select(group => (group.Key.Partner, Scorecard.Score(template, group.OrderBy(review => review.At).ThenBy(review => review.Reviewer, StringComparer.Ordinal).Last()).Passed))
            .Where(entry => entry.Passed is not null)
            .GroupBy(entry => entry.Partner, entry => entry.Passed == true)
            .OrderBy(group => group.Key.Value, StringComparer.Ordinal)
            .Select(group => new PartnerEvidence { Partner = group.Key, Criterion = criterion, Counted = new Proportion(group.Count(passed => passed), group.Count()) }));
    }
}
