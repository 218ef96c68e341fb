using Outsourcing;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Economics;
using Outsourcing.Processes;
using QuickStart.Demo;

namespace MinimalCrm.Demo;

/// <summary>The demo company's own records, and what the pure deciders make of them. A CRM of yours reads its own tables here.</summary>
internal sealed class Company
{
    /// <summary>Gets the process as found in the activity log.</summary>
    internal DiscoveredProcess Found { get; private set; } = null!;

    /// <summary>Gets the process with what the owner says of its steps.</summary>
    internal BusinessProcess Process { get; private set; } = null!;

    internal IReadOnlyDictionary<string, Verdict<StepPlacement>> Placements { get; private set; } = null!;

    internal Verdict<Readiness> Readiness { get; private set; } = null!;

    internal IReadOnlyList<DelegationTask> Tasks { get; private set; } = [];

    /// <summary>Gets half a year of calls that the owner answered, or missed.</summary>
    internal IReadOnlyList<CallRecord> OwnersCalls { get; private set; } = [];

    internal LeverageReport Leverage { get; private set; } = null!;

    internal double CallsPerWeek => OwnersCalls.Count / 26.0;

    internal async Task LoadAsync(CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("minimal-crm-").FullName;
        try
        {
            string activity = Path.Combine(folder, "activity.csv");
            await ActivityLog.WriteAsync(activity, cancellationToken);
            Found = await EventLog.DiscoverAsync(
                activity,
                new EventLogOptions
                {
                    Columns = new EventLogColumns { Case = "case", Activity = "activity", Timestamp = "end", StartedAt = "start", Resource = "resource", Cost = "cost", Revenue = "revenue" },
                    BusinessTimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
                },
                cancellationToken: cancellationToken);
            string calls = Path.Combine(folder, "calls.csv");
            await CallLog.WriteAsync(calls, cancellationToken);
            OwnersCalls = await ReadCallsAsync(calls, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Decide();
    }

    private static async Task<IReadOnlyList<CallRecord>> ReadCallsAsync(string path, CancellationToken cancellationToken)
    {
        CallLogReader reader = new(new CallLogOptions
        {
            Provider = "csv",
            Account = "owner",
            Region = "US",
            Columns = new CallLogColumns
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
            },
        });
        List<CallRecord> calls = [];
        await foreach (CallRecord call in reader.ReadAsync(path, cancellationToken))
        {
            calls.Add(call);
        }

        return calls;
    }

    private void Decide()
    {
        // Revenue comes from the log; the ratings are the owner's.
        BusinessProcess process = Found.ToBusinessProcess(ProcessId.From("company"), "From lead to invoice", leastShare: 0.02);
        IReadOnlyDictionary<string, RevenueContribution> revenue = RevenueAttribution.Shapley(Found);
        foreach (ProcessStep step in process.Activities.ToArray())
        {
            if (OwnersStatements.Steps.TryGetValue(step.Name, out StepProfile? stated))
            {
                process = process.Describe(step.Id, stated with
                {
                    Revenue = revenue.GetValueOrDefault(step.Name),
                    VolumePerWeek = step.Profile.VolumePerWeek,
                    Duration = step.Profile.Duration,
                    Cost = step.Profile.Cost,
                });
            }
        }

        Process = process;
        Dictionary<ProcessStepId, Verdict<StepPlacement>> placements = process.Activities.ToDictionary(step => step.Id, step => StepClassifier.Classify(step));
        Placements = process.Activities.ToDictionary(step => step.Name, step => placements[step.Id], StringComparer.Ordinal);
        Readiness = ReadinessAssessor.Assess(new ReadinessEvidence { Process = Found, Periods = OwnersStatements.Months, Documentation = OwnersStatements.Papers });
        Tasks = TaskSplitter.Split(
            process,
            placements,
            Found,
            process.Activities.Where(step => step.Name.Contains("call", StringComparison.OrdinalIgnoreCase)).ToDictionary(step => step.Id, _ => OwnersStatements.AnsweringCalls));
        Leverage = Outsourcing.Economics.Leverage.Assess(
            new LeverageCase
            {
                Period = LogPeriod.Of(OwnersCalls, "America/New_York"),
                Currency = "USD",
                Plans = [.. PartnerPlans.All.Values],
                RevenuePerFreedHour = 60,
                RevenuePerFreedHourRange = new Interval(35, 90),
                UsableShare = 0.6m,
                WorkPerCall = TimeSpan.FromMinutes(2),
                OversightHours = 4,
                ValueOfLostCall = 9,
                ValueOfLostCallRange = new Interval(4, 16),
                LostShareAfter = 0.05m,
                TransitionCost = 600,
            },
            OwnersCalls);
    }
}
