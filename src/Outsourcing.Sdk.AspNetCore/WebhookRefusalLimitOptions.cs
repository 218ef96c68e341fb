using System.ComponentModel.DataAnnotations;

namespace Outsourcing.AspNetCore;

/// <summary>When a sender whose webhooks are refused is turned away before anything is read or computed for it.</summary>
/// <remarks>
/// An address that believed webhooks came from lately is never turned away: behind a proxy that hides senders, everybody has the same one.
/// </remarks>
public sealed class WebhookRefusalLimitOptions
{
    /// <summary>Gets or sets how many refusals within <see cref="Window"/> an address may have.</summary>
    /// <value>The default is 100; <see cref="int.MaxValue"/> turns nobody away.</value>
    [Range(1, int.MaxValue)]
    public int Refusals { get; set; } = 100;

    /// <summary>Gets or sets how long refusals are counted, and how long an address is turned away once there are too many.</summary>
    /// <value>The default is 1 minute.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long an address is trusted after a believed webhook came from it.</summary>
    /// <value>The default is 1 hour.</value>
    public TimeSpan TrustedFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets how many addresses are remembered; beyond it the counts start anew, so that many addresses cannot fill the memory.</summary>
    /// <value>The default is 10,000.</value>
    [Range(1, 1_000_000)]
    public int MaximumSenders { get; set; } = 10_000;
}
