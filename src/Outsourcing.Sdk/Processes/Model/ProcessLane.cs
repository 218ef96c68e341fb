namespace Outsourcing.Processes;

/// <summary>Who performs a set of steps: a role, a person, a department or a partner.</summary>
public sealed record ProcessLane
{
    /// <summary>Gets the lane's id, unique in its process.</summary>
    public required string Id
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    /// <summary>Gets the performer's name; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the id of the lane this one divides; <see langword="null"/> for an outer lane.</summary>
    public string? Parent { get; init; }

    /// <summary>Gets the id of the pool the lane belongs to; <see langword="null"/> in a process without pools.</summary>
    public string? Pool { get; init; }

    /// <summary>Gets the sub-process whose steps the lane divides; <see langword="null"/> for a lane of the process itself.</summary>
    public ProcessStepId? SubProcess { get; init; }

    /// <summary>Gets the steps the performer does, in the model's order.</summary>
    public IReadOnlyList<ProcessStepId> Steps { get; init => field = ValueList.Copy(value); } = ValueList.Empty<ProcessStepId>();
}
