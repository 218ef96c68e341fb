using Microsoft.EntityFrameworkCore;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class PollTurns<TContext>(StoreSessions<TContext> sessions, ITenantAccessor tenants, TimeProvider time) : IPollTurns
    where TContext : DbContext
{
    private readonly LeaseClock _leases = new(time);

    public async Task<PollTurn> TakeAsync(string provider, string account, TimeSpan interval, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        (string name, string of) = Key(provider, account);
        TenantId owner = tenants.OfAccount(provider, account);
        Guid token = Guid.NewGuid();
        DateTimeOffset now = time.GetUtcNow();
        long ended = _leases.Now(duration).UtcTicks;
        int taken = await sessions.WriteAsync(
            context =>
            {
                // A poll that lies in the future by more than clocks differ was written before this clock was set back.
                string take = $$"""
                    INSERT INTO {{Sql.Table<PollTurnRow>(context)}} AS "turn" ("Tenant", "Provider", "Account", "LeaseToken", "LeaseUntil", "PolledAt", "CreatedAt")
                    VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {5})
                    ON CONFLICT ("Tenant", "Provider", "Account") DO UPDATE
                        SET "LeaseToken" = EXCLUDED."LeaseToken", "LeaseUntil" = EXCLUDED."LeaseUntil", "PolledAt" = EXCLUDED."PolledAt"
                        WHERE "turn"."LeaseUntil" <= {6} AND ("turn"."PolledAt" <= {7} OR "turn"."PolledAt" > {8})
                    """;
                return context.Database.ExecuteSqlRawAsync(
                    take,
                    [owner.Value, name, of, token, (now + duration).UtcTicks, now.UtcTicks, ended, (now - interval).UtcTicks, (now + interval).UtcTicks],
                    cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        PollTurn turn = new() { Provider = name, Account = of, Token = taken == 1 ? token : null, NextAt = now + interval };
        if (taken == 1)
        {
            return turn;
        }

        using IDisposable tenant = tenants.Use(owner);
        PollTurnRow? row = await sessions.ReadAsync(context => context.Set<PollTurnRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Provider == name && row.Account == of, cancellationToken)).ConfigureAwait(false);

        // While another polls, it may yet break off, and then the next poll is due at once.
        return row is null ? turn : turn with { NextAt = new DateTimeOffset(row.LeaseUntil > now.UtcTicks ? row.LeaseUntil : row.PolledAt + interval.Ticks, TimeSpan.Zero) };
    }

    public Task<bool> RenewAsync(PollTurn turn, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        long until = (time.GetUtcNow() + duration).UtcTicks;
        return ChangeAsync(turn, rows => rows.ExecuteUpdateAsync(row => row.SetProperty(held => held.LeaseUntil, until), cancellationToken), cancellationToken);
    }

    public Task<bool> EndAsync(PollTurn turn, PollEnd outcome, CancellationToken cancellationToken = default)
    {
        long now = time.GetUtcNow().UtcTicks;
        bool succeeded = outcome == PollEnd.Succeeded;
        bool due = outcome == PollEnd.BrokenOff;
        return ChangeAsync(
            turn,
            rows => rows.ExecuteUpdateAsync(
                row => row
                    .SetProperty(held => held.LeaseToken, (Guid?)null)
                    .SetProperty(held => held.LeaseUntil, 0L)
                    .SetProperty(held => held.PolledAt, held => due ? 0L : held.PolledAt)
                    .SetProperty(held => held.SucceededAt, held => succeeded ? now : held.SucceededAt),
                cancellationToken),
            cancellationToken);
    }

    public async Task<PollStanding?> FindAsync(string provider, string account, CancellationToken cancellationToken = default)
    {
        (string name, string of) = Key(provider, account);
        using IDisposable tenant = tenants.Use(tenants.OfAccount(provider, account));
        PollTurnRow? row = await sessions.ReadAsync(context => context.Set<PollTurnRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Provider == name && row.Account == of, cancellationToken)).ConfigureAwait(false);
        return row is null ? null : new PollStanding
        {
            FirstAt = new DateTimeOffset(row.CreatedAt, TimeSpan.Zero),
            SucceededAt = row.SucceededAt is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
        };
    }

    private static (string Provider, string Account) Key(string provider, string account)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        return (provider.ToLowerInvariant(), account.ToLowerInvariant());
    }

    private async Task<bool> ChangeAsync(PollTurn turn, Func<IQueryable<PollTurnRow>, Task<int>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.Token is not { } token)
        {
            return false;
        }

        using IDisposable tenant = tenants.Use(tenants.OfAccount(turn.Provider, turn.Account));
        return await sessions.WriteAsync(
            context => change(context.Set<PollTurnRow>().Where(row => row.Provider == turn.Provider && row.Account == turn.Account && row.LeaseToken == token)),
            cancellationToken).ConfigureAwait(false) == 1;
    }
}
