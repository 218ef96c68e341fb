using Outsourcing.Processes;

namespace Outsourcing.Delegation;

/// <summary>A step that stays with the business and borders on a delegated task: work crosses the border here.</summary>
public sealed record TaskDependency
{
    /// <summary>Gets the step that stays.</summary>
    public required ProcessStepId Step { get; init; }

    /// <summary>Gets what people call the step.</summary>
    public required string Name { get; init; }

    /// <summary>Gets which way the work crosses the border.</summary>
    public required TaskDependencyDirection Direction { get; init; }

    /// <summary>Gets how often it crossed in the records; <see langword="null"/> when it was not measured.</summary>
    public long? Observed { get; init; }
}
