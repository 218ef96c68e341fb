namespace Outsourcing.Storage;

/// <summary>A part of what a poll found.</summary>
public sealed record PolledBatch
{
    /// <summary>Gets the messages, as they came.</summary>
    public required IReadOnlyList<InboxMessage> Messages { get; init; }

    /// <summary>Gets where to go on once these messages are stored; its meaning is the source's own.</summary>
    public required string Position { get; init; }
}
