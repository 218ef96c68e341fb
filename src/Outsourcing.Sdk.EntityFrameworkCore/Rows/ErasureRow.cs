using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class ErasureRow : TenantRow
{
    public long Id { get; set; }

    public long At { get; set; }

    public ErasureCause Cause { get; set; }

    public int Calls { get; set; }

    public int Webhooks { get; set; }

    public int Recordings { get; set; }
}
