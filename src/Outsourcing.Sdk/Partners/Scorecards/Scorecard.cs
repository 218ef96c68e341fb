namespace Outsourcing.Partners;

/// <summary>What a scorecard says of one call.</summary>
public sealed record ScorecardScore
{
    /// <summary>Gets the share of the points that apply, 0 to 1; 0 after an auto-fail; <see langword="null"/> when no item applies.</summary>
    public required double? Share { get; init; }

    /// <summary>Gets whether the call passes; <see langword="null"/> when no item applies.</summary>
    public required bool? Passed { get; init; }

    /// <summary>Gets the items that failed the whole call.</summary>
    public IReadOnlyList<string> AutoFailedBy { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();
}

/// <summary>Scores reviews.</summary>
public static class Scorecard
{
    /// <summary>Scores a review.</summary>
    /// <param name="template">The template and version the review was made by.</param>
    /// <param name="review">The review.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">The review is of another template or version, or its answers do not fit.</exception>
    public static ScorecardScore Score(ScorecardTemplate template, ScorecardReview review)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(review);
        if (review.Template != template.Id || review.TemplateVersion != template.Version)
        {
            throw new ArgumentException($"The review is by '{review.Template}' version {review.TemplateVersion}, not by '{template.Id}' version {template.Version}; scores of different versions do not mix.", nameof(review));
        }

        Check(template, review.Answers);
        double earned = 0;
        double possible = 0;
        List<string> failed = [];
        foreach (ScorecardItem item in template.Items)
        {
            ScorecardMark mark = review.Answers.Single(answer => answer.Item == item.Id).Mark;
            possible += mark == ScorecardMark.NotApplicable ? 0 : item.Points;
            earned += mark == ScorecardMark.Met ? item.Points : 0;
            if (item.AutoFail && mark == ScorecardMark.NotMet)
            {
                failed.Add(item.Id);
            }
        }

        double? share = possible == 0 ? null : failed.Count > 0 ? 0 : earned / possible;
        return new ScorecardScore { Share = share, Passed = share is { } number ? failed.Count == 0 && number >= template.PassMark : null, AutoFailedBy = failed };
    }

    internal static void Check(ScorecardTemplate template, IReadOnlyList<ScorecardAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(answers);
        foreach (ScorecardItem item in template.Items)
        {
            int count = answers.Count(answer => answer.Item == item.Id);
            if (count != 1)
            {
                throw new ArgumentException($"Item '{item.Id}' has {count} answers; every item gets exactly one.", nameof(answers));
            }
        }

        if (answers.FirstOrDefault(answer => template.Items.All(item => item.Id != answer.Item)) is { } stray)
        {
            throw new ArgumentException($"'{stray.Item}' is no item of '{template.Id}' version {template.Version}.", nameof(answers));
        }
    }
}
