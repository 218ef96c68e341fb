using System.Globalization;
using Outsourcing.Calls;

namespace Outsourcing.Delegation;

/// <summary>Numbers, times and actions in the words a person reads.</summary>
internal static class BriefWording
{
    internal static string Duration(TimeSpan time)
    {
        (int Count, string Unit)[] parts =
        [
            (time.Days, "day"),
            (time.Hours, "hour"),
            (time.Minutes, "minute"),
            (time.Seconds, "second"),
            (time.Milliseconds, "millisecond"),
        ];
        string text = string.Join(' ', parts.Where(part => part.Count > 0).Select(part => Count(part.Count, part.Unit)));
        return text.Length == 0 ? "0 seconds" : text;
    }

    internal static string Count(long number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")}");

    internal static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    internal static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    internal static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Time(TimeOnly time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    internal static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    internal static string Hours(TimeOnly from, TimeOnly until) => $"{Time(from)} to {(until == TimeOnly.MinValue ? "24:00" : Time(until))}";

    internal static string Target(MetricTarget target)
    {
        string relation = target.Comparison switch
        {
            Comparison.AtLeast => "at least",
            Comparison.Above => "more than",
            Comparison.AtMost => "at most",
            _ => "less than",
        };
        return target.Unit == "1" ? $"{relation} {Share(target.Value)}" : $"{relation} {Number(target.Value)} {target.Unit}";
    }

    internal static string Per(MetricWindow window) => window == MetricWindow.Day ? "per calendar day"
        : window == MetricWindow.Week ? "per calendar week"
        : window == MetricWindow.Month ? "per calendar month"
        : window == MetricWindow.Quarter ? "per calendar quarter"
        : $"per {window.Value}";

    internal static string Answer(IntakeQuestion question)
    {
        string kind = question.Answer == AnswerKind.Text ? "text"
            : question.Answer == AnswerKind.YesNo ? "yes or no"
            : question.Answer == AnswerKind.Phone ? "telephone number"
            : question.Answer == AnswerKind.Email ? "e-mail address"
            : question.Answer == AnswerKind.Time ? "time of day"
            : question.Answer == AnswerKind.Choice ? "one of: " + string.Join("; ", question.Choices)
            : question.Answer.Value;
        return question.ReadBack ? kind + " (read it back)" : kind;
    }

    internal static string Recording(RecordingConsent consent) => consent == RecordingConsent.None ? "Calls are not recorded."
        : consent == RecordingConsent.Announced ? "Calls are recorded; the caller is told at the start."
        : consent == RecordingConsent.Asked ? "A call is recorded only after the caller agrees."
        : $"Recording: {consent.Value}.";

    internal static string OutOfHours(OutOfHoursKind kind) => kind == OutOfHoursKind.TakeMessage ? "Outside the hours a message is taken."
        : kind == OutOfHoursKind.OnCall ? "Outside the hours the one on call is called."
        : kind == OutOfHoursKind.Voicemail ? "Outside the hours calls go to voicemail."
        : kind == OutOfHoursKind.Announce ? "Outside the hours an announcement tells the hours."
        : $"Outside the hours: {kind.Value}.";

    internal static string Action(CallAction action, DelegationBrief brief)
    {
        List<string> parts = [Core(action, brief)];
        if (action.RingFor is { } ring)
        {
            parts.Add($"Let it ring for {Duration(ring)}.");
        }

        if (action.Within is { } within)
        {
            parts.Add($"Do so within {Duration(within)} of the end of the call.");
        }

        string text = string.Join(' ', parts);
        return string.IsNullOrWhiteSpace(action.When) ? text : $"If {action.When.Trim().TrimEnd('.')}: {text}";
    }

    internal static string Contact(ContactId? id, DelegationBrief brief) => id is not { } given
        ? "the one on call"
        : brief.Contacts.FirstOrDefault(contact => contact.Id == given) is { } contact
            ? contact.Role is { } role ? $"{contact.Name.Value} ({role})" : contact.Name.Value
            : given.Value;

    private static string Core(CallAction action, DelegationBrief brief)
    {
        string contact = Contact(action.Contact, brief);
        if (action.Kind == CallActionKind.Transfer)
        {
            string how = action.Transfer == TransferKind.Warm ? "; tell them first who calls and why"
                : action.Transfer == TransferKind.Blind ? "; without announcing the call"
                : action.Transfer is { } other ? $"; {other.Value}" : "";
            return $"Put the caller through to {contact}{how}.";
        }

        if (action.Kind == CallActionKind.TakeMessage)
        {
            return $"Take a message and pass it to {contact}{(action.Via is { } via ? $" by {via}" : "")}.{Words(" Note: ", action.Text)}";
        }

        if (action.Kind == CallActionKind.Schedule)
        {
            return $"Book an appointment{(action.Calendar is { } calendar ? $" in: {calendar}" : "")}.{Words(" ", action.Text)}";
        }

        if (action.Kind == CallActionKind.TextCaller)
        {
            return $"Send the caller this text message: \u201c{action.Text}\u201d";
        }

        if (action.Kind == CallActionKind.Voicemail)
        {
            return $"Send the caller to the voicemail of {contact}.";
        }

        if (action.Kind == CallActionKind.Route)
        {
            string target = action.CallType is { } id ? brief.CallTypes.FirstOrDefault(type => type.Id == id)?.Name ?? id.Value : "another call type";
            return $"Go on as for: {target}.";
        }

        return action.Kind == CallActionKind.Instruct ? action.Text ?? "" : $"{action.Kind.Value}{Words(": ", action.Text)}";
    }

    private static string Words(string before, string? text) => string.IsNullOrWhiteSpace(text) ? "" : before + text;
}
