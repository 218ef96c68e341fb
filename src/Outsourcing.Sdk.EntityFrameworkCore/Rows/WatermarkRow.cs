namespace Outsourcing.EntityFrameworkCore;

/// <summary>How far a source was read.</summary>
internal sealed class WatermarkRow : TenantRow
{
    public required string Source { get; set; }

    public long At { get; set; }
}
