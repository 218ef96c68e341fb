namespace Outsourcing.Storage;

/// <summary>How a command to a provider stands.</summary>
public sealed record OutboxResult
{
    /// <summary>Gets where it stands.</summary>
    public required WorkState State { get; init; }

    /// <summary>Gets the provider's id of what was made, once it took effect.</summary>
    public string? Result { get; init; }

    /// <summary>Gets why the last attempt failed.</summary>
    public string? Reason { get; init; }
}
