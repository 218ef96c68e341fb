using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Outsourcing.Storage;
using Outsourcing.Webhooks;

namespace Outsourcing.AspNetCore;

/// <summary>Tells per account whether its webhooks are believed and stored; an account whose every webhook is refused has the wrong secret.</summary>
internal sealed class AccountHealthCheck(IEnumerable<IWebhookReceiver> receivers, WebhookStatistics statistics) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> data = [];
        bool healthy = true;
        foreach (IWebhookReceiver receiver in receivers)
        {
            WebhookCounts counts = statistics.Of(receiver.Provider, receiver.Account);
            bool allRefused = counts.TotalRefused > 0 && counts.Stored + counts.Duplicates == 0;
            healthy &= !allRefused && counts.ClockOffset is null;
            data[$"{receiver.Provider}/{receiver.Account}"] = counts.ClockOffset is { } ahead
                ? string.Create(CultureInfo.InvariantCulture, $"webhooks that are signed rightly are refused for their time: this machine's clock is {ahead.TotalSeconds:0} s ahead of the provider's; set it, or look who sends old requests again")
                : allRefused ? "every webhook was refused: check the secret and the public address" : "ok";
        }

        return Task.FromResult(healthy ? HealthCheckResult.Healthy(data: data) : HealthCheckResult.Degraded("An account's webhooks are refused.", data: data));
    }
}
