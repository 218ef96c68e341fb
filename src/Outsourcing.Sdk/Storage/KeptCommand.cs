namespace Outsourcing.Storage;

/// <summary>A command as it is kept, for the person it is about.</summary>
public sealed record KeptCommand
{
    /// <summary>Gets the command; its payload is <see langword="null"/> when it cannot be read any more.</summary>
    public required OutboxCommand Command { get; init; }

    /// <summary>Gets when it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required OutboxResult Outcome { get; init; }
}
