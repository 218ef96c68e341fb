namespace Outsourcing.Storage;

/// <summary>Hears of every outcome review that was made on schedule, at least once each.</summary>
/// <remarks>
/// A review may be told again after a crash or a failure: an effect outside the database is tied to
/// <see cref="ScheduledOutcomeReview.IdempotencyKey"/>. The review's tenant is the current tenant while the handler runs.
/// </remarks>
public interface IOutcomeReviewHandler
{
    /// <summary>Acts on a review. Throwing lets it be told again later, with growing pauses.</summary>
    /// <param name="review">The review; its verdicts stand in the audit trail already.</param>
    /// <param name="cancellationToken">Cancelled when the lease is about to end.</param>
    /// <returns>A task that ends when the effect is done.</returns>
    Task HandleAsync(ScheduledOutcomeReview review, CancellationToken cancellationToken = default);
}
