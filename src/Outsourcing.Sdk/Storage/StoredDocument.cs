namespace Outsourcing.Storage;

/// <summary>A document as it was at one revision.</summary>
/// <typeparam name="TDocument">The kind of document.</typeparam>
public sealed record StoredDocument<TDocument>
    where TDocument : class
{
    /// <summary>Gets the document's id in the store.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the revision: 1 or more.</summary>
    public required int Revision { get; init; }

    /// <summary>Gets when the revision was stored.</summary>
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Gets the document.</summary>
    public required TDocument Document { get; init; }
}
