using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
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

    public async Task<IReadOnlyList<WorkLease<InboxMessage>>> LeaseAsync(
        IReadOnlyCollection<(string Provider, string Account)> accounts, int limit, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        if (accounts.Count == 0)
        {
            return [];
        }

        // By the columns as they are: of an expression PostgreSQL does not know that nearly all rows fulfil it, and would rather sort all that
        // is pending, and what lately was, than take the first by the index.
        List<object> values = [];
        string[] known = [.. accounts.GroupBy(account => account.Provider, StringComparer.Ordinal).Select(provider =>
            $"""("w"."Provider" = {Value(provider.Key)} AND "w"."Account" IN ({string.Join(", ", provider.Select(account => Value(account.Account)))}))""")];
        return await LeaseAsync(
            context => Sql.Lease(context, Sql.Table<InboxRow>(context), $"AND ({string.Join(" OR ", known)})"), values, limit, duration, cancellationToken).ConfigureAwait(false);

        string Value(string value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"{{{values.Count + 4}}}");
        }
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
        HashSet<string> stored = await Sessions.WriteAsync(context => InsertAsync(context, arrivals), CancellationToken.None).ConfigureAwait(false);
        if (stored.Count > 0)
        {
            Signal.Raise<InboxMessage>();
        }

        // Of the same event twice in one group, the first is the one that was stored.
        return [.. arrivals.Select(arrival => stored.Remove(arrival.Key))];
    }

    private async Task<HashSet<string>> InsertAsync(TContext context, IReadOnlyList<Arrival> arrivals)
    {
        const string Separator = Arrival.Separator;
        List<object> values = [Time.GetUtcNow().UtcTicks];
        StringBuilder insert = new($"""INSERT INTO {Sql.Table<InboxRow>(context)} ("Tenant", "Provider", "Account", "EventId", "Request", "Verification", "SignedAt", "CreatedAt", "DueAt", "State", "Attempts", "LeaseUntil") VALUES """);
        foreach (Arrival arrival in arrivals)
        {
            // The text depends on how many there are and on nothing else, so that it is prepared once for each number: a time that was not signed is -1.
            int at = values.Count;
            insert.Append(CultureInfo.InvariantCulture, $"{(at == 1 ? "" : ", ")}({{{at}}}, {{{at + 1}}}, {{{at + 2}}}, {{{at + 3}}}, {{{at + 4}}}, {{{at + 5}}}, NULLIF({{{at + 6}}}, -1), {{{at + 7}}}, {{0}}, 0, 0, 0)");
            InboxMessage message = arrival.Message;
            values.AddRange(
            [
                arrival.Tenant, message.Key.Provider, message.Key.Account, message.Key.EventId, arrival.Content, (int)message.Verification,
                message.SignedAt?.UtcTicks ?? -1L, message.ReceivedAt.UtcTicks,
            ]);
        }

        insert.Append(CultureInfo.InvariantCulture, $"""
             ON CONFLICT ("Tenant", "Provider", "Account", "EventId") DO NOTHING
            RETURNING "Tenant" || '{Separator}' || "Provider" || '{Separator}' || "Account" || '{Separator}' || "EventId" AS "Value"
            """);
        return [.. await context.Database.SqlQueryRaw<string>(insert.ToString(), [.. values]).ToListAsync(CancellationToken.None).ConfigureAwait(false)];
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
                    MergeResult merged = await _merger.MergeAsync(context, owned.Key.Value, owned.Select(completion => completion.Updates), CancellationToken.None).ConfigureAwait(false);
                    await EmptyAsync(context, owned, merged.Erased).ConfigureAwait(false);
                }

                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        if (held && completions.Any(completion => completion.Updates.Count > 0))
        {
            Signal.Raise<CallRecordDelivery>();
        }

        return [.. completions.Select(_ => held)];
    }

    // What comes late of an erased call is not kept as it came either.
    private static async Task EmptyAsync(TContext context, IEnumerable<Completion> completions, IReadOnlySet<string> erased)
    {
        if (erased.Count > 0)
        {
            byte[] none = [];
            long[] ids = [.. completions.Where(completion => completion.Updates.Any(update => erased.Contains(update.Call.Value))).Select(completion => completion.Lease.Id)];
            await context.Set<InboxRow>().IgnoreQueryFilters().Where(row => ids.Contains(row.Id))
                .ExecuteUpdateAsync(row => row.SetProperty(inbox => inbox.Request, none), CancellationToken.None).ConfigureAwait(false);
        }
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

    private sealed record Arrival(string Tenant, InboxMessage Message, byte[] Content)
    {
        // In no name that an app gives: the event's id, which is a stranger's, stands last.
        public const string Separator = "\n";

        public string Key => $"{Tenant}{Separator}{Message.Key.Provider}{Separator}{Message.Key.Account}{Separator}{Message.Key.EventId}";
    }

    private sealed record Completion(WorkLease<InboxMessage> Lease, IReadOnlyList<CallUpdate> Updates);
}
