using System.Globalization;
using Outsourcing.Delegation;

namespace Outsourcing.Processes;

/// <summary>Splits the supportive steps of a process into tasks that can be handed over, and names the borders to the steps that stay.</summary>
public static class TaskSplitter
{
    /// <summary>Makes a task of each step that is to be delegated.</summary>
    /// <param name="process">The process.</param>
    /// <param name="verdicts">The verdicts about its steps; a step without one, or with a refusal, stays.</param>
    /// <param name="records">The process as found in the records, for volumes and times; <see langword="null"/> when there are none. Its activities are matched with steps by name.</param>
    /// <param name="statements">What the owner says about steps.</param>
    /// <returns>The tasks, in the order of the process. What is still missing stands in <see cref="DelegationTask.Gaps"/>.</returns>
    /// <exception cref="ArgumentException">A verdict or statement is about a step the process does not hold.</exception>
    public static IReadOnlyList<DelegationTask> Split(
        BusinessProcess process,
        IReadOnlyDictionary<ProcessStepId, Verdict<StepPlacement>> verdicts,
        DiscoveredProcess? records = null,
        IReadOnlyDictionary<ProcessStepId, TaskStatement>? statements = null)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(verdicts);
        statements ??= new Dictionary<ProcessStepId, TaskStatement>();
        if (verdicts.Keys.Concat(statements.Keys).Where(id => process.Find(id) is null).Select(id => id.Value).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"The process '{process.Id}' has no step '{unknown}'.", nameof(verdicts));
        }

        Dictionary<ProcessStepId, StepPlacement> going = [];
        foreach ((ProcessStepId id, Verdict<StepPlacement> verdict) in verdicts)
        {
            if (verdict.TryGet(out StepPlacement? placement) && placement.Decision != StepDecision.Keep)
            {
                going.Add(id, placement);
            }
        }

        return ValueList.Copy(process.Steps
            .Where(step => going.ContainsKey(step.Id))
            .Select(step => Task(process, step, going, records, statements.GetValueOrDefault(step.Id) ?? new TaskStatement())));
    }

    private static DelegationTask Task(
        BusinessProcess process, ProcessStep step, Dictionary<ProcessStepId, StepPlacement> going, DiscoveredProcess? records, TaskStatement statement)
    {
        ProcessStep[] before = [.. Neighbours(process, step, process.Preceding)];
        ProcessStep[] after = [.. Neighbours(process, step, process.Following)];
        DiscoveredActivity? recorded = records?.Activity(step.Name);
        string name = step.Name.Length > 0 ? step.Name : step.Id.Value;
        return new DelegationTask
        {
            Id = DelegationTaskId.From(step.Id.Value),
            Name = name,
            Process = process.Id,
            Steps = [step.Id],
            Trigger = statement.Trigger ?? Trigger(before),
            Inputs = statement.Inputs.Count > 0 ? statement.Inputs : [.. before.Where(other => other.Kind.IsActivity).Select(other => new TaskInput { Name = $"What '{other.Name}' produced", From = other.Id })],
            Outcome = statement.Outcome,
            Measures = statement.Measures.Count > 0 ? statement.Measures : Measures(name, recorded),
            Volume = recorded?.Volume,
            HandlingTime = step.Profile.Duration,
            Dependencies =
            [
                .. before.Where(other => other.Kind.IsActivity && !going.ContainsKey(other.Id)).Select(other => Border(other, step, TaskDependencyDirection.Before, records)),
                .. after.Where(other => other.Kind.IsActivity && !going.ContainsKey(other.Id)).Select(other => Border(other, step, TaskDependencyDirection.After, records)),
            ],
            RegulatedData = step.Profile.RegulatedData,
            StrengthenFirst = going[step.Id].StrengthenFirst,
        };
    }

    // The activities and events next to a step; gateways are passed through.
    private static IEnumerable<ProcessStep> Neighbours(BusinessProcess process, ProcessStep step, Func<ProcessStepId, IEnumerable<ProcessStep>> next)
    {
        HashSet<ProcessStepId> seen = [step.Id];
        Queue<ProcessStepId> open = new([step.Id]);
        while (open.TryDequeue(out ProcessStepId at))
        {
            foreach (ProcessStep other in next(at).Where(other => seen.Add(other.Id)))
            {
                if (other.Kind.IsGateway)
                {
                    open.Enqueue(other.Id);
                }
                else
                {
                    yield return other;
                }
            }
        }
    }

    private static string? Trigger(ProcessStep[] before)
    {
        string[] causes = [.. before.Select(step => step switch
        {
            { Kind.IsActivity: true, Name.Length: > 0 } => $"'{step.Name}' is done",
            { Kind.IsEvent: true, Name.Length: > 0 } => $"'{step.Name}' occurs",
            { Kind.IsEvent: true } => "a case begins",
            _ => "",
        }).Where(cause => cause.Length > 0).Distinct()];
        return causes.Length == 0 ? null : $"When {string.Join(", or when ", causes)}.";
    }

    // Without a measure of the owner's, the time it takes the business itself is the one that the records can vouch for.
    private static OutcomeMeasure[] Measures(string name, DiscoveredActivity? recorded) => recorded?.Service is { } service
        ?
        [
            new OutcomeMeasure
            {
                Name = "Handling time (90th percentile)",
                Definition = string.Create(CultureInfo.InvariantCulture, $"Time from start to completion of '{name}' that nine of ten stay within; baseline from {service.Count} executions in the business's own records."),
                Unit = "s",
                Comparison = Comparison.AtMost,
                Target = service.Percentile90Seconds,
                Baseline = service.Percentile90Seconds,
            },
        ]
        : [];

    private static TaskDependency Border(ProcessStep other, ProcessStep step, TaskDependencyDirection direction, DiscoveredProcess? records)
    {
        (string from, string to) = direction == TaskDependencyDirection.Before ? (other.Name, step.Name) : (step.Name, other.Name);
        return new TaskDependency
        {
            Step = other.Id,
            Name = other.Name,
            Direction = direction,
            Observed = records?.Flows.FirstOrDefault(flow => flow.From == from && flow.To == to)?.Count,
        };
    }
}
