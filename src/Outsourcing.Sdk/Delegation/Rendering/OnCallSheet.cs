using System.Globalization;
using System.Text;

namespace Outsourcing.Delegation;

/// <summary>Writes who is on call as the sheets answering services read: CSV (RFC 4180) and iCalendar (RFC 5545).</summary>
public static class OnCallSheet
{
    private static readonly string[] Columns = ["from", "until", "time zone", "name", "role", "telephone", "second telephone", "note"];

    /// <summary>Writes a CSV sheet, one row per turn or gap.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="until">The first moment after it; at most ten years later.</param>
    /// <returns>The sheet in local times with offsets; a cell that a spreadsheet would compute is preceded by an apostrophe.</returns>
    /// <exception cref="InvalidBriefException">The brief has no schedule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the beginning or too far from it.</exception>
    public static string ToCsv(DelegationBrief brief, DateTimeOffset from, DateTimeOffset until)
    {
        StringBuilder csv = new();
        Row(csv, Columns);
        foreach (OnCallShift shift in Shifts(brief, from, until))
        {
            BriefContact? contact = Contact(brief, shift);
            Row(csv,
            [
                BriefWording.Moment(shift.From),
                BriefWording.Moment(shift.Until),
                brief.OnCall!.TimeZone,
                Safe(contact?.Name.Value ?? shift.Contact?.Value ?? "NOBODY"),
                Safe(contact?.Role ?? ""),
                Number(contact, 0),
                Number(contact, 1),
                Safe(Note(brief, shift)),
            ]);
        }

        return csv.ToString();
    }

    /// <summary>Writes a calendar, one event per turn or gap.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="until">The first moment after it; at most ten years later.</param>
    /// <param name="writtenAt">The moment the calendar says it was written at.</param>
    /// <returns>The calendar, in UTC.</returns>
    /// <exception cref="InvalidBriefException">The brief has no schedule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the beginning or too far from it.</exception>
    public static string ToICalendar(DelegationBrief brief, DateTimeOffset from, DateTimeOffset until, DateTimeOffset writtenAt)
    {
        CalendarText calendar = new();
        foreach (OnCallShift shift in Shifts(brief, from, until))
        {
            BriefContact? contact = Contact(brief, shift);
            string name = contact?.Name.Value ?? shift.Contact?.Value ?? "nobody";
            string[] lines = [.. contact?.Numbers.Select(number => number.E164) ?? [], Note(brief, shift)];
            calendar.Add(
                string.Create(CultureInfo.InvariantCulture, $"{brief.Id.Value}-v{brief.Version}-{shift.From.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"),
                writtenAt,
                shift.From,
                shift.Until,
                $"On call: {name}",
                string.Join('\n', lines.Where(line => line.Length > 0)));
        }

        return calendar.Finish();
    }

    private static IReadOnlyList<OnCallShift> Shifts(DelegationBrief brief, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(brief);
        return brief.OnCall is { } schedule
            ? schedule.Between(from, until)
            : throw new InvalidBriefException(BriefDefect.UnknownPlace, "onCall", $"Brief '{brief.Id}' version {brief.Version} has no on-call schedule; say who is on call first.");
    }

    private static BriefContact? Contact(DelegationBrief brief, OnCallShift shift) => brief.Contacts.FirstOrDefault(contact => contact.Id == shift.Contact);

    private static string Number(BriefContact? contact, int index) => contact?.Numbers.Count > index ? contact.Numbers[index].E164 : "";

    private static string Note(DelegationBrief brief, OnCallShift shift) => shift.Gap switch
    {
        OnCallGap.None when shift.IsOverride => brief.OnCall!.Overrides.First(one => one.Id == shift.Source).Reason ?? "stand-in",
        OnCallGap.None => "",
        OnCallGap.NoRotation => "the schedule has no rotation",
        OnCallGap.NotStarted => "no rotation has started yet",
        OnCallGap.Ended => "every rotation is over",
        OnCallGap.OutsideWindows => "no rotation covers this time",
        _ => "the rotation names nobody",
    };

    /// <summary>Keeps a spreadsheet from taking a text for a formula.</summary>
    private static string Safe(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;

    private static void Row(StringBuilder csv, IReadOnlyList<string> cells) =>
        csv.AppendJoin(',', cells.Select(cell => cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
}
