namespace Outsourcing.Storage;

/// <summary>Durable work that several instances share: leased, tried again with growing pauses, given up with a reason, replayed.</summary>
/// <typeparam name="TItem">What is worked on.</typeparam>
public interface IWorkStore<TItem>
{
    /// <summary>Leases work that is due, of all tenants. Two workers never hold the same piece.</summary>
    /// <param name="limit">How many pieces at most, 1 or more.</param>
    /// <param name="duration">How long they are this worker's alone.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The leases, oldest work first; empty when nothing is due.</returns>
    Task<IReadOnlyList<WorkLease<TItem>>> LeaseAsync(int limit, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Says that an attempt failed.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="reason">Why; free of secrets and personal data.</param>
    /// <param name="retryAt">When to try again; <see langword="null"/> gives the work up.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether the lease still held; if not, nothing changed.</returns>
    Task<bool> FailAsync(WorkLease<TItem> lease, string reason, DateTimeOffset? retryAt, CancellationToken cancellationToken = default);

    /// <summary>Gives leases back before they end. The work is due again at once, for whichever worker, and the attempt does not count.</summary>
    /// <param name="leases">The leases.</param>
    /// <param name="cancellationToken">Cancels the request; leases that are not given back end by themselves.</param>
    /// <returns>How many of the leases still held; for the others nothing changed.</returns>
    Task<int> GiveBackAsync(IReadOnlyCollection<WorkLease<TItem>> leases, CancellationToken cancellationToken = default);

    /// <summary>Puts work back that was not attempted: the lease does not count. A store that does not tell the two apart counts it.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="reason">What it waits for; free of secrets and personal data.</param>
    /// <param name="until">When its turn may have come.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether the lease still held; if not, nothing changed.</returns>
    Task<bool> DeferAsync(WorkLease<TItem> lease, string reason, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        FailAsync(lease, reason, until, cancellationToken);

    /// <summary>Lists the current tenant's work that was given up, newest first.</summary>
    /// <param name="limit">How many pieces at most, 1 or more.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <returns>The dead letters.</returns>
    Task<IReadOnlyList<DeadLetter<TItem>>> ListDeadAsync(int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>Lets given-up work of the current tenant be tried again from the first attempt. Doing it twice is harmless.</summary>
    /// <param name="id">The store's number of the work.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether there was such a dead letter.</returns>
    Task<bool> ReplayAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Tells how the queue stands.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The status, over all tenants.</returns>
    Task<WorkBacklog> GetBacklogAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells how the current tenant's part of the queue stands.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The status of the current tenant's work alone.</returns>
    Task<WorkBacklog> GetTenantBacklogAsync(CancellationToken cancellationToken = default);
}
