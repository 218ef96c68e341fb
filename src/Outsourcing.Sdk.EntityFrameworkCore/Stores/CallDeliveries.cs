using Microsoft.EntityFrameworkCore;
using Outsourcing.Calls;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class CallDeliveries<TContext>(
    StoreSessions<TContext> sessions, CallMerger merger, ITenantAccessor tenants, WorkSignal signal, TimeProvider time)
    : WorkStore<TContext, DeliveryRow, CallRecordDelivery>(sessions, tenants, signal, time), ICallDeliveries
    where TContext : DbContext
{
    public async Task<bool> CompleteAsync(WorkLease<CallRecordDelivery> lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return await Sessions.WriteAsync(context => SettleAsync(context, lease, cancellationToken), cancellationToken).ConfigureAwait(false);
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

    protected override async ValueTask<CallRecordDelivery> ReadItemAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        using IDisposable tenant = Tenants.Use(TenantId.From(row.Tenant));
        return await Sessions.ReadAsync(async context =>
        {
            // The call as it was at that change, also when newer ones are stored already.
            List<CallUpdate> until = await merger.ReadUpdatesAsync(context, row.Tenant, row.CallKey, row.Version, cancellationToken).ConfigureAwait(false);
            List<CallUpdate> before = await merger.ReadUpdatesAsync(context, row.Tenant, row.CallKey, row.Version - 1, cancellationToken).ConfigureAwait(false);
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
                    Previous = before.Count == 0 ? null : CallHistory.From(before).ToRecord(),
                },
            };
        }).ConfigureAwait(false);
    }
}
