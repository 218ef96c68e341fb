namespace Outsourcing.Storage;

/// <summary>Keeps the current tenant's documents of one kind, each with all its revisions: nothing that was decided on is overwritten.</summary>
/// <typeparam name="TDocument">
/// <c>BusinessProcess</c>, <c>DelegationBrief</c>, <c>Partner</c>, <c>PartnerCriterion</c>, <c>PartnerEvidence</c> or <c>Engagement</c>.
/// </typeparam>
/// <remarks>
/// A document is named by its own id; evidence by its partner and criterion, as <c>partner/criterion</c>. The revision of a brief is its own
/// version, so that the version a call is judged by can always be read again; other documents are numbered from 1 by the store.
/// </remarks>
public interface IDocumentStore<TDocument>
    where TDocument : class
{
    /// <summary>Reads a document.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="revision">The revision; the newest when left out.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The document; <see langword="null"/> when the tenant has no such document or revision.</returns>
    Task<StoredDocument<TDocument>?> FindAsync(string id, int? revision = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the newest revision of each document, by id.</summary>
    /// <param name="after">The last id of the page before; <see langword="null"/> for the first page.</param>
    /// <param name="limit">How many documents at most, 1 or more.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The documents; fewer than the limit when these are the last.</returns>
    Task<IReadOnlyList<StoredDocument<TDocument>>> ListAsync(string? after = null, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>Lists the revisions of a document, oldest first.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The revisions; empty when the tenant has no such document.</returns>
    Task<IReadOnlyList<StoredDocument<TDocument>>> ListRevisionsAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Stores a document as its next revision. Storing what is stored already changes nothing.</summary>
    /// <param name="document">The document.</param>
    /// <param name="expectedRevision">
    /// The newest revision the change was made to, 0 for a new document; <see langword="null"/> to store it whatever was stored meanwhile.
    /// </param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The document as it is stored.</returns>
    /// <exception cref="StoreConflictException">Another revision is the newest, or the brief's version is stored with other content.</exception>
    Task<StoredDocument<TDocument>> SaveAsync(TDocument document, int? expectedRevision = null, CancellationToken cancellationToken = default);
}
