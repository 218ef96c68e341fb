using System.Text.Json.Serialization;
using Outsourcing.Processes;

namespace Outsourcing.Delegation;

/// <summary>One piece of supportive work, cut so that a partner can be told when it starts, what is given and what must come out.</summary>
/// <remarks>A task is what a delegation brief is written from. What nobody said stays <see langword="null"/> or empty; <see cref="Gaps"/> names it.</remarks>
public sealed record DelegationTask
{
    /// <summary>Gets the task's id, unique in its process.</summary>
    public required DelegationTaskId Id { get; init; }

    /// <summary>Gets what people call it.</summary>
    public required string Name
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    /// <summary>Gets the process it was split from; <see langword="null"/> for a task that was described directly.</summary>
    public ProcessId? Process { get; init; }

    /// <summary>Gets the steps of the process it covers, in the order of the process.</summary>
    public IReadOnlyList<ProcessStepId> Steps { get; init => field = ValueList.Copy(value); } = ValueList.Empty<ProcessStepId>();

    /// <summary>Gets what starts the task, such as "a prospect's call is not answered within three rings".</summary>
    public string? Trigger { get; init; }

    /// <summary>Gets what the performer is given.</summary>
    public IReadOnlyList<TaskInput> Inputs { get; init => field = ValueList.Copy(value); } = ValueList.Empty<TaskInput>();

    /// <summary>Gets what is there when the task is done, in one sentence.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets how it is seen that the outcome was reached.</summary>
    public IReadOnlyList<OutcomeMeasure> Measures { get; init => field = ValueList.Copy(value); } = ValueList.Empty<OutcomeMeasure>();

    /// <summary>Gets how often the task comes up, by hour of the week; <see langword="null"/> when unknown.</summary>
    public WeeklyVolume? Volume { get; init; }

    /// <summary>Gets how long it takes each time; <see langword="null"/> when unknown.</summary>
    public StepDuration? HandlingTime { get; init; }

    /// <summary>Gets the steps that stay with the business and border on the task.</summary>
    public IReadOnlyList<TaskDependency> Dependencies { get; init => field = ValueList.Copy(value); } = ValueList.Empty<TaskDependency>();

    /// <summary>Gets the regulated data the performer touches; <see langword="null"/> when nobody said, empty when there is none.</summary>
    public IReadOnlyList<RegulatedDataKind>? RegulatedData { get; init => field = value is null ? null : ValueList.Copy(value); }

    /// <summary>Gets what must be made stronger before the task is handed over, in plain words; empty for a task that can go as it is.</summary>
    public IReadOnlyList<string> StrengthenFirst { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();

    /// <summary>Gets the names of the parts nobody has said yet, of those a partner needs: trigger, inputs, outcome, measures, volume, regulated data.</summary>
    [JsonIgnore]
    public IEnumerable<string> Gaps
    {
        get
        {
            if (string.IsNullOrWhiteSpace(Trigger))
            {
                yield return "trigger";
            }

            if (Inputs.Count == 0)
            {
                yield return "inputs";
            }

            if (string.IsNullOrWhiteSpace(Outcome))
            {
                yield return "outcome";
            }

            if (Measures.Count == 0)
            {
                yield return "measures";
            }

            if (Volume is null)
            {
                yield return "volume";
            }

            if (RegulatedData is null)
            {
                yield return "regulatedData";
            }
        }
    }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
