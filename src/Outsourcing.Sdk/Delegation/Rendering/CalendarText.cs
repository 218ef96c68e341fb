using System.Globalization;
using System.Text;

namespace Outsourcing.Delegation;

/// <summary>Writes the few lines of iCalendar (RFC 5545) that an on-call sheet needs: escaped, folded at 75 octets, ended by CRLF.</summary>
/// <remarks>Our own because the calendar library creates its parts by reflection, which native AOT cannot follow; tests read the result with that library.</remarks>
internal sealed class CalendarText
{
    private const int LongestLine = 75;

    private readonly StringBuilder _text = new();

    internal CalendarText()
    {
        Line("BEGIN", "VCALENDAR");
        Line("PRODID", "-//Outsourcing.Sdk//On-call sheet//EN");
        Line("VERSION", "2.0");
    }

    internal void Add(string uid, DateTimeOffset stamp, DateTimeOffset from, DateTimeOffset until, string summary, string description)
    {
        Line("BEGIN", "VEVENT");
        Line("UID", Escape(uid));
        Line("DTSTAMP", Time(stamp));
        Line("DTSTART", Time(from));
        Line("DTEND", Time(until));
        Line("SUMMARY", Escape(summary));
        if (description.Length > 0)
        {
            Line("DESCRIPTION", Escape(description));
        }

        Line("END", "VEVENT");
    }

    internal string Finish()
    {
        Line("END", "VCALENDAR");
        return _text.ToString();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    // RFC 5545, 3.1: no control character but the tab stands in a text; what is taken out stays visible as U+FFFD.
    private static string Escape(string text) => string.Concat(text
        .ReplaceLineEndings("\n")
        .Select(static sign => char.IsAscii(sign) && char.IsControl(sign) && sign is not ('\t' or '\n') ? '\uFFFD' : sign))
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private void Line(string name, string value)
    {
        int octets = 0;
        foreach (Rune rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                // The space that marks a folded line counts as its first octet.
                _text.Append("\r\n ");
                octets = 1;
            }

            _text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        _text.Append("\r\n");
    }
}
