using System.Text.Json.Nodes;
using Outsourcing;
using Outsourcing.Delegation;
using Outsourcing.Processes;
using QuickStart.Demo;
using QuickStart.Report;

namespace QuickStart.Steps;

/// <summary>Step 2: the process, its core and supportive steps, whether the business is ready, and the tasks to delegate.</summary>
internal static class WhatAndWhen
{
    internal static (DelegationTask Task, BusinessProcess Process) Decide(LoopReport report, Records records)
    {
        ReportSection section = report.Section("What and when: the process, and what to delegate");
        BusinessProcess process = Describe(records);
        Dictionary<ProcessStepId, Verdict<StepPlacement>> placements = process.Activities.ToDictionary(step => step.Id, step => StepClassifier.Classify(step));
        section.Add(new ReportTable(
            ["step", "cases", "core index", "contract hazard", "verdict"],
            [.. process.Activities.Take(12).Select(string[] (step) => [step.Name, FormattableString.Invariant($"{records.Process.Activity(step.Name)?.Cases:#,0}"), .. Cells(placements[step.Id])])]));
        foreach (ProcessStep step in process.Activities)
        {
            report.Keep(section, $"place of \"{step.Name}\"", placements[step.Id], placement => JsonValue.Create(placement.Decision.ToString()));
        }

        Verdict<Readiness> readiness = ReadinessAssessor.Assess(new ReadinessEvidence
        {
            Process = records.Process,
            Periods = records.OwnActivity ? [] : OwnersStatements.Months,
            Documentation = records.OwnActivity ? new ProcessDocumentation() : OwnersStatements.Papers,
        });
        report.Add(section, "ready to outsource", readiness, ready => JsonValue.Create(ready.IsReady));
        if (readiness.TryGet(out Readiness? decided) && decided.WorkList is [var first, ..] && !decided.IsStreamlined)
        {
            section.Add(FormattableString.Invariant($"Streamline first: {first.Kind} of {first.Subject}, {first.Hours:#,0} hours."));
        }

        Dictionary<string, Verdict<StepPlacement>> byName = process.Activities.ToDictionary(step => step.Name, step => placements[step.Id], StringComparer.Ordinal);
        section.AddFigure(ProcessMap.ToSvg(records.Process, byName));
        section.AddFigure(StepMatrix.ToSvg(byName));
        return (Choose(section, process, placements, records), process);
    }

    private static BusinessProcess Describe(Records records)
    {
        BusinessProcess process = records.Process.ToBusinessProcess(ProcessId.From("company"), "The company's process", leastShare: 0.02);
        if (records.OwnActivity)
        {
            return process;
        }

        // Revenue comes from the log; the ratings are the owner's.
        IReadOnlyDictionary<string, RevenueContribution> revenue = RevenueAttribution.Shapley(records.Process);
        foreach (ProcessStep step in process.Activities.ToArray())
        {
            if (OwnersStatements.Steps.TryGetValue(step.Name, out StepProfile? stated))
            {
                process = process.Describe(step.Id, stated with
                {
                    Revenue = revenue.GetValueOrDefault(step.Name),
                    VolumePerWeek = step.Profile?.VolumePerWeek,
                    Duration = step.Profile?.Duration,
                    Cost = step.Profile?.Cost,
                });
            }
        }

        return process;
    }

    private static DelegationTask Choose(ReportSection section, BusinessProcess process, Dictionary<ProcessStepId, Verdict<StepPlacement>> placements, Records records)
    {
        Dictionary<ProcessStepId, TaskStatement> statements = process.Activities
            .Where(step => step.Name.Contains("call", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(step => step.Id, _ => OwnersStatements.AnsweringCalls);
        IReadOnlyList<DelegationTask> tasks = TaskSplitter.Split(process, placements, records.Process, statements);
        if (tasks.Count > 0)
        {
            section.Add($"To delegate: {string.Join(", ", tasks.Select(task => $"\"{task.Name}\""))}.");
        }

        // Calls are what the loop goes on with, even as a mere draft where the records do not settle it.
        if (tasks.FirstOrDefault(task => task.Name.Contains("call", StringComparison.OrdinalIgnoreCase)) is { } calls)
        {
            return calls;
        }

        section.Add("No step that answers calls is settled as supportive: what follows is a draft to discuss, not a recommendation.");
        return new DelegationTask { Id = DelegationTaskId.From("answer-calls"), Name = "Answer calls", Process = process.Id, Trigger = OwnersStatements.AnsweringCalls.Trigger, Outcome = OwnersStatements.AnsweringCalls.Outcome };
    }

    private static string[] Cells(Verdict<StepPlacement> verdict) => verdict.TryGet(out StepPlacement? placement)
        ? [Range(placement.CoreIndex), Range(placement.ContractHazard), placement.Decision.ToString()]
        : ["", "", verdict.Refusal!.Kind.Value];

    private static string Range(Interval interval) => interval.Width < 0.005
        ? FormattableString.Invariant($"{interval.Lower:0.00}")
        : FormattableString.Invariant($"{interval.Lower:0.00} to {interval.Upper:0.00}");
}
