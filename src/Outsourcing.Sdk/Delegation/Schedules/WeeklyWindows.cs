namespace Outsourcing.Delegation;

/// <summary>Stretches of the week as moments.</summary>
internal static class WeeklyWindows
{
    /// <summary>Gets the stretches that begin on a local date.</summary>
    internal static IEnumerable<OpenPeriod> On(DateOnly date, IReadOnlyList<OpeningHours> windows, LocalClock clock) =>
        windows.Where(window => window.Day == date.DayOfWeek).SelectMany(window => Period(date, window.From, window.Until, clock));

    /// <summary>Gets the stretch between two local times; the end lies on the next day unless it is after the beginning.</summary>
    internal static IEnumerable<OpenPeriod> Period(DateOnly date, TimeOnly from, TimeOnly until, LocalClock clock)
    {
        DateTimeOffset begin = clock.Moment(date, from);
        DateTimeOffset finish = clock.Moment(until > from ? date : date.AddDays(1), until);

        // Both times may lie in the hour that is skipped in spring.
        return finish > begin ? [new OpenPeriod(begin, finish)] : [];
    }
}
