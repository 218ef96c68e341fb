namespace Outsourcing.EntityFrameworkCore;

/// <summary>One revision of a document. Rows are added, never changed.</summary>
internal sealed class DocumentRow : TenantRow
{
    public required string Kind { get; set; }

    public required string DocumentId { get; set; }

    public int Revision { get; set; }

    public long SavedAt { get; set; }

    public required byte[] Content { get; set; }
}
