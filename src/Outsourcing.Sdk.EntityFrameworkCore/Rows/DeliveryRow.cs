namespace Outsourcing.EntityFrameworkCore;

internal sealed class DeliveryRow : WorkRow
{
    public required string Handler { get; set; }

    public required string CallKey { get; set; }

    public int Version { get; set; }
}
