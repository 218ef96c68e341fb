using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outsourcing.Calls;
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

    // What belongs to an account that another process knows is left to that one.
    private protected override Task<IReadOnlyList<WorkLease<InboxMessage>>> LeaseAsync(int limit, TimeSpan duration, CancellationToken cancellationToken) =>
        _inbox.LeaseAsync(_receivers.Keys, limit, duration, cancellationToken);

    private protected override async Task<Task<bool>> WorkAsync(WorkLease<InboxMessage> lease, CancellationToken leaseEnds, CancellationToken cancellationToken)
    {
        InboxMessage message = lease.Item;
        IWebhookReceiver receiver = _receivers[(message.Key.Provider, message.Key.Account)];
        WebhookEvent read = receiver.Read(message.Request, message.Check, message.ReceivedAt)
            ?? throw new PermanentWorkException("The body cannot be read as an event of this provider; replay it with a version that can.");
        IReadOnlyList<CallUpdate> updates = read.Unproved.Count == 0 ? read.Updates : [.. read.Updates, .. await FetchAsync(receiver, read.Unproved, cancellationToken).ConfigureAwait(false)];
        return _inbox.CompleteAsync(lease, updates, CancellationToken.None);
    }

    private static async Task<List<CallUpdate>> FetchAsync(IWebhookReceiver receiver, IReadOnlyList<CallId> calls, CancellationToken cancellationToken)
    {
        ICallSource source = receiver.Source
            ?? throw new PermanentWorkException($"Webhooks to {receiver.Provider}/{receiver.Account} prove too little to be believed, and nothing can read the call from the provider; register the account's client, or a signature.");
        List<CallUpdate> updates = [];
        foreach (CallId call in calls)
        {
            // A forged webhook names a call that is not there; so may a true one that is faster than the provider's own store. Trying again tells them apart.
            updates.Add(await source.FetchAsync(call, cancellationToken).ConfigureAwait(false)
                ?? throw new OutsourcingException($"{receiver.Provider}/{receiver.Account} does not know the call that a weakly verified webhook names; nothing of it is believed."));
        }

        return updates;
    }
}
