namespace Outsourcing.EntityFrameworkCore;

/// <summary>What the store must know of a kind of document: the name its rows carry, and how a document is named.</summary>
/// <param name="Name">The name its rows carry; it stays the same over releases.</param>
/// <param name="Id">Gets a document's id.</param>
/// <param name="Version">Gets the revision a document states itself; null when the store numbers revisions.</param>
internal sealed record DocumentKind<TDocument>(string Name, Func<TDocument, string> Id, Func<TDocument, int>? Version = null);
