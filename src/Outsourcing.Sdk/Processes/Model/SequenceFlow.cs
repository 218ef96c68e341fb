namespace Outsourcing.Processes;

/// <summary>The order of two steps: the target may follow the source.</summary>
public sealed record SequenceFlow
{
    /// <summary>Gets the flow's id, unique in its process.</summary>
    public required string Id
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    /// <summary>Gets the step it leaves.</summary>
    public required ProcessStepId Source { get; init; }

    /// <summary>Gets the step it leads to.</summary>
    public required ProcessStepId Target { get; init; }

    /// <summary>Gets its label, such as the answer that leads this way; <see langword="null"/> when it has none.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the condition under which it is taken, as text; <see langword="null"/> when there is none.</summary>
    public string? Condition { get; init; }

    /// <summary>Gets whether it is taken when no other flow of its source is.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Gets how often it was taken, in a process found in records; <see langword="null"/> in a drawn one.</summary>
    public long? Frequency { get; init; }
}
