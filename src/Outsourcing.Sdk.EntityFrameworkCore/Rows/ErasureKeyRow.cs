namespace Outsourcing.EntityFrameworkCore;

/// <summary>The tenant's key of the digests of erased calls, written as content: encrypted when the store encrypts.</summary>
internal sealed class ErasureKeyRow : TenantRow
{
    public required byte[] Content { get; set; }
}
