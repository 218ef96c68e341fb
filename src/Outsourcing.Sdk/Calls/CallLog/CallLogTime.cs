using System.Globalization;

namespace Outsourcing.Calls;

/// <summary>Moments as call logs write them.</summary>
internal static class CallLogTime
{
    internal enum Outcome
    {
        Read,
        Unknown,
        NoZone,
        Skipped,
    }

    // Year first: no other order of numbers is the same in every country.
    private static readonly string[] Iso =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm",
    ];

    private static readonly string[] IsoWithOffset =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd'T'HH:mmK",
    ];

    internal static Outcome TryParse(string text, string[] formats, TimeZoneInfo? zone, out DateTimeOffset at)
    {
        at = default;
        if (formats.Length > 0)
        {
            // A format that carries an offset yields one; the style tells whether the text had it.
            if (!DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces, out DateTime given))
            {
                return Unix(text, out at) ? Outcome.Read : Outcome.Unknown;
            }

            return given.Kind == DateTimeKind.Unspecified ? InZone(given, zone, out at) : Exact(new DateTimeOffset(given.ToUniversalTime(), TimeSpan.Zero), zone, out at);
        }

        if (DateTime.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
        {
            return InZone(local, zone, out at);
        }

        if (DateTimeOffset.TryParseExact(text, IsoWithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at))
        {
            return Outcome.Read;
        }

        return Unix(text, out at) ? Outcome.Read : Outcome.Unknown;
    }

    private static Outcome Exact(DateTimeOffset instant, TimeZoneInfo? zone, out DateTimeOffset at)
    {
        at = zone is null ? instant : TimeZoneInfo.ConvertTime(instant, zone);
        return Outcome.Read;
    }

    private static Outcome InZone(DateTime local, TimeZoneInfo? zone, out DateTimeOffset at)
    {
        at = default;
        if (zone is null)
        {
            return Outcome.NoZone;
        }

        if (zone.IsInvalidTime(local))
        {
            return Outcome.Skipped;
        }

        // Of a repeated hour the larger offset is the earlier instant.
        TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        at = new DateTimeOffset(local, offset);
        return Outcome.Read;
    }

    private static bool Unix(string text, out DateTimeOffset at)
    {
        at = default;
        if (text.Length is not (10 or 13) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return false;
        }

        at = text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
        return true;
    }
}
