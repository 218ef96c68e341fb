namespace Outsourcing.Answering;

/// <summary>The three requests a CRM's API must answer for calls to be logged once; an app writes them for its own CRM.</summary>
public interface ICrmCallEntries
{
    /// <summary>Finds the entry of a call.</summary>
    /// <param name="entry">What would be written; its external id, or its start and numbers where the CRM has no such field, tell it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The CRM's id of the entry, or <see langword="null"/> when there is none.</returns>
    Task<string?> FindAsync(CrmCallEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Creates the entry.</summary>
    /// <param name="entry">What to write.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The CRM's id of the entry.</returns>
    Task<string> CreateAsync(CrmCallEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Makes an entry say what is given.</summary>
    /// <param name="id">The CRM's id of the entry.</param>
    /// <param name="entry">What to write.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task that ends when it is written.</returns>
    Task UpdateAsync(string id, CrmCallEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Sends a recording that the CRM takes in a request of its own; called until it succeeds, and once more by a sink that started since.</summary>
    /// <param name="id">The CRM's id of the entry.</param>
    /// <param name="recording">Where the recording lies.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task that ends when it is sent, or was sent before.</returns>
    Task SendRecordingAsync(string id, Uri recording, CancellationToken cancellationToken = default);
}
