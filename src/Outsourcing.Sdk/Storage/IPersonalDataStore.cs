using Outsourcing.Calls;

namespace Outsourcing.Storage;

/// <summary>Answers what a person may ask for: what is kept of them, or that nothing is kept any longer. Works on the current tenant's records.</summary>
/// <remarks>
/// A person is found by the number they called from. Calls in which the number stands elsewhere (somebody else's call in which it was
/// said, typed in or dialled on) are not found: that would take reading every call. Erase those with <see cref="EraseCallAsync"/>.
/// </remarks>
public interface IPersonalDataStore
{
    /// <summary>Collects what is kept of a caller: the calls from that number, the webhooks, commands and verdicts that name these calls or mention the number.</summary>
    /// <param name="caller">The caller's number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What is kept.</returns>
    Task<PersonalDataExport> ExportAsync(PhoneNumber caller, CancellationToken cancellationToken = default);

    /// <summary>Erases what is kept of a caller: calls, webhooks, what handlers have still to hear, verdicts that mention the number. Deleting the recordings at the provider is queued as commands.</summary>
    /// <remarks>
    /// Commands that mention the number are emptied, and those not sent yet are not sent any more: their <see cref="OutboxResult.Reason"/> says so.
    /// What a late webhook, a poll or an import says of an erased call is dropped, as long as <see cref="RetentionOptions.ErasedCalls"/> says. A
    /// new call of the same person is stored like any other.
    /// </remarks>
    /// <param name="caller">The caller's number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>How much was erased. The audit trail keeps the same numbers, and nothing of the person.</returns>
    Task<ErasureReceipt> EraseAsync(PhoneNumber caller, CancellationToken cancellationToken = default);

    /// <summary>Erases one call as <see cref="EraseAsync"/> does: for a caller who withheld the number, or one in whose call another person's number stands.</summary>
    /// <param name="id">The call; one that is not stored yet is dropped when it comes.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>How much was erased.</returns>
    Task<ErasureReceipt> EraseCallAsync(CallId id, CancellationToken cancellationToken = default);

    /// <summary>Reads the audit trail of erasures, newest first, with what has come of the recordings by now.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The receipts.</returns>
    Task<IReadOnlyList<ErasureReceipt>> ListErasuresAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes what is older than its retention, of all tenants. Broken off halfway, it goes on where it came to when it is called again.</summary>
    /// <param name="retention">How long what is kept.</param>
    /// <param name="cancellationToken">Cancels the request; what was removed stays removed.</param>
    /// <returns>How many rows were removed or emptied.</returns>
    Task<int> ApplyRetentionAsync(RetentionOptions retention, CancellationToken cancellationToken = default);
}
