using Microsoft.EntityFrameworkCore;
using Outsourcing.Calls;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class CallDeliveries<TContext> : WorkStore<TContext, DeliveryRow, CallRecordDelivery>, ICallDeliveries
    where TContext : DbContext
{
    private const int CompletedAtOnce = 100;

    private readonly CallMerger _merger;
    private readonly GroupCommit<WorkLease<CallRecordDelivery>, bool> _completed;

    public CallDeliveries(StoreSessions<TContext> sessions, CallMerger merger, ITenantAccessor tenants, WorkSignal signal, TimeProvider time)
        : base(sessions, tenants, signal, time)
    {
        _merger = merger;
        _completed = new GroupCommit<WorkLease<CallRecordDelivery>, bool>(CompletedAtOnce, CompleteAsync);
    }

    public Task<bool> CompleteAsync(WorkLease<CallRecordDelivery> lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _completed.AddAsync(lease, cancellationToken);
    }

    protected override string LeaseSql(TContext context)
    {
        string table = Sql.Table<DeliveryRow>(context);
        return Sql.Lease(context, table, $$"""
            AND NOT EXISTS (
                SELECT 1 FROM {{table}} AS "earlier"
                WHERE "earlier"."Tenant" = "w"."Tenant" AND "earlier"."CallKey" = "w"."CallKey" AND "earlier"."Handler" = "w"."Handler"
                    AND "earlier"."Version" < "w"."Version" AND "earlier"."State" = 0)
            """);
    }

    protected override async ValueTask<Func<DeliveryRow, CallRecordDelivery>> OpenAsync(IReadOnlyList<DeliveryRow> rows, CancellationToken cancellationToken)
    {
        Dictionary<(string Tenant, string CallKey), CallUpdateRow[]> updates = [];
        foreach (IGrouping<string, DeliveryRow> owned in rows.GroupBy(row => row.Tenant, StringComparer.Ordinal))
        {
            string[] keys = [.. owned.Select(row => row.CallKey).Distinct(StringComparer.Ordinal)];
            using IDisposable tenant = Tenants.Use(TenantId.From(owned.Key));
            List<CallUpdateRow> found = await Sessions.ReadAsync(context => context.Set<CallUpdateRow>().AsNoTracking()
                .Where(row => keys.Contains(row.CallKey)).ToListAsync(cancellationToken)).ConfigureAwait(false);
            foreach (IGrouping<string, CallUpdateRow> call in found.GroupBy(row => row.CallKey, StringComparer.Ordinal))
            {
                updates[(owned.Key, call.Key)] = [.. call];
            }
        }

        return row => Read(row, updates.GetValueOrDefault((row.Tenant, row.CallKey), []));
    }

    private CallRecordDelivery Read(DeliveryRow row, CallUpdateRow[] updates)
    {
        // The call as it was at that change, also when newer ones are stored already.
        CallUpdate[] before = [.. updates.Where(update => update.Version < row.Version).Select(update => _merger.Read(row.Tenant, update))];
        CallUpdate[] until = [.. before, .. updates.Where(update => update.Version == row.Version).Select(update => _merger.Read(row.Tenant, update))];
        return new CallRecordDelivery
        {
            Handler = row.Handler,
            Change = new CallRecordChange
            {
                IdempotencyKey = $"{row.Tenant}/{row.CallKey}/{row.Version}",
                Tenant = TenantId.From(row.Tenant),
                Version = row.Version,
                ChangedAt = new DateTimeOffset(row.CreatedAt, TimeSpan.Zero),
                Record = CallHistory.From(until).ToRecord(),
                Previous = before.Length == 0 ? null : CallHistory.From(before).ToRecord(),
            },
        };
    }

    private async Task<IReadOnlyList<bool>> CompleteAsync(IReadOnlyList<WorkLease<CallRecordDelivery>> leases)
    {
        bool held = await Sessions.WriteAsync(context => SettleAsync(context, leases, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        return [.. leases.Select(_ => held)];
    }
}
