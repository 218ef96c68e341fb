using Outsourcing.Processes;

namespace Outsourcing.Delegation;

/// <summary>Something the performer of a task is given.</summary>
public sealed record TaskInput
{
    /// <summary>Gets what it is, such as "the caller's account number".</summary>
    public required string Name
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    /// <summary>Gets the step that produces it; <see langword="null"/> when it comes from outside the process.</summary>
    public ProcessStepId? From { get; init; }

    /// <summary>Gets whether the task can start without it.</summary>
    public bool Optional { get; init; }
}
