using Sylvan.Data.Csv;

namespace Outsourcing.Calls;

/// <summary>Where each fact stands in the rows of a log; −1 for nowhere.</summary>
internal sealed class CallLogHeader
{
    private readonly string[] _names;

    private CallLogHeader(string[] names) => _names = names;

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

    internal required int TransferredAt { get; init; }

    internal required (string Name, int Column)[] Tags { get; init; }

    internal long ExtraLines => _names.Sum(name => name.AsSpan().Count('\n'));

    internal string Name(int column) => _names[column];

    internal static CallLogHeader Read(CsvDataReader csv, CallLogColumns columns, string file)
    {
        string[] names = [.. Enumerable.Range(0, csv.FieldCount).Select(column => csv.GetName(column).Trim('\uFEFF', ' '))];
        int started = Find(columns.StartedAt, "starttime", "startedat", "start", "startdate", "callstart", "callstarttime", "calldate", "datetime", "dateandtime", "timestamp", "calltime", "callsetuptime", "date", "time");
        int timeOfDay = Find(columns.TimeOfDay, "timeofday", "time", "starttime");
        if (started < 0)
        {
            throw new CallLogException(new CallLogProblem
            {
                File = file,
                Line = 1,
                Cause = $"no column holds the start of the call; there are: {string.Join(", ", names.Select(name => $"'{name}'"))}.",
                Remedy = "Name it in CallLogColumns.StartedAt.",
            });
        }

        return new CallLogHeader(names)
        {
            StartedAt = started,
            TimeOfDay = timeOfDay == started ? -1 : timeOfDay,
            Id = Find(columns.Id, "callid", "id", "callsid", "sid", "calluuid", "uuid", "uniqueid", "callreference", "reference", "contactid"),
            AnsweredAt = Find(columns.AnsweredAt, "answeredat", "answertime", "answeredtime"),
            EndedAt = Find(columns.EndedAt, "endedat", "endtime", "end", "enddate", "callend", "hanguptime", "finishedat"),
            Duration = Find(columns.Duration, "duration", "callduration", "talktime", "talkduration", "billsec", "calllength", "length", "connectedtime", "durationseconds", "durationsec", "durationsecs", "durations", "durationms", "durationmilliseconds", "durationmin", "durationminutes"),
            Wait = Find(columns.Wait, "wait", "waittime", "waitingtime", "waitseconds", "waits", "waitms", "ringtime", "ringduration", "queuetime", "timetoanswer", "speedofanswer"),
            Hold = Find(columns.Hold, "hold", "holdtime", "holdduration", "holdseconds", "holds", "holdms", "timeonhold"),
            Caller = Find(columns.Caller, "from", "caller", "callernumber", "callerid", "fromnumber", "ani", "cli", "customernumber", "customerphonenumber", "phonenumber"),
            CallerName = Find(columns.CallerName, "callername", "fromname", "name", "cnam", "customername"),
            Dialled = Find(columns.Dialled, "to", "dialled", "dialed", "tonumber", "callednumber", "dialednumber", "dnis", "did", "destination", "trackingphonenumber", "trackingnumber"),
            Direction = Find(columns.Direction, "direction", "calldirection"),
            Status = Find(columns.Status, "status", "callstatus", "state"),
            Outcome = Find(columns.Outcome, "outcome", "disposition", "calloutcome", "result", "callresult", "resolution"),
            Handler = Find(columns.Handler, "handler", "handledby", "agent", "agentname", "operator", "receptionist"),
            TransferredAt = Find(columns.TransferredAt, "transferredat", "transfertime"),
            Tags = [.. columns.Tags.Select(tag => (tag, Required(tag)))],
        };

        int Find(string? given, params ReadOnlySpan<string> usual)
        {
            if (given is not null)
            {
                return Required(given);
            }

            foreach (string wanted in usual)
            {
                int column = Array.FindIndex(names, name => Plain(name) == wanted);
                if (column >= 0)
                {
                    return column;
                }
            }

            return -1;
        }

        int Required(string given)
        {
            int column = Array.FindIndex(names, name => string.Equals(name, given, StringComparison.OrdinalIgnoreCase));
            return column >= 0 ? column : throw new CallLogException(new CallLogProblem
            {
                File = file,
                Line = 1,
                Column = given,
                Cause = $"there is no such column; there are: {string.Join(", ", names.Select(name => $"'{name}'"))}.",
                Remedy = "Name a header of the file in CallLogColumns.",
            });
        }
    }

    // "Call ID", "call_id" and "CallId" are one word; a unit in brackets is read apart.
    private static string Plain(string header) => string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
