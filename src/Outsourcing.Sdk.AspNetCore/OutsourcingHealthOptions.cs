using System.ComponentModel.DataAnnotations;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>What counts as degraded and as unhealthy.</summary>
public sealed class OutsourcingHealthOptions
{
    /// <summary>Gets or sets how far back an account's webhooks are looked at, by whole minutes.</summary>
    /// <value>The default is 15 minutes; at most 1 hour (<see cref="WebhookStatistics.LongestWindow"/>).</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets how many webhooks have to be refused within the window before they say anything of an account.</summary>
    /// <value>The default is 10.</value>
    [Range(1, 1_000_000)]
    public int MinimumRefusals { get; set; } = 10;

    /// <summary>Gets or sets which share of an account's webhooks has to be refused, beside others that are believed, for it to count as degraded: 0 to 1.</summary>
    /// <value>The default is 0.5.</value>
    [Range(0.0, 1.0)]
    public double RefusedShare { get; set; } = 0.5;

    /// <summary>Gets or sets how long stored work may wait before its queue counts as degraded.</summary>
    /// <value>The default is 1 minute.</value>
    public TimeSpan DegradedAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long stored work may wait before its queue counts as unhealthy. Longer than all attempts and pauses of a piece that fails each time, or one such piece makes it so.</summary>
    /// <value>The default is 1 hour.</value>
    public TimeSpan UnhealthyAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets how many intervals may pass without a poll that succeeds before the source counts as degraded.</summary>
    /// <value>The default is 3.</value>
    [Range(1, 1000)]
    public int PollsMissedWhenDegraded { get; set; } = 3;

    /// <summary>Gets or sets how many intervals may pass without a poll that succeeds before the source counts as unhealthy.</summary>
    /// <value>The default is 12.</value>
    [Range(1, 10_000)]
    public int PollsMissedWhenUnhealthy { get; set; } = 12;
}
