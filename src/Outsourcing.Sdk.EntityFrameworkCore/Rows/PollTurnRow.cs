namespace Outsourcing.EntityFrameworkCore;

/// <summary>Whose turn it is to poll a source. Times are UTC ticks, as in <see cref="WorkRow"/>.</summary>
internal sealed class PollTurnRow : TenantRow
{
    public required string Provider { get; set; }

    public required string Account { get; set; }

    public Guid? LeaseToken { get; set; }

    public long LeaseUntil { get; set; }

    public long PolledAt { get; set; }

    public long? SucceededAt { get; set; }

    public long CreatedAt { get; set; }
}
