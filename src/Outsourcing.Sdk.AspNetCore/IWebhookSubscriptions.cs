using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>Knows who is told of a tenant's events. An app whose customers come and go keeps them in its own store and answers from there.</summary>
/// <remarks>
/// It is asked when an event is published and again before each attempt to send it, so that who is gone hears of nothing more. It is made
/// in a scope of services of its own each time; the tenant asked for is also the current tenant. Added by
/// <c>AddStandardWebhooks&lt;TSubscriptions&gt;</c>; without one of the app's own, the options hold the subscriptions.
/// </remarks>
public interface IWebhookSubscriptions
{
    /// <summary>Lists a tenant's subscriptions.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Its subscriptions, and nobody else's; what is disabled may be among them and is passed over.</returns>
    ValueTask<IReadOnlyList<WebhookSubscription>> ListAsync(TenantId tenant, CancellationToken cancellationToken = default);

    /// <summary>Finds a tenant's subscription.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="name">The subscription's name.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The subscription as it is now; <see langword="null"/> when it is gone: what is queued for it is given up.</returns>
    ValueTask<WebhookSubscription?> FindAsync(TenantId tenant, string name, CancellationToken cancellationToken = default);

    /// <summary>Notes that a subscription is to hear of nothing more, because it said so (410). From then on <see cref="FindAsync"/> gives it with the reason.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="name">The subscription's name.</param>
    /// <param name="reason">Why, to be shown to the tenant and kept as <see cref="WebhookSubscription.DisabledReason"/>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>A task that ends when it is noted. Doing it twice is harmless.</returns>
    ValueTask DisableAsync(TenantId tenant, string name, string reason, CancellationToken cancellationToken = default);
}
