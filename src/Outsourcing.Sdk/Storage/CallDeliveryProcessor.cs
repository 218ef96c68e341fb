using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Outsourcing.Storage;

/// <summary>Tells the app's handlers of changed calls.</summary>
public sealed class CallDeliveryProcessor : WorkProcessor<CallRecordDelivery>
{
    private readonly ICallDeliveries _queue;
    private readonly IServiceScopeFactory _scopes;
    private readonly Dictionary<string, CallRecordHandlerRegistration> _handlers;

    /// <summary>Initializes the processor.</summary>
    /// <param name="queue">The deliveries.</param>
    /// <param name="handlers">The app's handlers.</param>
    /// <param name="scopes">Makes a scope of services for each change.</param>
    /// <param name="options">How work is done.</param>
    /// <param name="tenants">Whose work it is.</param>
    /// <param name="signal">What announces work.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public CallDeliveryProcessor(
        ICallDeliveries queue,
        IEnumerable<CallRecordHandlerRegistration> handlers,
        IServiceScopeFactory scopes,
        IOptions<WorkOptions> options,
        ITenantAccessor tenants,
        WorkSignal signal,
        TimeProvider time,
        ILogger<CallDeliveryProcessor> logger)
        : base(queue, options, tenants, signal, time, logger)
    {
        ArgumentNullException.ThrowIfNull(handlers);
        _queue = queue;
        _scopes = scopes;
        _handlers = handlers.ToDictionary(handler => handler.Name, StringComparer.Ordinal);
    }

    private protected override async Task<Task<bool>> WorkAsync(WorkLease<CallRecordDelivery> lease, CancellationToken leaseEnds, CancellationToken cancellationToken)
    {
        if (!_handlers.TryGetValue(lease.Item.Handler, out CallRecordHandlerRegistration? registration))
        {
            throw new OutsourcingException($"No handler is registered under the name {lease.Item.Handler}; register it again, or give its deliveries up.");
        }

        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            await registration.Resolve(scope.ServiceProvider).HandleAsync(lease.Item.Change, cancellationToken).ConfigureAwait(false);
        }

        return _queue.CompleteAsync(lease, CancellationToken.None);
    }
}
