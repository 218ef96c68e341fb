namespace Outsourcing.EntityFrameworkCore;

/// <summary>That a call was erased, so that it does not come back. It tells no call: the digest is keyed, and compared only.</summary>
internal sealed class ErasedCallRow : TenantRow
{
    public required string Digest { get; set; }

    public long ErasedAt { get; set; }
}
