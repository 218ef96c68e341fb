using Outsourcing.Delegation;
using Outsourcing.Processes;

namespace Outsourcing.Snippets;

internal static class Processes
{
    internal static async Task<DiscoveredProcess> Discover()
    {
        DiscoveredProcess process = await EventLog.DiscoverAsync("activity-log.csv", new EventLogOptions
        {
            Columns = new EventLogColumns { Case = "LeadId", Activity = "Action", Timestamp = "DoneAt", Resource = "User", Revenue = "Amount" },
            TimestampFormats = ["MM/dd/yyyy HH:mm"],
            AssumedTimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"),
            Problems = EventLogProblemPolicy.Collect,
        });
        Console.WriteLine(process);
        Console.WriteLine($"{process.Problems.LeftOut} lines could not be read");
        return process;
    }

    internal static async Task<DiscoveredProcess> FromTables(IAsyncEnumerable<LogEvent> activities, CancellationToken cancellationToken)
    {
        DiscoveredProcess process = await EventLog.DiscoverAsync(activities, cancellationToken: cancellationToken);
        return process;
    }

    internal static async Task<DiscoveredProcess> FromSeveralFiles()
    {
        ProcessDiscovery north = new();
        await north.AddFileAsync("north.xes.gz");
        ProcessDiscovery south = new();
        await south.AddFileAsync("south.csv");
        north.Merge(south);
        return north.Complete();
    }

    internal static StepProfile Describe(DiscoveredProcess process)
    {
        IReadOnlyDictionary<string, RevenueContribution> revenue = RevenueAttribution.Shapley(process);
        StepProfile calling = new()
        {
            Revenue = revenue["Calling prospects"],
            Differentiation = StepRating.Stated(2, "every agency calls"),
            Expertise = StepRating.Stated(2.5),
            CustomerOwnership = StepRating.Stated(2),
            AssetSpecificity = StepRating.Stated(2),
            Uncertainty = StepRating.Stated(3),
            FailureImpact = StepRating.Stated(3),
            MarketMaturity = StepRating.Stated(5),
            RegulatedData = [RegulatedDataKind.Personal],
        };
        return calling;
    }

    internal static void Classify(StepProfile calling)
    {
        Verdict<StepPlacement> verdict = StepClassifier.Classify("Calling prospects", calling);
        Console.WriteLine(verdict.Explanation.Summary);
        if (verdict.Explanation.Flip is { } flip)
        {
            Console.WriteLine($"{flip.Becomes} if {flip.Input} were {flip.To} instead of {flip.From}");
        }
    }

    internal static void Assess(DiscoveredProcess process, IReadOnlyList<PeriodFigures> months, ProcessDocumentation documentation)
    {
        Verdict<Readiness> verdict = ReadinessAssessor.Assess(new() { Process = process, Periods = months, Documentation = documentation });
        Console.WriteLine(verdict.Explanation.Summary);
        foreach (StreamliningItem item in verdict.Value?.WorkList ?? [])
        {
            Console.WriteLine($"{item.Hours:F0} h: {item.Kind} {item.Subject}");
        }
    }

    internal static void Split(DiscoveredProcess process, IReadOnlyDictionary<string, StepProfile> profiles)
    {
        BusinessProcess model = process.ToBusinessProcess(ProcessId.From("lead-to-client"), "Lead to client", leastShare: 0.05);
        Dictionary<ProcessStepId, Verdict<StepPlacement>> verdicts = profiles.ToDictionary(
            step => process.StepOf(step.Key),
            step => StepClassifier.Classify(step.Key, step.Value));
        foreach (DelegationTask task in TaskSplitter.Split(model, verdicts, process))
        {
            Console.WriteLine($"{task.Name}: {task.Volume?.PerWeek:F0} a week; still to say: {string.Join(", ", task.Gaps)}");
        }
    }

    internal static void Draw(DiscoveredProcess process, IReadOnlyDictionary<string, Verdict<StepPlacement>> verdicts)
    {
        File.WriteAllText("map.svg", ProcessMap.ToSvg(process, verdicts));
        File.WriteAllText("matrix.svg", StepMatrix.ToSvg(verdicts));
    }
}
