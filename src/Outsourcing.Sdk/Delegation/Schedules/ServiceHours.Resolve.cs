namespace Outsourcing.Delegation;

public sealed partial record ServiceHours
{
    /// <summary>Tells whether calls are answered at a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <returns>Whether they are.</returns>
    public bool IsOpen(DateTimeOffset moment)
    {
        LocalClock clock = new(TimeZone);
        DateOnly date = clock.Date(moment);
        return Periods(date.AddDays(-1), date, clock).Any(period => period.From <= moment && moment < period.Until);
    }

    /// <summary>Gets the stretches in which calls are answered.</summary>
    /// <param name="from">The first moment to look at.</param>
    /// <param name="until">The first moment not to look at; at most ten years later.</param>
    /// <returns>The stretches, in order, apart from each other, cut at both ends; in the local time of the zone.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the beginning or too far from it.</exception>
    public IReadOnlyList<OpenPeriod> Between(DateTimeOffset from, DateTimeOffset until)
    {
        ScheduleRange.Check(from, until);
        LocalClock clock = new(TimeZone);
        List<OpenPeriod> merged = [];
        foreach (OpenPeriod period in Periods(clock.Date(from).AddDays(-1), clock.Date(until), clock).OrderBy(period => period.From))
        {
            DateTimeOffset begin = period.From < from ? clock.Shown(from) : period.From;
            DateTimeOffset finish = period.Until > until ? clock.Shown(until) : period.Until;
            if (begin >= finish)
            {
                continue;
            }

            if (merged.Count > 0 && merged[^1].Until >= begin)
            {
                merged[^1] = merged[^1] with { Until = finish > merged[^1].Until ? finish : merged[^1].Until };
            }
            else
            {
                merged.Add(new(begin, finish));
            }
        }

        return ValueList.Copy(merged);
    }

    private IEnumerable<OpenPeriod> Periods(DateOnly first, DateOnly last, LocalClock clock)
    {
        for (DateOnly date = first; date <= last; date = date.AddDays(1))
        {
            IEnumerable<OpenPeriod> periods = Holidays.FirstOrDefault(holiday => holiday.Date == date) is { } holiday
                ? holiday is { From: { } open, Until: { } close } ? WeeklyWindows.Period(date, open, close, clock) : []
                : WeeklyWindows.On(date, Weekly, clock);
            foreach (OpenPeriod period in periods)
            {
                yield return period;
            }
        }
    }
}
