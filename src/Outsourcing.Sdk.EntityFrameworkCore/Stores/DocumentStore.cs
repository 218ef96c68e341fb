using Microsoft.EntityFrameworkCore;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class DocumentStore<TContext, TDocument>(DocumentKind<TDocument> kind, StoreSessions<TContext> sessions, ContentCodec codec, TimeProvider time)
    : IDocumentStore<TDocument>
    where TContext : DbContext
    where TDocument : class
{
    public Task<StoredDocument<TDocument>?> FindAsync(string id, int? revision = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return sessions.ReadAsync(async context =>
        {
            DocumentRow? row = await Rows(context).Where(row => row.DocumentId == id && (revision == null || row.Revision == revision))
                .OrderByDescending(row => row.Revision).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            return row is null ? null : Read(row);
        });
    }

    public Task<IReadOnlyList<StoredDocument<TDocument>>> ListAsync(string? after = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return sessions.ReadAsync<IReadOnlyList<StoredDocument<TDocument>>>(async context =>
        {
            IQueryable<DocumentRow> rows = Rows(context);
            IQueryable<DocumentRow> newest = rows.Where(row => !rows.Any(later => later.DocumentId == row.DocumentId && later.Revision > row.Revision));
            if (after is not null)
            {
                newest = newest.Where(row => row.DocumentId.CompareTo(after) > 0);
            }

            List<DocumentRow> page = await newest.OrderBy(row => row.DocumentId).Take(limit).ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. page.Select(Read)];
        });
    }

    public Task<IReadOnlyList<StoredDocument<TDocument>>> ListRevisionsAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return sessions.ReadAsync<IReadOnlyList<StoredDocument<TDocument>>>(async context =>
        {
            List<DocumentRow> rows = await Rows(context).Where(row => row.DocumentId == id).OrderBy(row => row.Revision).ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(Read)];
        });
    }

    public Task<StoredDocument<TDocument>> SaveAsync(TDocument document, int? expectedRevision = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        string id = kind.Id(document);
        return sessions.WriteAsync(
            async context =>
            {
                string tenant = TenantOfContext.Required(context);
                while (true)
                {
                    List<DocumentRow> looked = await Rows(context).Where(row => row.DocumentId == id)
                        .OrderByDescending(row => row.Revision).Take(1).ToListAsync(cancellationToken).ConfigureAwait(false);
                    StoredDocument<TDocument>? newest = looked.Count == 0 ? null : Read(looked[0]);
                    int current = newest?.Revision ?? 0;
                    if (newest is not null && newest.Document.Equals(document))
                    {
                        return newest;
                    }

                    if (expectedRevision is { } expected && expected != current)
                    {
                        throw new StoreConflictException($"The {kind.Name} '{id}' is at revision {current}, not {expected}; read it again and repeat the change.", current);
                    }

                    int revision = kind.Version?.Invoke(document) ?? current + 1;
                    if (await InsertAsync(context, tenant, id, revision, document, cancellationToken).ConfigureAwait(false) is { } stored)
                    {
                        return stored;
                    }

                    // The revision is taken: by another writer of this moment, or as a version that is kept for good.
                    if (kind.Version is not null)
                    {
                        DocumentRow kept = await Rows(context).SingleAsync(row => row.DocumentId == id && row.Revision == revision, cancellationToken).ConfigureAwait(false);
                        StoredDocument<TDocument> same = Read(kept);
                        return same.Document.Equals(document) ? same : throw new StoreConflictException(
                            $"Version {revision} of the {kind.Name} '{id}' is stored with other content, and calls may be judged by it; store the change as a later version.", current);
                    }
                }
            },
            cancellationToken);
    }

    private async Task<StoredDocument<TDocument>?> InsertAsync(TContext context, string tenant, string id, int revision, TDocument document, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        string insert = $$"""
            INSERT INTO {{Sql.Table<DocumentRow>(context)}} ("Tenant", "Kind", "DocumentId", "Revision", "SavedAt", "Content")
            VALUES ({0}, {1}, {2}, {3}, {4}, {5})
            ON CONFLICT ("Tenant", "Kind", "DocumentId", "Revision") DO NOTHING
            """;
        int added = await context.Database.ExecuteSqlRawAsync(
            insert, [tenant, kind.Name, id, revision, now.UtcTicks, codec.Write(tenant, document, OutsourcingJson.TypeInfo<TDocument>())], cancellationToken).ConfigureAwait(false);
        return added == 0 ? null : new StoredDocument<TDocument> { Id = id, Revision = revision, SavedAt = now, Document = document };
    }

    private IQueryable<DocumentRow> Rows(TContext context)
    {
        string name = kind.Name;
        return context.Set<DocumentRow>().AsNoTracking().Where(row => row.Kind == name);
    }

    private StoredDocument<TDocument> Read(DocumentRow row) => new()
    {
        Id = row.DocumentId,
        Revision = row.Revision,
        SavedAt = new DateTimeOffset(row.SavedAt, TimeSpan.Zero),
        Document = codec.Read(row.Tenant, row.Content, OutsourcingJson.TypeInfo<TDocument>()),
    };
}
