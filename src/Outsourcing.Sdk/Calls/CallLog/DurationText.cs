using System.Buffers;
using System.Globalization;

namespace Outsourcing.Calls;

/// <summary>Durations as call logs and invoices write them.</summary>
internal static class DurationText
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> UnitEnds = SearchValues.Create(" 0123456789.,");

    /// <summary>Reads a duration: a number in the unit, <c>m:ss</c>, <c>h:mm:ss</c>, <c>1h 2m 5s</c>, <c>500 ms</c> or ISO 8601.</summary>
    internal static bool TryParse(string text, CallLogDurationUnit unit, out TimeSpan duration)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        if (double.TryParse(trimmed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
        {
            return FromSeconds(number * SecondsPer(unit), out duration);
        }

        return trimmed.Contains(':') ? Clock(trimmed, out duration) : Spelt(trimmed, out duration);
    }

    /// <summary>Gets the unit a header names, such as <c>Duration (ms)</c> or <c>duration_seconds</c>.</summary>
    internal static CallLogDurationUnit UnitOf(string header, CallLogDurationUnit otherwise)
    {
        string[] words = header.ToLowerInvariant().Split([' ', '_', '-', '(', ')', '[', ']', '.', '/'], StringSplitOptions.RemoveEmptyEntries);
        return (words.Length > 1 ? words[^1] : string.Empty) switch
        {
            "ms" or "msec" or "msecs" or "millis" or "milliseconds" => CallLogDurationUnit.Milliseconds,
            "s" or "sec" or "secs" or "second" or "seconds" => CallLogDurationUnit.Seconds,
            "m" or "min" or "mins" or "minute" or "minutes" => CallLogDurationUnit.Minutes,
            _ => otherwise,
        };
    }

    private static double SecondsPer(CallLogDurationUnit unit) => unit switch
    {
        CallLogDurationUnit.Milliseconds => 0.001,
        CallLogDurationUnit.Minutes => 60,
        _ => 1,
    };

    private static bool FromSeconds(double seconds, out TimeSpan duration)
    {
        // A year of seconds: beyond it a column of milliseconds was most likely taken for seconds.
        bool sensible = seconds is >= 0 and <= 366 * 86_400;
        duration = sensible ? TimeSpan.FromMicroseconds(Math.Round(seconds * 1_000_000)) : default;
        return sensible;
    }

    // m:ss and h:mm:ss; the last part may have decimals, and only the first may exceed 59.
    private static bool Clock(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        double seconds = 0;
        int parts = 0;
        foreach (Range range in text.Split(':'))
        {
            ReadOnlySpan<char> part = text[range];
            bool last = range.End.GetOffset(text.Length) == text.Length;
            if (!double.TryParse(part, last ? NumberStyles.AllowDecimalPoint : NumberStyles.None, CultureInfo.InvariantCulture, out double value)
                || (parts > 0 && value >= 60) || ++parts > 3)
            {
                duration = default;
                return false;
            }

            seconds = (seconds * 60) + value;
        }

        return FromSeconds(seconds, out duration);
    }

    private static bool Spelt(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        if (text.StartsWith("PT", StringComparison.OrdinalIgnoreCase))
        {
            text = text[2..];
        }

        double seconds = 0;
        bool any = false;
        while (!(text = text.TrimStart([' ', ','])).IsEmpty)
        {
            int digits = text.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
            {
                return false;
            }

            text = text[digits..].TrimStart();
            int letters = text.IndexOfAny(UnitEnds);
            ReadOnlySpan<char> unit = letters < 0 ? text : text[..letters];
            double factor = unit switch
            {
                _ when unit.Equals("ms", StringComparison.OrdinalIgnoreCase) => 0.001,
                _ when Is(unit, "h", "hr", "hrs", "hour", "hours") => 3600,
                _ when Is(unit, "m", "min", "mins", "minute", "minutes") => 60,
                _ when Is(unit, "s", "sec", "secs", "second", "seconds") => 1,
                _ => 0,
            };
            if (factor == 0)
            {
                return false;
            }

            seconds += value * factor;
            any = true;
            text = text[unit.Length..];
        }

        return any && FromSeconds(seconds, out duration);
    }

    private static bool Is(ReadOnlySpan<char> text, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
