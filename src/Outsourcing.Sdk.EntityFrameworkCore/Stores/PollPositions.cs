using Microsoft.EntityFrameworkCore;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class PollPositions<TContext>(StoreSessions<TContext> sessions, ITenantAccessor tenants) : IPollPositions
    where TContext : DbContext
{
    public async Task<string?> FindAsync(string provider, string account, CancellationToken cancellationToken = default)
    {
        (string name, string of) = Key(provider, account);
        using IDisposable tenant = tenants.Use(tenants.OfAccount(provider, account));
        return await sessions.ReadAsync(context => context.Set<PollPositionRow>().AsNoTracking()
            .Where(row => row.Provider == name && row.Account == of).Select(row => row.Position).SingleOrDefaultAsync(cancellationToken)).ConfigureAwait(false);
    }

    public async Task KeepAsync(string provider, string account, string position, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(position);
        (string name, string of) = Key(provider, account);
        string owner = tenants.OfAccount(provider, account).Value;
        await sessions.WriteAsync(
            context =>
            {
                string upsert = $$"""
                    INSERT INTO {{Sql.Table<PollPositionRow>(context)}} ("Tenant", "Provider", "Account", "Position")
                    VALUES ({0}, {1}, {2}, {3})
                    ON CONFLICT ("Tenant", "Provider", "Account") DO UPDATE SET "Position" = EXCLUDED."Position"
                    """;
                return context.Database.ExecuteSqlRawAsync(upsert, [owner, name, of, position], cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static (string Provider, string Account) Key(string provider, string account)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        return (provider.ToLowerInvariant(), account.ToLowerInvariant());
    }
}
