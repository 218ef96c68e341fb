using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

/// <summary>One step of a business process: an activity, an event or a gateway.</summary>
public sealed record ProcessStep
{
    /// <summary>Gets the step's id, unique in its process.</summary>
    public required ProcessStepId Id { get; init; }

    /// <summary>Gets what people call it; may be empty, as gateways often have no name.</summary>
    public required string Name
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>Gets what it is.</summary>
    /// <value>The default is <see cref="ProcessStepKind.Task"/>.</value>
    public ProcessStepKind Kind { get; init; } = ProcessStepKind.Task;

    /// <summary>Gets the sub-process that holds the step; <see langword="null"/> for a step of the process itself.</summary>
    public ProcessStepId? Parent { get; init; }

    /// <summary>Gets the id of the pool the step belongs to; <see langword="null"/> in a process without pools.</summary>
    public string? Pool { get; init; }

    /// <summary>Gets the details of an event; <see langword="null"/> for other steps.</summary>
    public StepEvent? Event { get; init; }

    /// <summary>Gets how often an activity is done each time it is reached.</summary>
    /// <value>The default is <see cref="StepRepetition.Once"/>.</value>
    public StepRepetition Repetition { get; init; }

    /// <summary>Gets what a call activity calls: the id of a process or a global task, as the model has it.</summary>
    public string? CalledElement { get; init; }

    /// <summary>Gets whether a sub-process starts by an event instead of a flow.</summary>
    public bool TriggeredByEvent { get; init; }

    /// <summary>Gets what the step is about, in the words of who wrote the model.</summary>
    public string? Documentation { get; init; }

    /// <summary>Gets what is known about the step for the decision.</summary>
    /// <value>The default is <see cref="StepProfile.Unknown"/>.</value>
    public StepProfile Profile
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = StepProfile.Unknown;

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
