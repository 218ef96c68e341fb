using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>A partner's reviews of one period.</summary>
public sealed record ScorecardPeriod
{
    /// <summary>Gets the first day of the period's month.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>Gets how many calls passed, out of how many that could be scored.</summary>
    public required Proportion Passed { get; init; }

    /// <summary>Gets the interval of the pass rate (Wilson, 95 %).</summary>
    public required Interval PassRate { get; init; }

    /// <summary>Gets the mean share of points.</summary>
    public required double MeanScore { get; init; }

    /// <summary>Gets the period's place on the p-chart of all periods: out of its limits is a signal, within them is noise.</summary>
    public required ControlPoint Control { get; init; }
}

/// <summary>How a partner's reviews went from month to month.</summary>
public sealed record ScorecardHistory
{
    /// <summary>Gets the periods in order; months without a scored review are left out.</summary>
    public required IReadOnlyList<ScorecardPeriod> Periods { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the trend of the pass rate over the periods; <see langword="null"/> below four periods, where no trend can show.</summary>
    public required Trend? Trend { get; init; }

    /// <summary>Gathers a partner's reviews.</summary>
    /// <param name="template">The template and version.</param>
    /// <param name="partner">The partner.</param>
    /// <param name="reviews">Reviews; those of other partners, templates or versions are left out.</param>
    /// <param name="timeZone">The zone months are counted in.</param>
    /// <returns>The history.</returns>
    public static ScorecardHistory Of(ScorecardTemplate template, PartnerId partner, IEnumerable<ScorecardReview> reviews, TimeZoneInfo timeZone)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(reviews);
        ArgumentNullException.ThrowIfNull(timeZone);
        var months = reviews
            .Where(review => review.Partner == partner && review.Template == template.Id && review.TemplateVersion == template.Version)
            .Select(review => (Month: MonthOf(review.At, timeZone), Score: Scorecard.Score(template, review)))
            .Where(entry => entry.Score.Share is not null)
            .GroupBy(entry => entry.Month)
            .OrderBy(group => group.Key)
            .Select(group => (Month: group.Key, Passed: new Proportion(group.Count(entry => entry.Score.Passed == true), group.Count()), Mean: group.Average(entry => entry.Score.Share!.Value)))
            .ToArray();
        IReadOnlyList<ControlPoint> chart = months.Length == 0 ? [] : ControlChart.P([.. months.Select(month => month.Passed)]).Points;
        return new ScorecardHistory
        {
            Periods = [.. months.Select((month, index) => new ScorecardPeriod
            {
                Month = month.Month,
                Passed = month.Passed,
                PassRate = month.Passed.ConfidenceInterval(),
                MeanScore = month.Mean,
                Control = chart[index],
            })],
            Trend = months.Length < 4 ? null : Statistics.Trend.MannKendall([.. months.Select(month => month.Passed.Rate!.Value)]),
        };
    }

    private static DateOnly MonthOf(DateTimeOffset at, TimeZoneInfo timeZone)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(at, timeZone);
        return new DateOnly(local.Year, local.Month, 1);
    }
}
