using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>What all rows of leased work share. Times are UTC ticks: SQLite orders no times of its own.</summary>
internal abstract class WorkRow : TenantRow
{
    public long Id { get; set; }

    public WorkState State { get; set; }

    public int Attempts { get; set; }

    public long DueAt { get; set; }

    public Guid? LeaseToken { get; set; }

    public long LeaseUntil { get; set; }

    public long CreatedAt { get; set; }

    public long? SettledAt { get; set; }

    public string? Reason { get; set; }
}
