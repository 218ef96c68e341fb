namespace Outsourcing.Storage;

/// <summary>Something that has to be asked for what is new: a mailbox, or a service without webhooks.</summary>
/// <remarks>
/// What it gives goes through the same inbox as webhooks: stored as it came, recognised when it comes again, and interpreted by
/// the <see cref="Webhooks.IWebhookReceiver"/> of the same provider and account. So windows may overlap.
/// </remarks>
public interface IPolledSource
{
    /// <summary>Gets the provider, as in <see cref="Calls.CallId.Provider"/>: lower case.</summary>
    string Provider { get; }

    /// <summary>Gets the account, as the application named it.</summary>
    string Account { get; }

    /// <summary>Gets how long after one poll began the next does, over all instances.</summary>
    TimeSpan PollInterval { get; }

    /// <summary>Reads what is new, oldest first.</summary>
    /// <param name="position">Where the last poll ended, as <see cref="PolledBatch.Position"/> gave it; <see langword="null"/> at the first.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>Batches. Each position is kept once its messages are stored, so that a poll that breaks off is resumed there.</returns>
    IAsyncEnumerable<PolledBatch> ReadAsync(string? position, CancellationToken cancellationToken = default);
}
