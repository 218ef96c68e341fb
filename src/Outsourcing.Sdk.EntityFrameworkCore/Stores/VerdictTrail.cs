using Microsoft.EntityFrameworkCore;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class VerdictTrail<TContext>(StoreSessions<TContext> sessions, ContentCodec codec) : IVerdictTrail
    where TContext : DbContext
{
    public Task<long> AppendAsync(VerdictEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return sessions.WriteAsync(
            async context =>
            {
                string tenant = TenantOfContext.Required(context);
                VerdictRow row = new()
                {
                    Tenant = tenant,
                    Subject = entry.Subject,
                    Rule = entry.Explanation.Rule,
                    At = entry.At.UtcTicks,
                    Content = codec.Write(tenant, entry, OutsourcingJson.TypeInfo<VerdictEntry>()),
                };
                context.Add(row);
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                return row.Id;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<RecordedVerdict>> ListAsync(string? subject = null, long? before = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return sessions.ReadAsync<IReadOnlyList<RecordedVerdict>>(async context =>
        {
            List<VerdictRow> rows = await context.Set<VerdictRow>().AsNoTracking()
                .Where(row => (subject == null || row.Subject == subject) && (before == null || row.Id < before))
                .OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(row => new RecordedVerdict(row.Id, codec.Read(row.Tenant, row.Content, OutsourcingJson.TypeInfo<VerdictEntry>())))];
        });
    }
}
