using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

/// <summary>What a step of a process is, in the words of BPMN 2.0.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<ProcessStepKind>))]
public readonly record struct ProcessStepKind : ITextValue<ProcessStepKind>
{
    private readonly string? _value;

    private ProcessStepKind(string value) => _value = value;

    /// <summary>Gets the word for work whose nature is not said.</summary>
    public static ProcessStepKind Task { get; } = new("task");

    /// <summary>Gets the word for work a person does with software.</summary>
    public static ProcessStepKind UserTask { get; } = new("userTask");

    /// <summary>Gets the word for work a person does without software.</summary>
    public static ProcessStepKind ManualTask { get; } = new("manualTask");

    /// <summary>Gets the word for work software does.</summary>
    public static ProcessStepKind ServiceTask { get; } = new("serviceTask");

    /// <summary>Gets the word for the sending of a message.</summary>
    public static ProcessStepKind SendTask { get; } = new("sendTask");

    /// <summary>Gets the word for waiting for a message.</summary>
    public static ProcessStepKind ReceiveTask { get; } = new("receiveTask");

    /// <summary>Gets the word for a script.</summary>
    public static ProcessStepKind ScriptTask { get; } = new("scriptTask");

    /// <summary>Gets the word for a decision by rules.</summary>
    public static ProcessStepKind BusinessRuleTask { get; } = new("businessRuleTask");

    /// <summary>Gets the word for steps folded into one.</summary>
    public static ProcessStepKind SubProcess { get; } = new("subProcess");

    /// <summary>Gets the word for steps that succeed or are undone together.</summary>
    public static ProcessStepKind Transaction { get; } = new("transaction");

    /// <summary>Gets the word for steps in no fixed order.</summary>
    public static ProcessStepKind AdHocSubProcess { get; } = new("adHocSubProcess");

    /// <summary>Gets the word for another process or task that is called.</summary>
    public static ProcessStepKind CallActivity { get; } = new("callActivity");

    /// <summary>Gets the word for what starts a process.</summary>
    public static ProcessStepKind StartEvent { get; } = new("startEvent");

    /// <summary>Gets the word for something waited for on the way.</summary>
    public static ProcessStepKind IntermediateCatchEvent { get; } = new("intermediateCatchEvent");

    /// <summary>Gets the word for something made known on the way.</summary>
    public static ProcessStepKind IntermediateThrowEvent { get; } = new("intermediateThrowEvent");

    /// <summary>Gets the word for something that happens while an activity runs.</summary>
    public static ProcessStepKind BoundaryEvent { get; } = new("boundaryEvent");

    /// <summary>Gets the word for how a process ends.</summary>
    public static ProcessStepKind EndEvent { get; } = new("endEvent");

    /// <summary>Gets the word for a choice of one way.</summary>
    public static ProcessStepKind ExclusiveGateway { get; } = new("exclusiveGateway");

    /// <summary>Gets the word for a choice of one way or more.</summary>
    public static ProcessStepKind InclusiveGateway { get; } = new("inclusiveGateway");

    /// <summary>Gets the word for all ways at once.</summary>
    public static ProcessStepKind ParallelGateway { get; } = new("parallelGateway");

    /// <summary>Gets the word for the way of what happens first.</summary>
    public static ProcessStepKind EventBasedGateway { get; } = new("eventBasedGateway");

    /// <summary>Gets the word for ways by a rule of its own.</summary>
    public static ProcessStepKind ComplexGateway { get; } = new("complexGateway");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(ProcessStepKind) is no word; use ProcessStepKind.From.");

    /// <summary>Gets whether the step is work: a task, a sub-process or a call activity, or of a kind this version does not know.</summary>
    public bool IsActivity => !IsEvent && !IsGateway;

    /// <summary>Gets whether the step is an event.</summary>
    public bool IsEvent => EndsWith("Event");

    /// <summary>Gets whether the step is a gateway.</summary>
    public bool IsGateway => EndsWith("Gateway");

    /// <summary>Gets whether the step may hold other steps.</summary>
    public bool IsSubProcess => this == SubProcess || this == Transaction || this == AdHocSubProcess;

    /// <inheritdoc/>
    public static ProcessStepKind From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(ProcessStepKind other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";

    private bool EndsWith(string ending) => _value is not null && _value.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
