using System.Globalization;
using System.Text;
using Outsourcing.Processes;

namespace Outsourcing.Tests.Processes;

/// <summary>Small logs for tests.</summary>
internal static class Logs
{
    internal static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(1));

    internal static LogEvent Event(string caseId, string activity, double hours, string? resource = null, string? lifecycle = null, decimal? revenue = null) => new()
    {
        Case = caseId,
        Activity = activity,
        Timestamp = Monday.AddHours(hours),
        Resource = resource is null ? default(PersonalText?) : new PersonalText(resource),
        Lifecycle = lifecycle,
        Revenue = revenue,
    };

    internal static DiscoveredProcess Discover(IEnumerable<LogEvent> events, EventLogOptions? options = null)
    {
        ProcessDiscovery discovery = new(options);
        foreach (LogEvent item in events)
        {
            discovery.Add(item);
        }

        return discovery.Complete();
    }

    internal static Task<DiscoveredProcess> Csv(string text, EventLogOptions? options = null) =>
        EventLog.DiscoverCsvAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), options);

    internal static Task<DiscoveredProcess> Xes(string text, EventLogOptions? options = null) =>
        EventLog.DiscoverXesAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), options);

    /// <summary>The whole result as text, so that two can be compared and a difference is seen.</summary>
    internal static string Fingerprint(this DiscoveredProcess process)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{process} {process.CaseLengths} {process.From:O} {process.To:O}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{process.VariantStatistics} {process.Rework} {process.Throughput} {process.Entropy}");
        text.AppendJoin('\n', process.Activities.Select(activity => activity.ToString())).AppendLine();
        text.AppendJoin('\n', process.Flows.Select(flow => flow.ToString())).AppendLine();
        text.AppendJoin('\n', process.StartActivities.Concat(process.EndActivities).Select(end => end.ToString())).AppendLine();
        text.AppendJoin('\n', process.Variants.Select(variant => $"{variant.Count} {string.Join('|', variant.Activities)} {variant.MeanDuration} {variant.Revenue}")).AppendLine();
        text.AppendJoin('\n', process.HandOvers.Select(hand => $"{hand.From.Value}>{hand.To.Value} {hand.Count}")).AppendLine();
        foreach (DiscoveredActivity activity in process.Activities)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{activity.Name} {string.Join(',', activity.Volume?.Hours.Select(hour => hour.ToString()) ?? [])}");
        }

        return text.ToString();
    }
}
