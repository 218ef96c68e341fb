using System.Globalization;

namespace Outsourcing.Processes;

/// <summary>An instant in ticks of UTC, with the offset its record carried.</summary>
internal readonly record struct EventTime(long UtcTicks, short OffsetMinutes)
{
    private const long TicksPerMinute = TimeSpan.TicksPerMinute;

    /// <summary>The instant to compare by: as recorded, or as the clock on the wall showed it.</summary>
    internal EventTime As(EventLogOptions options) => options.IgnoreOffsets ? new(UtcTicks + (OffsetMinutes * TicksPerMinute), 0) : this;

    internal static EventTime From(DateTimeOffset time) => new(time.UtcTicks, (short)(time.Offset.Ticks / TicksPerMinute));

    /// <summary>Reads ISO 8601 (blank or T between date and time, any number of decimals), then the formats named.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, EventLogOptions options, out EventTime time, out bool assumedOffset)
    {
        text = text.Trim();
        if (TryParseIso(text, options.AssumedTimeZone, out time, out assumedOffset))
        {
            return true;
        }

        foreach (string format in options.TimestampFormats)
        {
            if (TryParseFormat(text, format, options.AssumedTimeZone, out time, out assumedOffset))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryParseFormat(ReadOnlySpan<char> text, string format, TimeZoneInfo zone, out EventTime time, out bool assumedOffset)
    {
        assumedOffset = false;
        time = default;
        if (format is "unix" or "unixms")
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            {
                return false;
            }

            double ticks = number * (format == "unix" ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond);
            if (!(Math.Abs(ticks) < DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) || DateTime.UnixEpoch.Ticks + (long)ticks < 0)
            {
                return false;
            }

            time = new(DateTime.UnixEpoch.Ticks + (long)ticks, 0);
            return true;
        }

        // A format with an offset (z, K) carries its own; one without is in the assumed zone.
        if (format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal))
        {
            if (DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset with))
            {
                time = From(with);
                return true;
            }

            return false;
        }

        if (!DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
        {
            return false;
        }

        assumedOffset = true;
        return TryInZone(DateTime.SpecifyKind(local, DateTimeKind.Unspecified).Ticks, zone, out time);
    }

    private static bool TryParseIso(ReadOnlySpan<char> text, TimeZoneInfo zone, out EventTime time, out bool assumedOffset)
    {
        time = default;
        assumedOffset = false;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !Digits(text[..4], out int year) || !Digits(text[5..7], out int month) || !Digits(text[8..10], out int day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        long ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).Ticks;
        ReadOnlySpan<char> rest = text[10..];
        if (rest.Length > 0)
        {
            if (rest.Length < 6 || rest[0] is not ('T' or 't' or ' ') || rest[3] != ':'
                || !Digits(rest[1..3], out int hour) || !Digits(rest[4..6], out int minute) || hour > 24 || minute > 59)
            {
                return false;
            }

            ticks += (hour * TimeSpan.TicksPerHour) + (minute * TicksPerMinute);
            long second = 0;
            rest = rest[6..];
            if (rest.Length >= 3 && rest[0] == ':')
            {
                if (!Digits(rest[1..3], out int whole) || whole > 60)
                {
                    return false;
                }

                second = whole * TimeSpan.TicksPerSecond;
                rest = rest[3..];
                if (rest.Length >= 2 && rest[0] is '.' or ',')
                {
                    int at = 1;
                    long unit = TimeSpan.TicksPerSecond / 10;
                    for (; at < rest.Length && char.IsAsciiDigit(rest[at]); at++)
                    {
                        second += (rest[at] - '0') * unit;
                        unit /= 10;
                    }

                    if (at == 1)
                    {
                        return false;
                    }

                    rest = rest[at..];
                }
            }

            // 24:00 is the end of the day and nothing beyond it.
            if (hour == 24 && (minute > 0 || second > 0))
            {
                return false;
            }

            ticks += second;
        }

        if (rest.IsEmpty)
        {
            assumedOffset = true;
            return TryInZone(ticks, zone, out time);
        }

        if (!TryParseOffset(rest, out int offset))
        {
            return false;
        }

        long utc = ticks - (offset * TicksPerMinute);
        if (utc < 0 || utc > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        time = new(utc, (short)offset);
        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length is not (3 or 5 or 6) || text[0] is not ('+' or '-' or '\u2212') || !Digits(text[1..3], out int hours))
        {
            return false;
        }

        int part = 0;
        if (text.Length > 3 && ((text.Length == 6) != (text[3] == ':') || !Digits(text[^2..], out part)))
        {
            return false;
        }

        minutes = (text[0] == '+' ? 1 : -1) * ((hours * 60) + part);
        return part < 60 && Math.Abs(minutes) <= 14 * 60;
    }

    private static bool TryInZone(long localTicks, TimeZoneInfo zone, out EventTime time)
    {
        time = default;
        if (localTicks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        // In the hour that a change of clocks skips or repeats, the zone's standard offset is taken.
        TimeSpan offset = ReferenceEquals(zone, TimeZoneInfo.Utc) ? TimeSpan.Zero : zone.GetUtcOffset(new DateTime(localTicks, DateTimeKind.Unspecified));
        long utc = localTicks - offset.Ticks;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        time = new(utc, (short)(offset.Ticks / TicksPerMinute));
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (char c in text)
        {
            int digit = c - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            number = (number * 10) + digit;
        }

        return true;
    }
}
