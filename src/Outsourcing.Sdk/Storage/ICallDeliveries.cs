namespace Outsourcing.Storage;

/// <summary>The changes of calls that handlers have still to hear of. Of one call and handler only the oldest is ever leased.</summary>
public interface ICallDeliveries : IWorkStore<CallRecordDelivery>
{
    /// <summary>Says that the handler has heard of the change.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether the lease still held.</returns>
    Task<bool> CompleteAsync(WorkLease<CallRecordDelivery> lease, CancellationToken cancellationToken = default);
}
