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

    /// <summary>Gets or sets how long storing a webhook may take before the provider is asked to send it again.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long the app may take to say what happens with an incoming call.</summary>
    /// <value>The default is 5 seconds; providers wait 3 to 15.</value>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
