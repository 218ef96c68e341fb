namespace Outsourcing.EntityFrameworkCore;

/// <summary>One update of a call; the key is its revision, so that inserting it twice is once.</summary>
internal sealed class CallUpdateRow : TenantRow
{
    public required string CallKey { get; set; }

    public long At { get; set; }

    public long Sequence { get; set; }

    public required string Origin { get; set; }

    /// <summary>The change of the call that brought the update.</summary>
    public int Version { get; set; }

    public long StoredAt { get; set; }

    public required byte[] Content { get; set; }
}
