using Outsourcing;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Economics;
using Outsourcing.Processes;
using QuickStart.Demo;

namespace MinimalCrm.Records;

/// <summary>What the pure deciders make of an activity log and a call log.</summary>
internal sealed class CompanyFigures
{
    private CompanyFigures(Upload activityLog, DiscoveredProcess found, Upload callLog, IReadOnlyList<CallRecord> calls, IReadOnlyList<CallLogProblem> problems)
    {
        (ActivityLog, Found, CallLog, OwnersCalls, CallProblems) = (activityLog, found, callLog, calls, problems);
        LogPeriod period = LogPeriod.Of(calls, OwnersLogs.TimeZone);

        // The weeks that were begun: most logs end on a Friday.
        CallsPerWeek = calls.Count / Math.Ceiling(period.Days / 7.0);
        Process = Describe(found);
        Dictionary<ProcessStepId, Verdict<StepPlacement>> placements = Process.Activities.ToDictionary(step => step.Id, step => StepClassifier.Classify(step));
        Placements = Process.Activities.ToDictionary(step => step.Name, step => placements[step.Id], StringComparer.Ordinal);
        Readiness = ReadinessAssessor.Assess(new ReadinessEvidence { Process = found, Periods = OwnersStatements.Months, Documentation = OwnersStatements.Papers });
        Tasks = TaskSplitter.Split(
            Process,
            placements,
            found,
            Process.Activities.Where(step => step.Name.Contains("call", StringComparison.OrdinalIgnoreCase)).ToDictionary(step => step.Id, _ => OwnersStatements.AnsweringCalls));
        Leverage = Outsourcing.Economics.Leverage.Assess(
            new LeverageCase
            {
                Period = period,
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
            calls);
    }

    internal Upload ActivityLog { get; }

    /// <summary>Gets the process as found in the activity log.</summary>
    internal DiscoveredProcess Found { get; }

    internal Upload CallLog { get; }

    /// <summary>Gets the calls that the owner answered, or missed.</summary>
    internal IReadOnlyList<CallRecord> OwnersCalls { get; }

    internal IReadOnlyList<CallLogProblem> CallProblems { get; }

    internal double CallsPerWeek { get; }

    /// <summary>Gets the process with what the owner says of its steps.</summary>
    internal BusinessProcess Process { get; }

    internal IReadOnlyDictionary<string, Verdict<StepPlacement>> Placements { get; }

    internal Verdict<Readiness> Readiness { get; }

    internal IReadOnlyList<DelegationTask> Tasks { get; }

    internal LeverageReport Leverage { get; }

    /// <summary>Reads both logs and decides.</summary>
    /// <exception cref="OutsourcingException">A log cannot be read; the text says where and why.</exception>
    internal static async Task<CompanyFigures> OfAsync(Upload activityLog, Upload callLog, CancellationToken cancellationToken)
    {
        DiscoveredProcess found = await OwnersLogs.ReadActivityAsync(activityLog, cancellationToken);
        (IReadOnlyList<CallRecord> calls, IReadOnlyList<CallLogProblem> problems) = await OwnersLogs.ReadCallsAsync(callLog, cancellationToken);
        return new CompanyFigures(activityLog, found, callLog, calls, problems);
    }

    // Revenue comes from the log; the ratings are the owner's, and a step without them is not classified.
    private static BusinessProcess Describe(DiscoveredProcess found)
    {
        BusinessProcess process = found.ToBusinessProcess(ProcessId.From("company"), "From lead to invoice", leastShare: 0.02);
        IReadOnlyDictionary<string, RevenueContribution> revenue = RevenueAttribution.Shapley(found);
        foreach (ProcessStep step in process.Activities.ToArray())
        {
            process = process.Describe(step.Id, OwnersStatements.Steps.GetValueOrDefault(step.Name, step.Profile) with
            {
                Revenue = revenue.GetValueOrDefault(step.Name),
                VolumePerWeek = step.Profile.VolumePerWeek,
                Duration = step.Profile.Duration,
                Cost = step.Profile.Cost,
            });
        }

        return process;
    }
}
