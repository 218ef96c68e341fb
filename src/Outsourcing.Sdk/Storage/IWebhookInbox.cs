using Outsourcing.Calls;

namespace Outsourcing.Storage;

/// <summary>Keeps believed webhooks until they are worked on, each once.</summary>
public interface IWebhookInbox : IWorkStore<InboxMessage>
{
    /// <summary>Stores a webhook durably before anything is done with it.</summary>
    /// <param name="message">The webhook.</param>
    /// <param name="cancellationToken">Cancels the request; the webhook may be stored nevertheless.</param>
    /// <returns>Whether it is new, known, or known for longer than its <see cref="InboxMessage.RepeatHorizon"/>. It belongs to the tenant of its account.</returns>
    Task<InboxReceipt> StoreAsync(InboxMessage message, CancellationToken cancellationToken = default);

    /// <summary>Leases webhooks that are due and belong to certain accounts; those of others are left to a process that knows them.</summary>
    /// <param name="accounts">The accounts, provider and account in lower case.</param>
    /// <param name="limit">How many webhooks at most, 1 or more.</param>
    /// <param name="duration">How long they are this worker's alone.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The leases, oldest work first; empty when nothing is due.</returns>
    Task<IReadOnlyList<WorkLease<InboxMessage>>> LeaseAsync(IReadOnlyCollection<(string Provider, string Account)> accounts, int limit, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Ends the work on a webhook: what it says of calls is merged and the handlers' deliveries are queued in the same transaction.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="updates">What the webhook says of calls; empty when it is about something else.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether the lease still held; if not, nothing changed.</returns>
    Task<bool> CompleteAsync(WorkLease<InboxMessage> lease, IReadOnlyList<CallUpdate> updates, CancellationToken cancellationToken = default);
}
