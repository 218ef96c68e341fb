using Outsourcing.Calls;
using Outsourcing.Processes;
using QuickStart.Demo;
using QuickStart.Report;

namespace QuickStart.Steps;

/// <summary>The business's own records, read through the public readers.</summary>
internal sealed record Records(DiscoveredProcess Process, IReadOnlyList<CallRecord> Calls, bool OwnActivity)
{
    internal static readonly EventLogOptions DemoColumns = new()
    {
        Columns = new EventLogColumns { Case = "case", Activity = "activity", Timestamp = "end", StartedAt = "start", Resource = "resource", Cost = "cost", Revenue = "revenue" },
        BusinessTimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
    };

    internal static async Task<Records> ReadAsync(CommandLine line, string folder, IProgress<EventLogProgress> progress, CancellationToken cancellationToken)
    {
        string activity = line.Activity ?? Path.Combine(folder, "activity.csv");
        string calls = line.Calls ?? Path.Combine(folder, "calls.csv");
        if (line.Activity is null)
        {
            await ActivityLog.WriteAsync(activity, cancellationToken);
        }

        if (line.Calls is null)
        {
            await CallLog.WriteAsync(calls, cancellationToken);
        }

        DiscoveredProcess process = await EventLog.DiscoverAsync(activity, line.Activity is null ? DemoColumns : new EventLogOptions(), progress, cancellationToken);
        List<CallRecord> read = [];
        await foreach (CallRecord call in new CallLogReader(CallOptions()).ReadAsync(calls, cancellationToken))
        {
            read.Add(call);
        }

        return new Records(process, read, line.Activity is not null);

        CallLogOptions CallOptions() => line.Calls is null
            ? new CallLogOptions { Provider = "csv", Account = "owner", Columns = DemoCallColumns, Region = "US" }
            : new CallLogOptions { Provider = "csv", Account = "owner", Region = "US", TimeZone = TimeZoneInfo.Local.Id };
    }

    internal void Show(LoopReport report)
    {
        ReportSection section = report.Section("Your records");
        section.Add(FormattableString.Invariant($"{Process.Events:#,0} events of {Process.Cases:#,0} cases in {Process.Variants.Count:#,0} variants, {Process.From:yyyy-MM-dd} to {Process.To:yyyy-MM-dd}."));
        section.Add(FormattableString.Invariant($"{Calls.Count:#,0} calls, {Calls.Count(call => call.Status == CallStatus.Completed):#,0} of them answered."));
        if (Process.Problems.LeftOut > 0)
        {
            section.Add(FormattableString.Invariant($"{Process.Problems.LeftOut:#,0} events could not be read and are left out."));
        }
    }

    private static readonly CallLogColumns DemoCallColumns = new()
    {
        Id = "call",
        StartedAt = "started",
        Direction = "direction",
        Caller = "from",
        Dialled = "to",
        Wait = "wait_seconds",
        Duration = "talk_seconds",
        Outcome = "outcome",
        Handler = "agent",
    };
}
