using System.ComponentModel.DataAnnotations;

namespace Outsourcing.AspNetCore;

/// <summary>How webhooks are received.</summary>
public sealed class WebhookEndpointOptions
{
    /// <summary>Gets or sets the address providers call the app by, when that is not what the request says: scheme, host, and the path a proxy takes away.</summary>
    /// <value>The default is <see langword="null"/>: the request's own scheme and host, which <c>UseForwardedHeaders</c> corrects for known proxies.</value>
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>Gets or sets how large a body may be, in bytes. A larger one is refused before anything is computed from it.</summary>
    /// <value>The default is 1 MiB.</value>
    [Range(1, 64 * 1024 * 1024)]
    public int MaximumBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Gets or sets how old an event may be whose signature covers no time of sending. The inbox must remember longer than this, so that nothing older can be replayed.</summary>
    /// <value>The default is 7 days; <see langword="null"/> accepts any age.</value>
    public TimeSpan? MaximumAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets how long after the first delivery the same message is still taken for the provider's repetition, by <c>provider/account</c>; later it is refused as replayed.</summary>
    /// <remarks>It concerns messages whose signature covers no time of sending. An account not named here has what its receiver says (<see cref="Webhooks.IWebhookReceiver.RepeatHorizon"/>).</remarks>
    public IDictionary<string, TimeSpan> RepeatHorizons { get; } = new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets within which time a webhook is stored and answered, both together. Then the provider is told 503: to send again what is not stored, and to take its fallback for a call that nobody said what to do with.</summary>
    /// <remarks>What a voice agent asks during a call, such as a tool call, has the deadlines of its account's own options instead.</remarks>
    /// <value>The default is <see langword="null"/>: four fifths of what the account's provider waits (<see cref="Webhooks.IWebhookReceiver.AnswerLimit"/>).</value>
    public TimeSpan? AnswerWithin { get; set; }
}
