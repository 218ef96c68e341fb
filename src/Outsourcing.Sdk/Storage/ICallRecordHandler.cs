namespace Outsourcing.Storage;

/// <summary>Hears of every change of every call, at least once each, one call's changes in order.</summary>
/// <remarks>
/// A change may come again after a crash or a failure: an effect outside the database is tied to
/// <see cref="CallRecordChange.IdempotencyKey"/>. While a change fails, later changes of the same call wait and other calls go on.
/// The change's tenant is the current tenant while the handler runs.
/// </remarks>
public interface ICallRecordHandler
{
    /// <summary>Acts on a change. Throwing lets it come again later, with growing pauses.</summary>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancelled when the lease is about to end, or when the host stops and <see cref="WorkOptions.StopGrace"/> is over. What throws for it comes again at once when the host stopped, and after a pause when the lease ended.</param>
    /// <returns>A task that ends when the effect is done.</returns>
    Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default);
}
