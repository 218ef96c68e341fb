using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Outsourcing.Storage;
using Outsourcing.Webhooks;

namespace Outsourcing.AspNetCore;

/// <summary>Tells whether one account's webhooks of the last minutes were believed and stored.</summary>
/// <remarks>
/// A wrong secret and a stranger's forgeries look alike one by one. What tells them apart: beside forgeries the provider's own webhooks go on
/// being believed, while with a wrong secret nothing is; a forger comes in a burst, and the provider all the time; and what carries no
/// readable signature was signed by no secret at all. So an account is unhealthy only when nothing was believed in the window and enough was
/// refused for a signature that does not fit, over three minutes of it or more. Everything less is degraded, and the words say what it may be.
/// </remarks>
internal sealed class AccountHealthCheck(string provider, string account, WebhookStatistics statistics, OutsourcingHealthOptions options) : IHealthCheck
{
    private const int TellingMinutes = 3;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        WebhookCounts counts = statistics.Recent(provider, account, options.Window);
        (HealthStatus status, string said) = Judge(counts);
        Dictionary<string, object> data = new(StringComparer.Ordinal)
        {
            ["state"] = said,
            ["windowSeconds"] = options.Window.TotalSeconds,
            ["believed"] = Believed(counts),
            ["refused"] = counts.TotalRefused,
            ["notStored"] = counts.Unavailable,
        };
        return Task.FromResult(new HealthCheckResult(status, status == HealthStatus.Healthy ? null : said, data: data));
    }

    // Whose signature was right, whatever became of it.
    private static long Believed(WebhookCounts counts) => counts.Stored + counts.Duplicates + counts.Unavailable + counts.RefusedFor(WebhookRefusal.Replayed);

    private (HealthStatus Status, string Said) Judge(WebhookCounts counts)
    {
        long believed = Believed(counts);
        if (counts.ClockOffset is { } ahead)
        {
            return (
                believed == 0 ? HealthStatus.Unhealthy : HealthStatus.Degraded,
                string.Create(CultureInfo.InvariantCulture, $"webhooks that are signed rightly are refused for their time: this machine's clock is {ahead.TotalSeconds:0} s ahead of the provider's; set it, or look who sends old requests again"));
        }

        if (counts.Unavailable > 0)
        {
            return counts.Stored + counts.Duplicates == 0
                ? (HealthStatus.Unhealthy, "webhooks are believed and none could be stored; the provider was told to send them again")
                : (HealthStatus.Degraded, "some webhooks could not be stored; the provider was told to send them again");
        }

        long unproved = counts.RefusedFor(WebhookRefusal.MissingSignature) + counts.RefusedFor(WebhookRefusal.MalformedSignature);
        long wrong = counts.RefusedFor(WebhookRefusal.WrongSignature) + counts.RefusedFor(WebhookRefusal.WrongAccount);
        if (wrong + unproved < options.MinimumRefusals)
        {
            return (HealthStatus.Healthy, "ok");
        }

        if (believed > 0)
        {
            return wrong + unproved >= options.RefusedShare * (believed + wrong + unproved)
                ? (HealthStatus.Degraded, "many webhooks are refused beside others that are believed: a stranger posts to this address, or one of the addresses or secrets set at the provider is wrong")
                : (HealthStatus.Healthy, "ok");
        }

        return wrong >= options.MinimumRefusals && statistics.MinutesRefused(provider, account, options.Window, WebhookRefusal.WrongSignature, WebhookRefusal.WrongAccount) >= TellingMinutes
            ? (HealthStatus.Unhealthy, "no webhook was believed, and signatures that do not fit keep coming: the secret or the public address is wrong, unless a stranger forges them all; compare with the provider's log")
            : (HealthStatus.Degraded, "no webhook was believed, and some were refused: a stranger posts to this address, or the secret or the public address is wrong; compare with the provider's log");
    }
}
