using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>The subscriptions of the app's options. Which of them want no more is kept until the app ends: the options say them anew.</summary>
internal sealed class OptionsWebhookSubscriptions(IOptions<StandardWebhookOptions> options, IOptions<TenancyOptions> tenancy) : IWebhookSubscriptions
{
    private readonly ConcurrentDictionary<(TenantId Tenant, string Name), string> _disabled = new();

    private readonly Lazy<ILookup<TenantId, WebhookSubscription>> _subscriptions = new(() =>
        options.Value.SubscriptionsOf(tenancy.Value.DefaultTenant).ToLookup(subscription => subscription.Tenant));

    public ValueTask<IReadOnlyList<WebhookSubscription>> ListAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<WebhookSubscription>>([.. _subscriptions.Value[tenant].Select(AsItIs)]);

    public ValueTask<WebhookSubscription?> FindAsync(TenantId tenant, string name, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_subscriptions.Value[tenant].Where(subscription => subscription.Name == name).Select(AsItIs).FirstOrDefault());

    public ValueTask DisableAsync(TenantId tenant, string name, string reason, CancellationToken cancellationToken = default)
    {
        _disabled.TryAdd((tenant, name), reason);
        return ValueTask.CompletedTask;
    }

    private WebhookSubscription AsItIs(WebhookSubscription subscription) => !_disabled.TryGetValue((subscription.Tenant, subscription.Name), out string? reason) ? subscription : new()
    {
        Tenant = subscription.Tenant,
        Name = subscription.Name,
        Address = subscription.Address,
        Secrets = subscription.Secrets,
        EventTypes = subscription.EventTypes,
        DisabledReason = reason,
    };
}
