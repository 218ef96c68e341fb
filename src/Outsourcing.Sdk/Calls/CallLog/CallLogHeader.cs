using System.Globalization;

namespace Outsourcing.Calls;

/// <summary>Where each fact stands in the rows of a log; −1 for nowhere.</summary>
internal sealed class CallLogHeader
{
    internal required int Id { get; init; }

    internal required int StartedAt { get; init; }

    internal required int TimeOfDay { get; init; }

    internal required int AnsweredAt { get; init; }

    internal required int EndedAt { get; init; }

    internal required int Duration { get; init; }

    internal required int Wait { get; init; }

    internal required int Hold { get; init; }

    internal required int Caller { get; init; }

    internal required int CallerName { get; init; }

    internal required int Dialled { get; init; }

    internal required int Direction { get; init; }

    internal required int Status { get; init; }

    internal required int Outcome { get; init; }

    internal required int Handler { get; init; }

    internal required int Intent { get; init; }

    internal required int Successful { get; init; }

    internal required int TransferredAt { get; init; }

    internal required int CallerCompany { get; init; }

    internal required int CallerEmail { get; init; }

    internal required int Message { get; init; }

    internal required int MessageFor { get; init; }

    internal required int Summary { get; init; }

    internal required int Urgency { get; init; }

    internal required (string Question, int Column)[] Answers { get; init; }

    internal required (string Name, int Column)[] Tags { get; init; }

    /// <summary>Gets the columns as one text, to tell another mapping from this one.</summary>
    internal string Describe() => string.Join(
        ',',
        ((int[])[Id, StartedAt, TimeOfDay, AnsweredAt, EndedAt, Duration, Wait, Hold, Caller, CallerName, Dialled, Direction, Status, Outcome, Handler, Intent, Successful, TransferredAt, CallerCompany, CallerEmail, Message, MessageFor, Summary, Urgency])
            .Select(static column => column.ToString(CultureInfo.InvariantCulture))
            .Concat(Answers.Select(static answer => $"{answer.Question}={answer.Column}"))
            .Concat(Tags.Select(static tag => $"{tag.Name}={tag.Column}")));

    internal static CallLogHeader Read(CsvTable table, CallLogColumns columns)
    {
        int started = table.Find(columns.StartedAt, "starttime", "startedat", "start", "startdate", "callstart", "callstarttime", "calldate", "datetime", "dateandtime", "timestamp", "calltime", "callsetuptime", "date", "time");
        if (started < 0)
        {
            throw table.Missing(null, "no column holds the start of the call", "Name it in CallLogColumns.StartedAt.");
        }

        // "Date" and "Time" are two halves; beside a "Timestamp" a "Time" is something else.
        bool dateOnly = table.Headers[started].EndsWith("date", StringComparison.OrdinalIgnoreCase);
        return new CallLogHeader
        {
            StartedAt = started,
            TimeOfDay = columns.TimeOfDay is not null || dateOnly ? table.Find(columns.TimeOfDay, "timeofday", "time") : -1,
            Id = table.Find(columns.Id, "callid", "id", "callsid", "sid", "calluuid", "uuid", "uniqueid", "callreference", "reference", "contactid"),
            AnsweredAt = table.Find(columns.AnsweredAt, "answeredat", "answertime", "answeredtime"),
            EndedAt = table.Find(columns.EndedAt, "endedat", "endtime", "end", "enddate", "callend", "hanguptime", "finishedat"),
            Duration = table.Find(columns.Duration, "duration", "callduration", "talktime", "talkduration", "billsec", "calllength", "length", "connectedtime", "durationseconds", "durationsec", "durationsecs", "durations", "durationms", "durationmilliseconds", "durationmin", "durationminutes"),
            Wait = table.Find(columns.Wait, "wait", "waittime", "waitingtime", "waitseconds", "waits", "waitms", "ringtime", "ringduration", "queuetime", "timetoanswer", "speedofanswer"),
            Hold = table.Find(columns.Hold, "hold", "holdtime", "holdduration", "holdseconds", "holds", "holdms", "timeonhold"),
            Caller = table.Find(columns.Caller, "from", "caller", "callernumber", "callerid", "fromnumber", "ani", "cli", "customernumber", "customerphonenumber", "phonenumber"),
            CallerName = table.Find(columns.CallerName, "callername", "fromname", "name", "cnam", "customername"),
            Dialled = table.Find(columns.Dialled, "to", "dialled", "dialed", "tonumber", "callednumber", "dialednumber", "dnis", "did", "destination", "trackingphonenumber", "trackingnumber"),
            Direction = table.Find(columns.Direction, "direction", "calldirection"),
            Status = table.Find(columns.Status, "status", "callstatus", "state"),
            Outcome = table.Find(columns.Outcome, "outcome", "disposition", "calloutcome", "result", "callresult", "resolution"),
            Handler = table.Find(columns.Handler, "handler", "handledby", "agent", "agentname", "operator", "receptionist"),
            Intent = table.Find(columns.Intent, "intent", "callerintent", "calltype", "reasonforcall"),
            Successful = table.Find(columns.Successful, "successful", "callsuccessful", "settled", "resolved"),
            TransferredAt = table.Find(columns.TransferredAt, "transferredat", "transfertime"),
            CallerCompany = table.Find(columns.CallerCompany, "company", "callercompany", "companyname"),
            CallerEmail = table.Find(columns.CallerEmail, "email", "calleremail", "emailaddress", "callersemail"),
            Message = table.Find(columns.Message, "message", "messagetext", "messagebody"),
            MessageFor = table.Find(columns.MessageFor, "messagefor", "for"),
            Summary = table.Find(columns.Summary, "summary", "callsummary"),
            Urgency = table.Find(columns.Urgency, "urgency", "priority"),
            Answers = [.. columns.Answers.Select(answer => (answer.Key, table.Required(answer.Value)))],
            Tags = [.. columns.Tags.Select(tag => (tag, table.Required(tag)))],
        };
    }
}
