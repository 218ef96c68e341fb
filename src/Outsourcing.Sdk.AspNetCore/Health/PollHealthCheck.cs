using Microsoft.Extensions.Diagnostics.HealthChecks;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>Tells whether a source is polled with success, by whichever instance.</summary>
internal sealed class PollHealthCheck(string provider, string account, TimeSpan interval, IPollTurns turns, TimeProvider time, OutsourcingHealthOptions options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        PollStanding? standing;
        try
        {
            standing = await turns.FindAsync(provider, account, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A store that is away is what the check is to tell; a message of a driver may say more than should be shown.
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return HealthCheckResult.Unhealthy($"The store of polls does not answer: {failure.GetType().Name}.");
        }

        if (standing is null)
        {
            return HealthCheckResult.Healthy("It was not polled yet.");
        }

        TimeSpan since = time.GetUtcNow() - (standing.SucceededAt ?? standing.FirstAt);
        Dictionary<string, object> data = new(StringComparer.Ordinal) { ["everSucceeded"] = standing.SucceededAt is not null, ["secondsSinceSuccess"] = since.TotalSeconds, ["intervalSeconds"] = interval.TotalSeconds };
        return since > interval * options.PollsMissedWhenUnhealthy ? HealthCheckResult.Unhealthy("No poll has succeeded for much longer than its interval; the log says why.", data: data)
            : since > interval * options.PollsMissedWhenDegraded ? HealthCheckResult.Degraded("No poll has succeeded for longer than its interval; the log says why.", data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}
