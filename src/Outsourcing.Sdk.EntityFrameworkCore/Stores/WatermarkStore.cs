using Microsoft.EntityFrameworkCore;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class WatermarkStore<TContext>(StoreSessions<TContext> sessions) : IWatermarkStore
    where TContext : DbContext
{
    public Task<DateTimeOffset?> FindAsync(string source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return sessions.ReadAsync(async context =>
        {
            WatermarkRow? row = await context.Set<WatermarkRow>().AsNoTracking().SingleOrDefaultAsync(mark => mark.Source == source, cancellationToken).ConfigureAwait(false);
            return row is null ? (DateTimeOffset?)null : new DateTimeOffset(row.At, TimeSpan.Zero);
        });
    }

    public Task AdvanceAsync(string source, DateTimeOffset readUntil, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return sessions.WriteAsync(
            context =>
            {
                string table = Sql.Table<WatermarkRow>(context);
                string advance = $$"""
                    INSERT INTO {{table}} ("Tenant", "Source", "At") VALUES ({0}, {1}, {2})
                    ON CONFLICT ("Tenant", "Source") DO UPDATE SET "At" = excluded."At" WHERE {{table}}."At" < excluded."At"
                    """;
                return context.Database.ExecuteSqlRawAsync(advance, [TenantOfContext.Required(context), source, readUntil.UtcTicks], cancellationToken);
            },
            cancellationToken);
    }
}
