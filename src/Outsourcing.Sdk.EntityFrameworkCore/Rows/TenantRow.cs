namespace Outsourcing.EntityFrameworkCore;

/// <summary>A row that belongs to one tenant. Every table's filter and every write go by it.</summary>
internal abstract class TenantRow
{
    public string Tenant { get; set; } = "";
}
