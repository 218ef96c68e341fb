namespace Outsourcing.EntityFrameworkCore;

internal sealed class PollPositionRow : TenantRow
{
    public required string Provider { get; set; }

    public required string Account { get; set; }

    public required string Position { get; set; }
}
