using Microsoft.Extensions.Diagnostics.HealthChecks;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>Tells whether stored webhooks are worked on in time.</summary>
internal sealed class InboxHealthCheck(IWebhookInbox inbox, TimeProvider time, TimeSpan degradedAfter) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        WorkBacklog backlog = await inbox.GetBacklogAsync(cancellationToken).ConfigureAwait(false);
        TimeSpan lag = backlog.Lag(time.GetUtcNow());
        Dictionary<string, object> data = new() { ["pending"] = backlog.Pending, ["dead"] = backlog.Dead, ["lagSeconds"] = lag.TotalSeconds };
        return lag > degradedAfter ? HealthCheckResult.Degraded("Webhooks wait longer than they should.", data: data)
            : backlog.Dead > 0 ? HealthCheckResult.Degraded("Webhooks were given up; look at the dead letters.", data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}
