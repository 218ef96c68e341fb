using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Partners;
using Outsourcing.Processes;
using Outsourcing.Storage;

namespace Outsourcing.Testing;

/// <summary>A store of documents in memory that keeps the contract of the real one: revisions, conflicts, who sees what.</summary>
/// <typeparam name="TDocument">The kind of document, as <see cref="IDocumentStore{TDocument}"/> lists them.</typeparam>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class FakeDocumentStore<TDocument> : IDocumentStore<TDocument>
    where TDocument : class
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(string Tenant, string Id), SortedList<int, StoredDocument<TDocument>>> _documents = new(
        Comparer<(string Tenant, string Id)>.Create(static (left, right) =>
            string.CompareOrdinal(left.Tenant, right.Tenant) is var order and not 0 ? order : string.CompareOrdinal(left.Id, right.Id)));

    private readonly PlannedFailures _failures = new();
    private readonly ITenantAccessor? _tenants;
    private readonly TimeProvider _time;

    /// <summary>Initializes an empty store.</summary>
    /// <param name="tenants">Whose documents are read and written; everything is <see cref="TenantId.Default"/>'s when left out.</param>
    /// <param name="time">The clock; the system's when left out.</param>
    public FakeDocumentStore(ITenantAccessor? tenants = null, TimeProvider? time = null)
    {
        _tenants = tenants;
        _time = time ?? TimeProvider.System;
    }

    private string? Tenant => _tenants is null ? TenantId.Default.Value : _tenants.Current?.Value;

    /// <summary>Lets the next operations fail, whichever they are; nothing is stored by them.</summary>
    /// <param name="times">How many, 1 or more.</param>
    /// <param name="failure">Makes what is thrown, such as a <see cref="StoreConflictException"/>; an <see cref="OutsourcingException"/> when left out.</param>
    public void FailNext(int times = 1, Func<Exception>? failure = null) => _failures.Plan(times, failure);

    /// <inheritdoc/>
    public Task<StoredDocument<TDocument>?> FindAsync(string id, int? revision = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return AnswerAsync(() => Revisions(id) is not { } revisions ? null : revision is { } one ? revisions.GetValueOrDefault(one) : revisions.Values[^1], cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredDocument<TDocument>>> ListAsync(string? after = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return AnswerAsync(
            () => ValueList.Copy(_documents
                .Where(document => document.Key.Tenant == Tenant && (after is null || string.CompareOrdinal(document.Key.Id, after) > 0))
                .Take(limit)
                .Select(document => document.Value.Values[^1])),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredDocument<TDocument>>> ListRevisionsAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return AnswerAsync(() => ValueList.Copy(Revisions(id)?.Values), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Documents of that kind are not stored.</exception>
    public Task<StoredDocument<TDocument>> SaveAsync(TDocument document, int? expectedRevision = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        string id = IdOf(document);
        return AnswerAsync(() => Save(id, document, expectedRevision), cancellationToken);
    }

    private static string IdOf(TDocument document) => document switch
    {
        BusinessProcess process => process.Id.Value,
        DelegationBrief brief => brief.Id.Value,
        Partner partner => partner.Id.Value,
        PartnerCriterion criterion => criterion.Id,
        PartnerEvidence evidence => $"{evidence.Partner.Value}/{evidence.Criterion}",
        Engagement engagement => engagement.Id.Value,
        _ => throw new NotSupportedException($"No store keeps documents of the type {typeof(TDocument).Name}; IDocumentStore<TDocument> lists those it keeps."),
    };

    private StoredDocument<TDocument> Save(string id, TDocument document, int? expectedRevision)
    {
        string tenant = Tenant ?? throw new OutsourcingException("No tenant is set; enter one with ITenantAccessor.Use, or set a default.");
        SortedList<int, StoredDocument<TDocument>> revisions = Revisions(id) ?? [];
        StoredDocument<TDocument>? newest = revisions.Count == 0 ? null : revisions.Values[^1];
        if (newest is not null && newest.Document.Equals(document))
        {
            return newest;
        }

        int current = newest?.Revision ?? 0;
        if (expectedRevision is { } expected && expected != current)
        {
            throw new StoreConflictException($"The document '{id}' is at revision {current}, not {expected}; read it again and repeat the change.", current);
        }

        int revision = document is DelegationBrief { Version: int version } ? version : current + 1;
        if (revisions.TryGetValue(revision, out StoredDocument<TDocument>? kept))
        {
            return kept.Document.Equals(document) ? kept : throw new StoreConflictException(
                $"Version {revision} of the document '{id}' is stored with other content, and calls may be judged by it; store the change as a later version.", current);
        }

        StoredDocument<TDocument> stored = new() { Id = id, Revision = revision, SavedAt = _time.GetUtcNow(), Document = document };
        revisions.Add(revision, stored);
        _documents[(tenant, id)] = revisions;
        return stored;
    }

    private SortedList<int, StoredDocument<TDocument>>? Revisions(string id) => Tenant is { } tenant ? _documents.GetValueOrDefault((tenant, id)) : null;

    private Task<T> AnswerAsync<T>(Func<T> answer, CancellationToken cancellationToken) => _failures.AnswerAsync(_gate, answer, cancellationToken);
}
