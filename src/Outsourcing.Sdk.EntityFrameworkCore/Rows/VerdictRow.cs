namespace Outsourcing.EntityFrameworkCore;

/// <summary>One entry of the audit trail. Rows are added, never changed.</summary>
internal sealed class VerdictRow : TenantRow
{
    public long Id { get; set; }

    public required string Subject { get; set; }

    public required string Rule { get; set; }

    public long At { get; set; }

    public required byte[] Content { get; set; }
}
