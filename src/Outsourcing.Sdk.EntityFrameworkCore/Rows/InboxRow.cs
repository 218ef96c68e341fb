namespace Outsourcing.EntityFrameworkCore;

internal sealed class InboxRow : WorkRow
{
    public required string Provider { get; set; }

    public required string Account { get; set; }

    public required string EventId { get; set; }

    /// <summary>The request as it came; empty once it was erased or its retention ended, while the key still tells duplicates.</summary>
    public required byte[] Request { get; set; }

    public int Verification { get; set; }

    public long? SignedAt { get; set; }

    /// <summary>The call the event is about, known when the work is done; erasure finds the row by it.</summary>
    public string? CallKey { get; set; }
}
