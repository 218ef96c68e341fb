using Microsoft.Extensions.Diagnostics.HealthChecks;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>Tells whether a queue's work is done in time, and whether any was given up.</summary>
internal sealed class WorkHealthCheck<TItem>(IWorkStore<TItem> queue, string items, TimeProvider time, OutsourcingHealthOptions options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        WorkBacklog backlog;
        try
        {
            backlog = await queue.GetBacklogAsync(cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A store that is away is what the check is to tell; a message of a driver may say more than should be shown.
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return HealthCheckResult.Unhealthy($"The store of {items} does not answer: {failure.GetType().Name}.");
        }

        TimeSpan lag = backlog.Lag(time.GetUtcNow());
        Dictionary<string, object> data = new(StringComparer.Ordinal) { ["pending"] = backlog.Pending, ["dead"] = backlog.Dead, ["lagSeconds"] = lag.TotalSeconds };
        return lag > options.UnhealthyAfter ? HealthCheckResult.Unhealthy($"{items} wait much longer than they should; no process does them, or none that knows their account, handler or sender.", data: data)
            : lag > options.DegradedAfter ? HealthCheckResult.Degraded($"{items} wait longer than they should.", data: data)
            : backlog.Dead > 0 ? HealthCheckResult.Degraded($"{items} were given up; look at the dead letters.", data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}
