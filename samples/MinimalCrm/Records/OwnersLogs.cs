using System.Text;
using Outsourcing;
using Outsourcing.Calls;
using Outsourcing.Processes;

namespace MinimalCrm.Records;

/// <summary>How a log is to be read.</summary>
/// <param name="LeaveOut">Whether lines that cannot be read are left out and listed; otherwise the first one refuses the file.</param>
internal sealed record LogSettings(bool LeaveOut = false);

/// <summary>Reads the owner's logs with the SDK's importers.</summary>
internal static class OwnersLogs
{
    internal const string TimeZone = "America/New_York";

    /// <summary>Gets the headers an activity log in CSV form may have, the first of each being the demo company's.</summary>
    internal static readonly (string Role, string[] Headers)[] Headers =
    [
        ("case", ["case", "case id", "case_id", "case:concept:name"]),
        ("activity", ["activity", "concept:name", "step", "task"]),
        ("end", ["end", "timestamp", "time:timestamp", "completed"]),
        ("start", ["start", "start_timestamp", "started"]),
        ("resource", ["resource", "org:resource", "user", "agent"]),
        ("cost", ["cost", "cost:total"]),
        ("revenue", ["revenue", "amount"]),
    ];

    internal static bool IsXes(string name) => Bare(name).EndsWith(".xes", StringComparison.OrdinalIgnoreCase) || Bare(name).EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    internal static async Task<DiscoveredProcess> ReadActivityAsync(Upload log, CancellationToken cancellationToken)
    {
        ProcessDiscovery discovery = new(new EventLogOptions
        {
            Columns = IsXes(log.Name) ? new EventLogColumns() : Columns(log.Content),
            Problems = log.Read<LogSettings>().LeaveOut ? EventLogProblemPolicy.Collect : EventLogProblemPolicy.Stop,
            AssumedTimeZone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone),
            BusinessTimeZone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone),
            MaximumLength = 500L * 1024 * 1024,
        });
        using MemoryStream content = new(log.Content);
        await (IsXes(log.Name) ? discovery.AddXesAsync(content, log.Name, cancellationToken: cancellationToken) : discovery.AddCsvAsync(content, log.Name, cancellationToken: cancellationToken));
        DiscoveredProcess found = discovery.Complete();
        return found.Events > 0
            ? found
            : throw new OutsourcingException($"{log.Name} holds no event that can be read. {(found.Problems.First is [var first, ..] ? first.Message : "")}".TrimEnd());
    }

    internal static async Task<(IReadOnlyList<CallRecord> Calls, IReadOnlyList<CallLogProblem> Problems)> ReadCallsAsync(Upload log, CancellationToken cancellationToken)
    {
        CallLogReader reader = new(new CallLogOptions
        {
            Provider = "csv",
            Account = "owner",
            Region = "US",
            TimeZone = TimeZone,

            // The headers of the demo company's log that are not among those the reader knows by itself.
            Columns = new CallLogColumns { Id = Known(log, "call"), StartedAt = Known(log, "started"), Duration = Known(log, "talk_seconds") },
            OnProblem = log.Read<LogSettings>().LeaveOut ? CallLogProblemPolicy.Collect : CallLogProblemPolicy.Stop,
        });
        List<CallRecord> calls = [];
        using StreamReader text = new(new MemoryStream(log.Content));
        await foreach (CallRecord call in reader.ReadAsync(text, log.Name, cancellationToken))
        {
            calls.Add(call);
        }

        return calls.Exists(call => call.StartedAt is not null)
            ? (calls, reader.Problems)
            : throw new OutsourcingException($"{log.Name} holds no call that says when it started. {(reader.Problems is [var first, ..] ? first.ToString() : "")}".TrimEnd());
    }

    private static EventLogColumns Columns(byte[] content)
    {
        string[] header = Header(content);
        string? Of(string role) => Headers.Single(known => known.Role == role).Headers.FirstOrDefault(name => header.Contains(name, StringComparer.OrdinalIgnoreCase));
        return new EventLogColumns
        {
            // One that is not there is named all the same, so that the importer says which is missing.
            Case = Of("case") ?? "case",
            Activity = Of("activity") ?? "activity",
            Timestamp = Of("end") ?? "end",
            StartedAt = Of("start"),
            Resource = Of("resource"),
            Cost = Of("cost"),
            Revenue = Of("revenue"),
        };
    }

    private static string? Known(Upload log, string header) => Header(log.Content).Contains(header, StringComparer.OrdinalIgnoreCase) ? header : null;

    private static string[] Header(byte[] content)
    {
        using Stream bytes = content is [0x1f, 0x8b, ..]
            ? new System.IO.Compression.GZipStream(new MemoryStream(content), System.IO.Compression.CompressionMode.Decompress)
            : new MemoryStream(content);
        char[] start = new char[4_096];
        int read;
        try
        {
            using StreamReader text = new(bytes, Encoding.UTF8);
            read = text.ReadBlock(start);
        }
        catch (InvalidDataException)
        {
            // The importer says so in its own words.
            return [];
        }

        string line = new string(start, 0, read).Split('\n')[0];
        return [.. line.Split(',', ';', '\t', '|').Select(name => name.Trim(' ', '\r', '"', '\uFEFF'))];
    }

    private static string Bare(string name) => name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
}
