using System.Globalization;
using Outsourcing.Processes;

namespace Outsourcing.Delegation;

/// <summary>A first brief, with everything known filled in and everything missing named.</summary>
public sealed record BriefDraft
{
    /// <summary>Gets the brief.</summary>
    public required DelegationBrief Brief { get; init; }

    /// <summary>Gets the questions whose answers complete it, in document order.</summary>
    public required IReadOnlyList<BriefGap> Gaps { get; init => field = ValueList.Copy(value); }

    /// <summary>Drafts the brief of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="process">The process the task was split from; gives the steps their names.</param>
    /// <returns>The draft. Nothing in it is invented: what the task does not say is a gap.</returns>
    /// <exception cref="InvalidBriefException">A text of the task is longer than a brief holds.</exception>
    public static BriefDraft From(DelegationTask task, BusinessProcess? process = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        DelegationBrief brief = new()
        {
            Id = BriefId.From(task.Id.Value),
            Version = 1,
            Title = task.Name,
            Task = task.Id,
            Purpose = task.Outcome,
            Trigger = task.Trigger,
            Inputs = Inputs(task, process),
            CallTypes = CallTypes(task, process),
            Outcomes = Outcomes(task),
            Volume = Volume(task),
            DataProtection = task.RegulatedData is { } data
                ? new() { Fields = [.. data.Distinct().Select(kind => new ProtectedField { Name = kind.Value, Sensitive = kind != RegulatedDataKind.Personal })] }
                : null,
            Clauses = Clauses(task),
        };
        BriefGap[] gaps =
        [
            .. BriefGaps.Of(brief).Select(gap => gap.Place == "hours" && Busy(task) is { } busy ? gap with { Suggestion = busy } : gap),
            .. task.StrengthenFirst.Select(demand => new BriefGap("clauses", $"Before the work is handed over: {demand}")),
        ];
        return new() { Brief = brief, Gaps = gaps };
    }

    /// <summary>Looks again at what is missing after the brief was worked on.</summary>
    /// <param name="brief">The brief.</param>
    /// <returns>The draft with the gaps that brief has.</returns>
    public static BriefDraft From(DelegationBrief brief)
    {
        ArgumentNullException.ThrowIfNull(brief);
        return new() { Brief = brief, Gaps = [.. BriefGaps.Of(brief)] };
    }

    private static BriefInput[] Inputs(DelegationTask task, BusinessProcess? process) =>
    [
        .. task.Inputs.Select((input, index) => new BriefInput
        {
            Id = Id("input", index),
            Name = input.Optional ? $"{input.Name} (when there is one)" : input.Name,
            Access = input.From is { } step ? $"The step \u201c{process?.Find(step)?.Name ?? step.Value}\u201d of the business produces it." : null,
        }),
    ];

    private static CallType[] CallTypes(DelegationTask task, BusinessProcess? process)
    {
        CallAction[] actions = [.. task.Steps
            .Select(step => process?.Find(step))
            .Where(step => step is { Kind.IsActivity: true } && !string.IsNullOrWhiteSpace(step.Name))
            .Select(step => CallAction.Do(step!.Name))];
        return actions.Length == 0 ? [] : [new CallType { Id = CallTypeId.From("any"), Name = task.Name, Actions = actions }];
    }

    private static OutcomeMetric[] Outcomes(DelegationTask task) =>
    [
        .. task.Measures.Select((measure, index) => new OutcomeMetric
        {
            Id = Id("outcome", index),
            Name = measure.Name,
            Definition = measure.Definition,
            Target = measure.Target is { } target ? new() { Comparison = measure.Comparison, Value = target, Unit = measure.Unit } : null,
        }),
    ];

    private static ExpectedVolume? Volume(DelegationTask task)
    {
        if (task.Volume is not { } volume)
        {
            return null;
        }

        return new()
        {
            Calls = volume.PerWeek,
            Per = MetricWindow.Week,
            BusiestHour = volume.Peak?.PerWeek,
            AverageLength = task.HandlingTime?.Mean,
            Source = volume.ObservedWeeks is { } weeks
                ? string.Create(CultureInfo.InvariantCulture, $"mean of {weeks:0.#} weeks of the business's own records")
                : "stated by the owner",
        };
    }

    private static BriefClause[] Clauses(DelegationTask task) =>
    [
        .. task.Dependencies.Select((dependency, index) => new BriefClause
        {
            Id = Id("border", index),
            Text = dependency.Direction == TaskDependencyDirection.Before
                ? $"The business does \u201c{dependency.Name}\u201d before this work begins."
                : $"The business does \u201c{dependency.Name}\u201d after this work; hand the result over to it.",
        }),
    ];

    private static string? Busy(DelegationTask task)
    {
        if (task.Volume is not { } volume || volume.Hours.Count == 0)
        {
            return null;
        }

        HourVolume[] busy = [.. volume.Hours.Where(hour => hour.PerWeek > 0)];
        if (busy.Length == 0)
        {
            return null;
        }

        string days = string.Join(", ", busy.Select(hour => hour.Day).Distinct());
        string zone = volume.TimeZone is { } name ? $" ({name})" : "";
        return string.Create(CultureInfo.InvariantCulture, $"Calls come between {busy.Min(hour => hour.Hour):00}:00 and {busy.Max(hour => hour.Hour) + 1:00}:00{zone} on: {days}.");
    }

    private static string Id(string kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{index + 1}");
}
