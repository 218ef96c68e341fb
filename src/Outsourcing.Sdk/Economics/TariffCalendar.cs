using Outsourcing.Calls;
using Outsourcing.Delegation;

namespace Outsourcing.Economics;

internal enum Tariff
{
    Ordinary,
    OutOfHours,
    Holiday,
}

/// <summary>Tells which tariff applies at a moment of a period.</summary>
internal sealed class TariffCalendar
{
    private readonly long[] _openFrom;
    private readonly long[] _openUntil;
    private readonly long[] _dayStarts;
    private readonly bool[] _isHoliday;

    internal TariffCalendar(ServiceHours hours, LogPeriod period)
    {
        // A day more at either end: the hours may be of another zone than the period.
        LogPeriod own = new(period.From.AddDays(-1), period.Until.AddDays(1), hours.TimeZone);
        _dayStarts = own.DayStarts();
        IReadOnlyList<OpenPeriod> open = hours.Between(At(_dayStarts[0]), At(_dayStarts[^1]));
        _openFrom = [.. open.Select(stretch => stretch.From.UtcTicks)];
        _openUntil = [.. open.Select(stretch => stretch.Until.UtcTicks)];
        HashSet<DateOnly> holidays = [.. hours.Holidays.Select(holiday => holiday.Date)];
        _isHoliday = [.. Enumerable.Range(0, own.Days).Select(day => holidays.Contains(own.From.AddDays(day)))];
    }

    internal Tariff Of(long at)
    {
        int day = LogPeriod.DayOf(_dayStarts, at);
        if (day >= 0 && _isHoliday[day])
        {
            return Tariff.Holiday;
        }

        int index = Array.BinarySearch(_openFrom, at);
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && at < _openUntil[index] ? Tariff.Ordinary : Tariff.OutOfHours;
    }

    private static DateTimeOffset At(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
