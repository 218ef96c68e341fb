using Microsoft.EntityFrameworkCore;
using Outsourcing.Calls;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class WebhookInbox<TContext>(
    StoreSessions<TContext> sessions, CallMerger merger, ContentCodec codec, ITenantAccessor tenants, WorkSignal signal, TimeProvider time)
    : WorkStore<TContext, InboxRow, InboxMessage>(sessions, tenants, signal, time), IWebhookInbox
    where TContext : DbContext
{
    public async Task<InboxReceipt> StoreAsync(InboxMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        string tenant = Tenants.OfAccount(message.Key.Provider, message.Key.Account).Value;
        byte[] content = codec.Write(tenant, StoredRequest.From(message.Request), StorageJsonContext.Default.StoredRequest);
        long now = Time.GetUtcNow().UtcTicks;
        int stored = await Sessions.WriteAsync(
            context =>
            {
                string insert = $$"""
                    INSERT INTO {{Sql.Table<InboxRow>(context)}} ("Tenant", "Provider", "Account", "EventId", "Request", "Verification", "SignedAt", "CreatedAt", "DueAt", "State", "Attempts", "LeaseUntil")
                    VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, 0, 0, 0)
                    ON CONFLICT ("Tenant", "Provider", "Account", "EventId") DO NOTHING
                    """;
                return context.Database.ExecuteSqlRawAsync(
                    insert,
                    [
                        tenant, message.Key.Provider, message.Key.Account, message.Key.EventId, content, (int)message.Verification,
                        NullableTicks(message.SignedAt)!, message.ReceivedAt.UtcTicks, now,
                    ],
                    cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        if (stored == 0)
        {
            return await IsReplayedAsync(message, tenant, cancellationToken).ConfigureAwait(false) ? InboxReceipt.Replayed : InboxReceipt.Duplicate;
        }

        Signal.Raise();
        return InboxReceipt.Stored;
    }

    public async Task<bool> CompleteAsync(WorkLease<InboxMessage> lease, IReadOnlyList<CallUpdate> updates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(updates);
        string? callKey = updates.Count == 0 ? null : updates[0].Call.Value;
        bool held = await Sessions.WriteAsync(
            async context =>
            {
                if (!await SettleAsync(context, lease, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                await merger.MergeAsync(context, lease.Tenant.Value, updates, cancellationToken).ConfigureAwait(false);
                await context.Set<InboxRow>().Where(row => row.Id == lease.Id)
                    .ExecuteUpdateAsync(row => row.SetProperty(inbox => inbox.CallKey, callKey), cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        if (held && updates.Count > 0)
        {
            Signal.Raise();
        }

        return held;
    }

    protected override ValueTask<InboxMessage> ReadItemAsync(InboxRow row, CancellationToken cancellationToken) => ValueTask.FromResult(new InboxMessage
    {
        Key = new InboxKey(row.Provider, row.Account, row.EventId),
        Request = codec.Read(row.Tenant, row.Request, StorageJsonContext.Default.StoredRequest).ToRequest(),
        Verification = (WebhookVerification)row.Verification,
        SignedAt = row.SignedAt is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
        ReceivedAt = new DateTimeOffset(row.CreatedAt, TimeSpan.Zero),
    });

    private Task<bool> IsReplayedAsync(InboxMessage message, string tenant, CancellationToken cancellationToken)
    {
        if (message.RepeatHorizon is not { } horizon)
        {
            return Task.FromResult(false);
        }

        long oldest = (message.ReceivedAt - horizon).UtcTicks;
        InboxKey key = message.Key;
        return Sessions.ReadAsync(context => context.Set<InboxRow>().IgnoreQueryFilters().AnyAsync(
            row => row.Tenant == tenant && row.Provider == key.Provider && row.Account == key.Account && row.EventId == key.EventId && row.CreatedAt < oldest,
            cancellationToken));
    }

    // A null, not DBNull: Entity Framework has no mapping for the latter.
    private static long? NullableTicks(DateTimeOffset? time) => time?.UtcTicks;
}
