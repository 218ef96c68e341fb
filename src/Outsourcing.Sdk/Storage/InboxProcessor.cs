using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outsourcing.Webhooks;

namespace Outsourcing.Storage;

/// <summary>Interprets stored webhooks: what they say of calls is merged in the transaction that ends the work.</summary>
public sealed class InboxProcessor : WorkProcessor<InboxMessage>
{
    private readonly IWebhookInbox _inbox;
    private readonly Dictionary<(string Provider, string Account), IWebhookReceiver> _receivers;

    /// <summary>Initializes the processor.</summary>
    /// <param name="inbox">The inbox.</param>
    /// <param name="receivers">The receivers of all accounts.</param>
    /// <param name="options">How work is done.</param>
    /// <param name="tenants">Whose work it is.</param>
    /// <param name="signal">What announces work.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public InboxProcessor(
        IWebhookInbox inbox,
        IEnumerable<IWebhookReceiver> receivers,
        IOptions<WorkOptions> options,
        ITenantAccessor tenants,
        WorkSignal signal,
        TimeProvider time,
        ILogger<InboxProcessor> logger)
        : base(inbox, options, tenants, signal, time, logger)
    {
        ArgumentNullException.ThrowIfNull(receivers);
        _inbox = inbox;
        _receivers = receivers.ToDictionary(receiver => (receiver.Provider.ToLowerInvariant(), receiver.Account.ToLowerInvariant()));
    }

    private protected override Task<bool> WorkAsync(WorkLease<InboxMessage> lease, CancellationToken cancellationToken)
    {
        InboxMessage message = lease.Item;
        if (!_receivers.TryGetValue((message.Key.Provider, message.Key.Account), out IWebhookReceiver? receiver))
        {
            throw new OutsourcingException($"No receiver is registered for {message.Key.Provider}/{message.Key.Account}; add the account again, or give the work up.");
        }

        WebhookEvent read = receiver.Read(message.Request, message.Check, message.ReceivedAt)
            ?? throw new PermanentWorkException("The body cannot be read as an event of this provider; replay it with a version that can.");
        return _inbox.CompleteAsync(lease, read.Updates, cancellationToken);
    }
}
