using System.Globalization;
using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>The days a call log covers, in the business's time zone; days without calls count.</summary>
public sealed record LogPeriod
{
    /// <summary>Initializes the period.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day, included; at most ten years later.</param>
    /// <param name="timeZone">The IANA or Windows id of the time zone whose days are meant.</param>
    /// <exception cref="ArgumentException">The days are reversed or too far apart, or the time zone is unknown.</exception>
    [JsonConstructor]
    public LogPeriod(DateOnly from, DateOnly until, string timeZone = "UTC")
    {
        if (until < from || until.DayNumber - from.DayNumber > 3660)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A log cannot cover {from:O} to {until:O}: the first day comes first, and ten years are the most."), nameof(until));
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(timeZone);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _))
        {
            throw new ArgumentException($"The time zone '{timeZone}' is unknown; use an IANA name such as Europe/London.", nameof(timeZone));
        }

        From = from;
        Until = until;
        TimeZone = timeZone;
    }

    /// <summary>Gets the first day.</summary>
    public DateOnly From { get; }

    /// <summary>Gets the last day, included.</summary>
    public DateOnly Until { get; }

    /// <summary>Gets the time zone.</summary>
    public string TimeZone { get; }

    /// <summary>Gets how many days the period has.</summary>
    [JsonIgnore]
    public int Days => Until.DayNumber - From.DayNumber + 1;

    /// <summary>Gets how many months the period has: of each calendar month, the share of its days.</summary>
    [JsonIgnore]
    public double Months => (double)Shares().Sum(month => month.Share);

    /// <summary>Gets the days from the first call to the last.</summary>
    /// <param name="calls">The calls; at least one.</param>
    /// <param name="timeZone">The IANA or Windows id of the time zone whose days are meant.</param>
    /// <returns>The period. Where the log began or ended on days without calls, name the period yourself.</returns>
    /// <exception cref="ArgumentException">No call says when it started, or the time zone is unknown.</exception>
    public static LogPeriod Of(IEnumerable<CallRecord> calls, string timeZone = "UTC")
    {
        ArgumentNullException.ThrowIfNull(calls);
        DateTimeOffset? first = null;
        DateTimeOffset? last = null;
        foreach (CallRecord call in calls)
        {
            if (call.StartedAt is { } at)
            {
                first = first is null || at < first ? at : first;
                last = last is null || at > last ? at : last;
            }
        }

        if (first is not { } start || last is not { } finish)
        {
            throw new ArgumentException("A period needs at least one call that says when it started.", nameof(calls));
        }

        LogPeriod checkedZone = new(DateOnly.MinValue, DateOnly.MinValue, timeZone);
        return new LogPeriod(checkedZone.DateOf(start), checkedZone.DateOf(finish), timeZone);
    }

    internal DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    /// <summary>Gets the UTC ticks at which each day starts, and the end of the last one.</summary>
    internal long[] DayStarts()
    {
        TimeZoneInfo zone = Zone;
        long[] starts = new long[Days + 1];
        for (int day = 0; day < starts.Length; day++)
        {
            DateTime midnight = From.AddDays(day).ToDateTime(TimeOnly.MinValue);
            while (zone.IsInvalidTime(midnight))
            {
                // Where clocks change at midnight the day starts late.
                midnight = midnight.AddMinutes(30);
            }

            TimeSpan offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
            starts[day] = midnight.Ticks - offset.Ticks;
        }

        return starts;
    }

    /// <summary>Finds the day a moment lies in; −1 for none.</summary>
    internal static int DayOf(long[] dayStarts, long utcTicks)
    {
        int last = dayStarts.Length - 2;
        if (utcTicks < dayStarts[0] || utcTicks >= dayStarts[^1])
        {
            return -1;
        }

        // Days are 24 hours but for the changes of clocks: guess, then step.
        int day = (int)Math.Min(last, (utcTicks - dayStarts[0]) / TimeSpan.TicksPerDay);
        while (utcTicks < dayStarts[day])
        {
            day--;
        }

        while (utcTicks >= dayStarts[day + 1])
        {
            day++;
        }

        return day;
    }

    /// <summary>Gets the calendar months the period touches: how many of its days lie in each, and what share of the month they are.</summary>
    internal IEnumerable<(DateOnly Month, int Days, decimal Share)> Shares()
    {
        for (DateOnly day = From; day <= Until;)
        {
            int length = DateTime.DaysInMonth(day.Year, day.Month);
            int covered = Math.Min(length - day.Day + 1, Until.DayNumber - day.DayNumber + 1);
            yield return (new DateOnly(day.Year, day.Month, 1), covered, (decimal)covered / length);
            day = day.AddDays(covered);
        }
    }

    internal TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
