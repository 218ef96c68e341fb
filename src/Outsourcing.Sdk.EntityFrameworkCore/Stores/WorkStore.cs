using Microsoft.EntityFrameworkCore;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>Leases, failures, dead letters and replay over one table of work.</summary>
internal abstract class WorkStore<TContext, TRow, TItem>(StoreSessions<TContext> sessions, ITenantAccessor tenants, WorkSignal signal, TimeProvider time) : IWorkStore<TItem>
    where TContext : DbContext
    where TRow : WorkRow
    where TItem : class
{
    private readonly LeaseClock _leases = new(time);

    protected StoreSessions<TContext> Sessions => sessions;

    protected ITenantAccessor Tenants => tenants;

    protected WorkSignal Signal => signal;

    protected TimeProvider Time => time;

    public Task<IReadOnlyList<WorkLease<TItem>>> LeaseAsync(int limit, TimeSpan duration, CancellationToken cancellationToken = default) =>
        LeaseAsync(LeaseSql, [], limit, duration, cancellationToken);

    /// <summary>Leases the part of the due work that a statement takes.</summary>
    /// <param name="sql">The statement; <paramref name="values"/> stand in it as {5} and on.</param>
    /// <param name="values">The condition's values.</param>
    /// <param name="limit">How many pieces at most.</param>
    /// <param name="duration">How long they are this worker's alone.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    protected async Task<IReadOnlyList<WorkLease<TItem>>> LeaseAsync(
        Func<TContext, string> sql, IReadOnlyList<object> values, int limit, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset until = now + duration;
        DateTimeOffset ended = _leases.Now(duration);
        Guid token = Guid.NewGuid();
        if (!await sessions.ReadAsync(context => AnyDueAsync(context.Set<TRow>().IgnoreQueryFilters(), now.UtcTicks, ended.UtcTicks, cancellationToken)).ConfigureAwait(false))
        {
            return [];
        }

        List<TRow> rows = await sessions.WriteAsync(
            context => context.Set<TRow>()
                .FromSqlRaw(sql(context), [token, until.UtcTicks, now.UtcTicks, ended.UtcTicks, limit, .. values])
                .IgnoreQueryFilters().AsNoTracking().ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);

        List<WorkLease<TItem>> leases = new(rows.Count);
        Func<TRow, TItem> read = await OpenAsync(rows, cancellationToken).ConfigureAwait(false);
        foreach (TRow row in rows.OrderBy(row => row.DueAt).ThenBy(row => row.Id))
        {
            if (await TryReadItemAsync(row, read, token, cancellationToken).ConfigureAwait(false) is { } item)
            {
                leases.Add(new WorkLease<TItem>
                {
                    Id = row.Id,
                    Token = token,
                    Tenant = TenantId.From(row.Tenant),
                    Item = item,
                    Attempt = row.Attempts,
                    Until = until,
                });
            }
        }

        return leases;
    }

    public Task<bool> FailAsync(WorkLease<TItem> lease, string reason, DateTimeOffset? retryAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return FailAsync(lease.Id, lease.Token, lease.Tenant, reason, retryAt, counts: 1, cancellationToken);
    }

    public Task<bool> DeferAsync(WorkLease<TItem> lease, string reason, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return FailAsync(lease.Id, lease.Token, lease.Tenant, reason, until, counts: 0, cancellationToken);
    }

    private async Task<bool> FailAsync(long id, Guid token, TenantId tenant, string reason, DateTimeOffset? retryAt, int counts, CancellationToken cancellationToken)
    {
        using IDisposable scope = tenants.Use(tenant);
        string kept = reason.Length <= 1000 ? reason : reason[..1000];
        long now = time.GetUtcNow().UtcTicks;
        WorkState state = retryAt is null ? WorkState.Dead : WorkState.Pending;
        long dueAt = retryAt?.UtcTicks ?? now;
        long? settled = retryAt is null ? now : null;
        return await sessions.WriteAsync(
            context => Held(context, id, token).ExecuteUpdateAsync(
                row => row
                    .SetProperty(work => work.State, state)
                    .SetProperty(work => work.DueAt, dueAt)
                    .SetProperty(work => work.Attempts, work => work.Attempts - 1 + counts)
                    .SetProperty(work => work.SettledAt, settled)
                    .SetProperty(work => work.Reason, kept)
                    .SetProperty(work => work.LeaseToken, (Guid?)null)
                    .SetProperty(work => work.LeaseUntil, 0L),
                cancellationToken),
            cancellationToken).ConfigureAwait(false) == 1;
    }

    public Task<int> GiveBackAsync(IReadOnlyCollection<WorkLease<TItem>> leases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(leases);
        return sessions.WriteAsync(
            async context =>
            {
                int given = 0;
                foreach (IGrouping<Guid, WorkLease<TItem>> leased in leases.GroupBy(lease => lease.Token))
                {
                    Guid token = leased.Key;
                    long[] ids = [.. leased.Select(lease => lease.Id)];

                    // Of whichever tenants: the token is the leases' own.
                    given += await context.Set<TRow>().IgnoreQueryFilters().Where(row => ids.Contains(row.Id) && row.LeaseToken == token).ExecuteUpdateAsync(
                        row => row
                            .SetProperty(work => work.Attempts, work => work.Attempts - 1)
                            .SetProperty(work => work.LeaseToken, (Guid?)null)
                            .SetProperty(work => work.LeaseUntil, 0L),
                        cancellationToken).ConfigureAwait(false);
                }

                return given;
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<DeadLetter<TItem>>> ListDeadAsync(int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        List<TRow> rows = await sessions.ReadAsync(context => context.Set<TRow>().AsNoTracking()
            .Where(row => row.State == WorkState.Dead)
            .OrderByDescending(row => row.SettledAt).ThenByDescending(row => row.Id)
            .Take(limit).ToListAsync(cancellationToken)).ConfigureAwait(false);
        Func<TRow, TItem> read = await OpenAsync(rows, cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new DeadLetter<TItem>
        {
            Id = row.Id,
            Item = ReadDeadItem(row, read),
            Attempts = row.Attempts,
            CreatedAt = new DateTimeOffset(row.CreatedAt, TimeSpan.Zero),
            GivenUpAt = new DateTimeOffset(row.SettledAt ?? row.CreatedAt, TimeSpan.Zero),
            Reason = row.Reason ?? "",
        })];
    }

    public async Task<bool> ReplayAsync(long id, CancellationToken cancellationToken = default)
    {
        long now = time.GetUtcNow().UtcTicks;
        int replayed = await sessions.WriteAsync(
            context => context.Set<TRow>().Where(row => row.Id == id && row.State == WorkState.Dead).ExecuteUpdateAsync(
                row => row
                    .SetProperty(work => work.State, WorkState.Pending)
                    .SetProperty(work => work.Attempts, 0)
                    .SetProperty(work => work.DueAt, now)
                    .SetProperty(work => work.SettledAt, (long?)null)
                    .SetProperty(work => work.Reason, (string?)null),
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
        signal.Raise<TItem>();
        return replayed == 1;
    }

    public Task<WorkBacklog> GetBacklogAsync(CancellationToken cancellationToken = default) => BacklogAsync(static context => context.Set<TRow>().IgnoreQueryFilters(), cancellationToken);

    public Task<WorkBacklog> GetTenantBacklogAsync(CancellationToken cancellationToken = default) => BacklogAsync(static context => context.Set<TRow>(), cancellationToken);

    private Task<WorkBacklog> BacklogAsync(Func<TContext, IQueryable<TRow>> of, CancellationToken cancellationToken) => sessions.ReadAsync(async context =>
    {
        IQueryable<TRow> rows = of(context);
        IQueryable<TRow> pending = rows.Where(row => row.State == WorkState.Pending);
        long? oldest = await pending.MinAsync(row => (long?)row.CreatedAt, cancellationToken).ConfigureAwait(false);
        return new WorkBacklog
        {
            Pending = await pending.LongCountAsync(cancellationToken).ConfigureAwait(false),
            Dead = await rows.LongCountAsync(row => row.State == WorkState.Dead, cancellationToken).ConfigureAwait(false),
            OldestPending = oldest is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
        };
    });

    protected static IQueryable<TRow> Held(TContext context, long id, Guid token) =>
        context.Set<TRow>().Where(row => row.Id == id && row.State == WorkState.Pending && row.LeaseToken == token);

    private static TItem? ReadDeadItem(TRow row, Func<TRow, TItem> read)
    {
        try
        {
            return read(row);
        }
#pragma warning disable CA1031 // That it cannot be read may be why it is dead.
        catch (Exception)
#pragma warning restore CA1031
        {
            return default;
        }
    }

    // What cannot be read is given up alone, and does not hold up what was leased with it.
    private async Task<TItem?> TryReadItemAsync(TRow row, Func<TRow, TItem> read, Guid token, CancellationToken cancellationToken)
    {
        try
        {
            return read(row);
        }
#pragma warning disable CA1031 // Whatever makes stored content unreadable is the reason of its dead letter.
        catch (Exception unreadable)
#pragma warning restore CA1031
        {
            string reason = unreadable is OutsourcingException ? unreadable.Message : $"The stored content cannot be read: {unreadable.GetType().Name}.";
            await FailAsync(row.Id, token, TenantId.From(row.Tenant), reason, retryAt: null, counts: 1, cancellationToken).ConfigureAwait(false);
            return default;
        }
    }

    /// <summary>Marks leased work done, inside the caller's transaction.</summary>
    /// <returns>Whether the leases held.</returns>
    /// <exception cref="LeaseLostException">Of several leases one did not hold; nothing may be committed, and each be tried alone.</exception>
    protected async Task<bool> SettleAsync(TContext context, IReadOnlyCollection<WorkLease<TItem>> leases, CancellationToken cancellationToken)
    {
        long now = time.GetUtcNow().UtcTicks;
        int settled = 0;
        foreach (IGrouping<Guid, WorkLease<TItem>> leased in leases.GroupBy(lease => lease.Token))
        {
            Guid token = leased.Key;
            long[] ids = [.. leased.Select(lease => lease.Id)];

            // Of whichever tenants: the token is the leases' own, and only what is leased has one. With a condition more SQLite
            // looks the rows up by that one's index, through all that is pending.
            settled += await context.Set<TRow>().IgnoreQueryFilters().Where(row => ids.Contains(row.Id) && row.LeaseToken == token).ExecuteUpdateAsync(
                row => row
                    .SetProperty(work => work.State, WorkState.Done)
                    .SetProperty(work => work.SettledAt, now)
                    .SetProperty(work => work.Reason, (string?)null)
                    .SetProperty(work => work.LeaseToken, (Guid?)null),
                cancellationToken).ConfigureAwait(false);
        }

        return settled == leases.Count || (leases.Count == 1 ? false : throw new LeaseLostException());
    }

    protected virtual string LeaseSql(TContext context) => Sql.Lease(context, Sql.Table<TRow>(context));

    /// <summary>Gets what the rows' items are read with: a function that throws for a row whose content cannot be read.</summary>
    protected abstract ValueTask<Func<TRow, TItem>> OpenAsync(IReadOnlyList<TRow> rows, CancellationToken cancellationToken);

    // Asking costs no write lock; most polls find nothing.
    private static Task<bool> AnyDueAsync(IQueryable<TRow> rows, long now, long ended, CancellationToken cancellationToken) =>
        rows.AnyAsync(row => row.State == WorkState.Pending && row.DueAt <= now && row.LeaseUntil <= ended, cancellationToken);
}

/// <summary>One of several leases that were to end together was lost.</summary>
internal sealed class LeaseLostException() : OutsourcingException("A lease ended before its work did.");
