namespace Outsourcing.Delegation;

/// <summary>Turns local times into moments, the same way everywhere.</summary>
/// <remarks>
/// A local time stands for the first moment at which the clocks of the zone show it or later: of a time that comes twice the
/// first, of one that is skipped the moment the clocks go forward. So a later local time is never an earlier moment, and
/// a turn that begins at a doubled time begins once.
/// </remarks>
internal sealed class LocalClock(string zone)
{
    private static readonly TimeSpan Around = TimeSpan.FromHours(64);
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);

    internal DateTimeOffset Moment(DateOnly date, TimeOnly time)
    {
        DateTime local = date.ToDateTime(time);
        if (_zone.IsInvalidTime(local))
        {
            return Shown(FirstNotBefore(local));
        }

        TimeSpan offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    internal DateOnly Date(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, _zone).DateTime);

    internal DateTimeOffset Shown(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone);

    private DateTimeOffset FirstNotBefore(DateTime local)
    {
        // The time is skipped, so the clocks go forward once around it and "shows it or later" turns true once.
        DateTimeOffset low = new(local - Around, TimeSpan.Zero);
        DateTimeOffset high = new(local + Around, TimeSpan.Zero);
        while (high - low > TimeSpan.FromTicks(1))
        {
            DateTimeOffset middle = low + ((high - low) / 2);
            if (TimeZoneInfo.ConvertTime(middle, _zone).DateTime >= local)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return high;
    }
}
