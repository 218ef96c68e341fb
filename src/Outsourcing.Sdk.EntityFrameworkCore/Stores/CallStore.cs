using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class CallStore<TContext>(StoreSessions<TContext> sessions, CallMerger merger, ContentCodec codec, WorkSignal signal) : ICallStore
    where TContext : DbContext
{
    private const int PageSize = 200;

    public Task<CallHistory?> GetAsync(CallId id, CancellationToken cancellationToken = default) => sessions.ReadAsync(async context =>
    {
        List<CallUpdate> updates = await merger.ReadUpdatesAsync(
            context, TenantOfContext.Current(context), id.Value, int.MaxValue, cancellationToken).ConfigureAwait(false);
        return updates.Count == 0 ? null : CallHistory.From(updates);
    });

    public async Task<int> MergeAsync(IReadOnlyCollection<CallUpdate> updates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(updates);
        if (updates.Count == 0)
        {
            return 0;
        }

        int added = (await sessions.WriteAsync(
            context => merger.MergeAsync(context, TenantOfContext.Required(context), updates, cancellationToken), cancellationToken).ConfigureAwait(false)).Added;
        if (added > 0)
        {
            signal.Raise<CallRecordDelivery>();
        }

        return added;
    }

    public async IAsyncEnumerable<CallRecord> ListAsync(CallQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        int left = query.Limit ?? int.MaxValue;
        CallRow? last = null;
        List<CallRow> page;
        do
        {
            AsyncServiceScope scope = sessions.Open();
            string tenant;
            await using (scope.ConfigureAwait(false))
            {
                TContext context = StoreSessions<TContext>.Context(scope);
                tenant = TenantOfContext.Current(context);
                if (last is null && query.After is { } after)
                {
                    last = await context.Set<CallRow>().AsNoTracking().SingleOrDefaultAsync(row => row.CallKey == after.Value, cancellationToken).ConfigureAwait(false);
                    if (last is null)
                    {
                        yield break;
                    }
                }

                IQueryable<CallRow> rows = Matching(context, tenant, query);
                if (last is not null)
                {
                    rows = rows.Where(row => row.StartedAt < last.StartedAt || (row.StartedAt == last.StartedAt && row.CallKey.CompareTo(last.CallKey) > 0));
                }

                page = await rows.OrderByDescending(row => row.StartedAt).ThenBy(row => row.CallKey)
                    .Take(Math.Min(left, PageSize)).ToListAsync(cancellationToken).ConfigureAwait(false);
            }

            foreach (CallRow row in page)
            {
                yield return codec.Read(tenant, row.Record, OutsourcingJson.TypeInfo<CallRecord>());
            }

            left -= page.Count;
            last = page.Count == 0 ? null : page[^1];
        }
        while (page.Count == PageSize && left > 0);
    }

    public Task<long> CountAsync(CallQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return sessions.ReadAsync(context => Matching(context, TenantOfContext.Current(context), query).LongCountAsync(cancellationToken));
    }

    private static IQueryable<CallRow> Matching(TContext context, string tenant, CallQuery query)
    {
        IQueryable<CallRow> rows = context.Set<CallRow>().AsNoTracking();
        if (query.StartedFrom is { } from)
        {
            long ticks = from.UtcTicks;
            rows = rows.Where(row => row.StartedAt >= ticks);
        }

        if (query.StartedUntil is { } until)
        {
            long ticks = until.UtcTicks;
            rows = rows.Where(row => row.StartedAt < ticks);
        }

        if (query.Provider?.ToLowerInvariant() is { } provider)
        {
            rows = rows.Where(row => row.Provider == provider);
        }

        if (query.Account?.ToLowerInvariant() is { } account)
        {
            rows = rows.Where(row => row.Account == account);
        }

        if (query.Caller is { } caller)
        {
            string digest = CallMerger.Digest(tenant, caller);
            rows = rows.Where(row => row.CallerDigest == digest);
        }

        return rows;
    }
}
