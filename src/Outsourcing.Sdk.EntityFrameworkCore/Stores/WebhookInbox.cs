using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Outsourcing.Calls;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class WebhookInbox<TContext> : WorkStore<TContext, InboxRow, InboxMessage>, IWebhookInbox
    where TContext : DbContext
{
    // A commit costs what a disk takes to say that it wrote, whether for one webhook or for many.
    private const int StoredAtOnce = 200;
    private const int CompletedAtOnce = 100;

    private readonly CallMerger _merger;
    private readonly ContentCodec _codec;
    private readonly GroupCommit<Arrival, bool> _arrivals;
    private readonly GroupCommit<Completion, bool> _completions;

    public WebhookInbox(StoreSessions<TContext> sessions, CallMerger merger, ContentCodec codec, ITenantAccessor tenants, WorkSignal signal, TimeProvider time)
        : base(sessions, tenants, signal, time)
    {
        _merger = merger;
        _codec = codec;
        _arrivals = new GroupCommit<Arrival, bool>(StoredAtOnce, StoreAsync);
        _completions = new GroupCommit<Completion, bool>(CompletedAtOnce, CompleteAsync);
    }

    public async Task<InboxReceipt> StoreAsync(InboxMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        string tenant = Tenants.OfAccount(message.Key.Provider, message.Key.Account).Value;
        byte[] content = _codec.Write(tenant, StoredRequest.From(message.Request), StorageJsonContext.Default.StoredRequest);
        if (!await _arrivals.AddAsync(new Arrival(tenant, message, content), cancellationToken).ConfigureAwait(false))
        {
            return await IsReplayedAsync(message, tenant, cancellationToken).ConfigureAwait(false) ? InboxReceipt.Replayed : InboxReceipt.Duplicate;
        }

        return InboxReceipt.Stored;
    }

    public Task<bool> CompleteAsync(WorkLease<InboxMessage> lease, IReadOnlyList<CallUpdate> updates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(updates);
        return _completions.AddAsync(new Completion(lease, updates), cancellationToken);
    }

    protected override ValueTask<Func<InboxRow, InboxMessage>> OpenAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken) => ValueTask.FromResult<Func<InboxRow, InboxMessage>>(row => new InboxMessage
    {
        Key = new InboxKey(row.Provider, row.Account, row.EventId),
        Request = _codec.Read(row.Tenant, row.Request, StorageJsonContext.Default.StoredRequest).ToRequest(),
        Verification = (WebhookVerification)row.Verification,
        SignedAt = row.SignedAt is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
        ReceivedAt = new DateTimeOffset(row.CreatedAt, TimeSpan.Zero),
    });

    private async Task<IReadOnlyList<bool>> StoreAsync(IReadOnlyList<Arrival> arrivals)
    {
        HashSet<(string Tenant, string Provider, string Account, string EventId)> stored = await Sessions.WriteAsync(
            context => InsertAsync(context, arrivals), CancellationToken.None).ConfigureAwait(false);
        if (stored.Count > 0)
        {
            Signal.Raise();
        }

        // Of the same event twice in one group, the first is the one that was stored.
        return [.. arrivals.Select(arrival => stored.Remove((arrival.Tenant, arrival.Message.Key.Provider, arrival.Message.Key.Account, arrival.Message.Key.EventId)))];
    }

    private async Task<HashSet<(string Tenant, string Provider, string Account, string EventId)>> InsertAsync(TContext context, IReadOnlyList<Arrival> arrivals)
    {
        // Not by Entity Framework: it has no words for what came back of a row that was there before.
        DbCommand insert = context.Database.GetDbConnection().CreateCommand();
        await using (insert.ConfigureAwait(false))
        {
            insert.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
            insert.CommandTimeout = context.Database.GetCommandTimeout() ?? insert.CommandTimeout;
            StringBuilder text = new($"""INSERT INTO {Sql.Table<InboxRow>(context)} ("Tenant", "Provider", "Account", "EventId", "Request", "Verification", "SignedAt", "CreatedAt", "DueAt", "State", "Attempts", "LeaseUntil") VALUES """);
            Add(DbType.Int64, Time.GetUtcNow().UtcTicks);
            foreach (Arrival arrival in arrivals)
            {
                int at = insert.Parameters.Count;
                text.Append(CultureInfo.InvariantCulture, $"{(at == 1 ? "" : ", ")}(@p{at}, @p{at + 1}, @p{at + 2}, @p{at + 3}, @p{at + 4}, @p{at + 5}, @p{at + 6}, @p{at + 7}, @p0, 0, 0, 0)");
                InboxMessage message = arrival.Message;
                Add(DbType.String, arrival.Tenant);
                Add(DbType.String, message.Key.Provider);
                Add(DbType.String, message.Key.Account);
                Add(DbType.String, message.Key.EventId);
                Add(DbType.Binary, arrival.Content);
                Add(DbType.Int32, (int)message.Verification);
                Add(DbType.Int64, message.SignedAt is { } signed ? signed.UtcTicks : DBNull.Value);
                Add(DbType.Int64, message.ReceivedAt.UtcTicks);
            }

#pragma warning disable CA2100 // Only the table's name, quoted, and numbered parameters stand in it.
            insert.CommandText = text.Append("""
                 ON CONFLICT ("Tenant", "Provider", "Account", "EventId") DO NOTHING RETURNING "Tenant", "Provider", "Account", "EventId"
                """).ToString();
#pragma warning restore CA2100
            HashSet<(string, string, string, string)> stored = [];
            DbDataReader reader = await insert.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false))
                {
                    stored.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
                }
            }

            return stored;
        }

        void Add(DbType type, object value)
        {
            DbParameter parameter = insert.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{insert.Parameters.Count}");
            parameter.DbType = type;
            parameter.Value = value;
            insert.Parameters.Add(parameter);
        }
    }

    private async Task<IReadOnlyList<bool>> CompleteAsync(IReadOnlyList<Completion> completions)
    {
        bool held = await Sessions.WriteAsync(
            async context =>
            {
                if (!await SettleAsync(context, [.. completions.Select(completion => completion.Lease)], CancellationToken.None).ConfigureAwait(false))
                {
                    return false;
                }

                foreach (IGrouping<TenantId, Completion> owned in completions.GroupBy(completion => completion.Lease.Tenant).OrderBy(group => group.Key.Value, StringComparer.Ordinal))
                {
                    using IDisposable tenant = Tenants.Use(owned.Key);
                    await SayCallsAsync(context, owned).ConfigureAwait(false);
                    await _merger.MergeAsync(context, owned.Key.Value, owned.Select(completion => completion.Updates), CancellationToken.None).ConfigureAwait(false);
                }

                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        if (held && completions.Any(completion => completion.Updates.Count > 0))
        {
            Signal.Raise();
        }

        return [.. completions.Select(_ => held)];
    }

    // Erasure finds a webhook by its call.
    private static async Task SayCallsAsync(TContext context, IEnumerable<Completion> completions)
    {
        foreach (IGrouping<string, Completion> call in completions.Where(completion => completion.Updates.Count > 0).GroupBy(completion => completion.Updates[0].Call.Value, StringComparer.Ordinal))
        {
            long[] ids = [.. call.Select(completion => completion.Lease.Id)];

            // By nothing but the ids, which are this transaction's own: with the tenant SQLite looks through all of the tenant's webhooks.
            await context.Set<InboxRow>().IgnoreQueryFilters().Where(row => ids.Contains(row.Id))
                .ExecuteUpdateAsync(row => row.SetProperty(inbox => inbox.CallKey, call.Key), CancellationToken.None).ConfigureAwait(false);
        }
    }

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

    private sealed record Arrival(string Tenant, InboxMessage Message, byte[] Content);

    private sealed record Completion(WorkLease<InboxMessage> Lease, IReadOnlyList<CallUpdate> Updates);
}
