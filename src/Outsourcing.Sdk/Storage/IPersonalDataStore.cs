namespace Outsourcing.Storage;

/// <summary>Answers what a person may ask for: everything kept of them, or that nothing is kept any longer. Works on the current tenant's records.</summary>
public interface IPersonalDataStore
{
    /// <summary>Collects what is kept of a caller.</summary>
    /// <param name="caller">The caller's number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Every update of every call of that number.</returns>
    Task<PersonalDataExport> ExportAsync(PhoneNumber caller, CancellationToken cancellationToken = default);

    /// <summary>Erases what is kept of a caller: calls, webhooks, what handlers have still to hear. Deleting the recordings at the provider is queued as commands.</summary>
    /// <remarks>Commands that mention the number are emptied, and those not sent yet are not sent any more: their <see cref="OutboxResult.Reason"/> says so.</remarks>
    /// <param name="caller">The caller's number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>How much was erased. The audit trail keeps the same numbers, and nothing of the person.</returns>
    Task<ErasureReceipt> EraseAsync(PhoneNumber caller, CancellationToken cancellationToken = default);

    /// <summary>Reads the audit trail of erasures, newest first.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The receipts.</returns>
    Task<IReadOnlyList<ErasureReceipt>> ListErasuresAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes what is older than its retention, of all tenants.</summary>
    /// <param name="retention">How long what is kept.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>How many rows were removed or emptied.</returns>
    Task<int> ApplyRetentionAsync(RetentionOptions retention, CancellationToken cancellationToken = default);
}
