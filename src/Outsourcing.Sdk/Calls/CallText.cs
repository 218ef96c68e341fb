namespace Outsourcing.Calls;

/// <summary>Reads moments and durations as call logs, forms and summary e-mails write them.</summary>
public static class CallText
{
    /// <summary>Reads a moment: ISO 8601 or a Unix time, or the formats given.</summary>
    /// <param name="text">The text.</param>
    /// <param name="formats">The formats, as <see cref="DateTimeOffset.ParseExact(string, string, IFormatProvider)"/> has them in the invariant culture; empty for the standard ones. <c>03/04/2026</c> is read only where a format says which number is the month.</param>
    /// <param name="zone">The zone of a time without an offset; <see langword="null"/> leaves such a time unread. Of an hour that the clocks repeat the earlier instant is taken; one that they skip is not read.</param>
    /// <param name="at">The moment.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryParseTime(string? text, IReadOnlyList<string> formats, TimeZoneInfo? zone, out DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(formats);
        at = default;
        return text is not null && CallLogTime.TryParse(text.Trim(), [.. formats], zone, out at) == CallLogTime.Outcome.Read;
    }

    /// <summary>Reads a duration: a number in the unit, <c>m:ss</c>, <c>h:mm:ss</c>, <c>1h 2m 5s</c>, <c>500 ms</c> or ISO 8601.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unit">The unit of a plain number.</param>
    /// <param name="duration">The duration, from zero to a year.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryParseDuration(string? text, CallLogDurationUnit unit, out TimeSpan duration)
    {
        duration = default;
        return text is not null && DurationText.TryParse(text, unit, out duration);
    }
}
