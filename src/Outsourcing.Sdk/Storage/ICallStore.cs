using Outsourcing.Calls;

namespace Outsourcing.Storage;

/// <summary>Keeps the calls of the current tenant with all their updates.</summary>
public interface ICallStore
{
    /// <summary>Reads a call.</summary>
    /// <param name="id">The call.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>All updates of the call; <see langword="null"/> when the tenant has no such call.</returns>
    Task<CallHistory?> GetAsync(CallId id, CancellationToken cancellationToken = default);

    /// <summary>Merges updates that came by another way than webhooks: polled, imported, read from an invoice. Repeating it is harmless.</summary>
    /// <param name="updates">The updates, of any calls, in any order.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>How many of the updates were new.</returns>
    Task<int> MergeAsync(IReadOnlyCollection<CallUpdate> updates, CancellationToken cancellationToken = default);

    /// <summary>Lists calls, newest start first; a call whose start is unknown counts from its first update.</summary>
    /// <param name="query">Which calls.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <returns>The records, read page by page as they are asked for.</returns>
    IAsyncEnumerable<CallRecord> ListAsync(CallQuery query, CancellationToken cancellationToken = default);

    /// <summary>Counts calls.</summary>
    /// <param name="query">Which calls; its limit and where it goes on are ignored.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The number of calls.</returns>
    Task<long> CountAsync(CallQuery query, CancellationToken cancellationToken = default);
}
