namespace Outsourcing.Processes;

/// <summary>What makes a step an event of its kind.</summary>
public sealed record StepEvent
{
    /// <summary>Gets what it waits for or makes known; empty for an event without a trigger, several for a multiple event.</summary>
    public IReadOnlyList<EventTrigger> Triggers { get; init => field = ValueList.Copy(value); } = ValueList.Empty<EventTrigger>();

    /// <summary>Gets whether all of several triggers are needed, not just one.</summary>
    public bool ParallelMultiple { get; init; }

    /// <summary>Gets whether the event stops the activity or the process part it belongs to.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Interrupting { get; init; } = true;

    /// <summary>Gets the activity a boundary event sits on; <see langword="null"/> for other events.</summary>
    public ProcessStepId? AttachedTo { get; init; }
}
