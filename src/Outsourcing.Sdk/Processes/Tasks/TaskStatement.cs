using Outsourcing.Delegation;

namespace Outsourcing.Processes;

/// <summary>What the owner says about a step that is to become a task; what is left out is taken from the process, or stays open.</summary>
public sealed record TaskStatement
{
    /// <summary>Gets what starts the task.</summary>
    public string? Trigger { get; init; }

    /// <summary>Gets what the performer is given.</summary>
    public IReadOnlyList<TaskInput> Inputs { get; init => field = ValueList.Copy(value); } = ValueList.Empty<TaskInput>();

    /// <summary>Gets what is there when the task is done.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets how it is seen that the outcome was reached.</summary>
    public IReadOnlyList<OutcomeMeasure> Measures { get; init => field = ValueList.Copy(value); } = ValueList.Empty<OutcomeMeasure>();
}
