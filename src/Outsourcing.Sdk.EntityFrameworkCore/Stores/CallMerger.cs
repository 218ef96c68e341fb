using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Outsourcing.Calls;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>Unites updates with what is stored of their calls, inside the caller's transaction.</summary>
internal sealed class CallMerger(ContentCodec codec, ErasedCalls erased, IEnumerable<CallRecordHandlerRegistration> handlers, TimeProvider time)
{
    // Bounds a statement's parameters and what is held in memory at once.
    private const int CallsAtOnce = 100;

    private readonly string[] _handlers = [.. handlers.Select(handler => handler.Name)];

    public static string Digest(string tenant, PhoneNumber number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{number.E164}")));

    /// <summary>Unites updates with their calls; all of a call are one change of it.</summary>
    public Task<MergeResult> MergeAsync(DbContext context, string tenant, IReadOnlyCollection<CallUpdate> updates, CancellationToken cancellationToken) =>
        MergeAsync(context, tenant, [updates], cancellationToken);

    /// <summary>Unites the updates of several pieces of work with their calls; each piece is a change of its own, in order.</summary>
    public async Task<MergeResult> MergeAsync(DbContext context, string tenant, IEnumerable<IReadOnlyCollection<CallUpdate>> pieces, CancellationToken cancellationToken)
    {
        // Always in one order, so that two transactions over the same calls wait for each other rather than for ever.
        SortedDictionary<string, List<CallHistory>> calls = new(StringComparer.Ordinal);
        foreach (IReadOnlyCollection<CallUpdate> piece in pieces)
        {
            foreach (IGrouping<string, CallUpdate> call in piece.GroupBy(update => update.Call.Value, StringComparer.Ordinal))
            {
                if (!calls.TryGetValue(call.Key, out List<CallHistory>? changes))
                {
                    calls.Add(call.Key, changes = []);
                }

                changes.Add(CallHistory.From(call));
            }
        }

        int added = 0;
        HashSet<string> gone = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, List<CallHistory>>[] some in calls.Chunk(CallsAtOnce))
        {
            added += await MergeCallsAsync(context, tenant, some, gone, cancellationToken).ConfigureAwait(false);
        }

        return new MergeResult(added, gone);
    }

    public async Task<List<CallUpdate>> ReadUpdatesAsync(DbContext context, string tenant, string callKey, int untilVersion, CancellationToken cancellationToken)
    {
        List<CallUpdateRow> rows = await context.Set<CallUpdateRow>().AsNoTracking()
            .Where(row => row.CallKey == callKey && row.Version <= untilVersion)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => Read(tenant, row))];
    }

    public CallUpdate Read(string tenant, CallUpdateRow row) => codec.Read(tenant, row.Content, OutsourcingJson.TypeInfo<CallUpdate>());

    private async Task<int> MergeCallsAsync(DbContext context, string tenant, KeyValuePair<string, List<CallHistory>>[] calls, HashSet<string> gone, CancellationToken cancellationToken)
    {
        long now = time.GetUtcNow().UtcTicks;
        Dictionary<string, CallRow> rows = await HoldAsync(context, tenant, calls, now, cancellationToken).ConfigureAwait(false);
        await DropErasedAsync(context, tenant, rows, gone, cancellationToken).ConfigureAwait(false);
        string[] old = [.. rows.Values.Where(row => row.Version > 0).Select(row => row.CallKey)];
        ILookup<string, CallUpdateRow> known = (old.Length == 0
            ? []
            : await context.Set<CallUpdateRow>().AsNoTracking().Where(row => old.Contains(row.CallKey)).ToListAsync(cancellationToken).ConfigureAwait(false))
            .ToLookup(row => row.CallKey, StringComparer.Ordinal);
        int added = 0;
        foreach ((string key, List<CallHistory> changes) in calls.Where(call => !gone.Contains(call.Key)))
        {
            CallHistory? history = known.Contains(key) ? CallHistory.From(known[key].Select(row => Read(tenant, row))) : null;
            added += Merge(context, tenant, rows[key], history, changes, now);
        }

        if (added > 0)
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        // What is saved need not be looked through again at the next calls.
        context.ChangeTracker.Clear();
        return added;
    }

    // Asked once the rows are held: what an erasure deletes it holds as well, so that one of the two waits for the other.
    private async Task DropErasedAsync(DbContext context, string tenant, Dictionary<string, CallRow> rows, HashSet<string> gone, CancellationToken cancellationToken)
    {
        HashSet<string> found = await erased.FindAsync(
            context, tenant, [.. rows.Values.Where(row => row.Version == 0).Select(row => row.CallKey)], cancellationToken).ConfigureAwait(false);
        if (found.Count > 0)
        {
            await context.Set<CallRow>().IgnoreQueryFilters().Where(row => row.Tenant == tenant && found.Contains(row.CallKey)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            gone.UnionWith(found);
        }
    }

    private int Merge(DbContext context, string tenant, CallRow row, CallHistory? history, List<CallHistory> changes, long now)
    {
        int before = history?.Updates.Count ?? 0;
        foreach (CallHistory change in changes)
        {
            CallHistory merged = history is null ? change : history.Merge(change);
            if (merged.Updates.Count == history?.Updates.Count)
            {
                continue;
            }

            HashSet<CallRevision> known = history is null ? [] : [.. history.Updates.Select(update => update.Revision)];
            row.Version++;
            foreach (CallUpdate update in merged.Updates.Where(update => !known.Contains(update.Revision)))
            {
                context.Add(new CallUpdateRow
                {
                    Tenant = tenant,
                    CallKey = row.CallKey,
                    At = update.Revision.At.UtcTicks,
                    Sequence = update.Revision.Sequence,
                    Origin = update.Revision.Origin,
                    Version = row.Version,
                    StoredAt = now,
                    Content = codec.Write(tenant, update, OutsourcingJson.TypeInfo<CallUpdate>()),
                });
            }

            foreach (string handler in _handlers)
            {
                context.Add(new DeliveryRow { Tenant = tenant, Handler = handler, CallKey = row.CallKey, Version = row.Version, DueAt = now, CreatedAt = now });
            }

            history = merged;
        }

        if (history is null || history.Updates.Count == before)
        {
            return 0;
        }

        CallRecord record = history.ToRecord();
        row.StartedAt = (record.StartedAt ?? history.Updates[0].Revision.At).UtcTicks;
        row.CallerDigest = record.Caller?.Number is { } number ? Digest(tenant, number) : null;
        row.Record = codec.Write(tenant, record, OutsourcingJson.TypeInfo<CallRecord>());
        return history.Updates.Count - before;
    }

    /// <summary>Holds the calls' rows until the transaction ends: one call is merged by one transaction at a time.</summary>
    private static async Task<Dictionary<string, CallRow>> HoldAsync(
        DbContext context, string tenant, KeyValuePair<string, List<CallHistory>>[] calls, long now, CancellationToken cancellationToken)
    {
        string table = Sql.Table<CallRow>(context);
        List<object> values = [tenant, now, Array.Empty<byte>()];
        StringBuilder hold = new($"""INSERT INTO {table} ("Tenant", "CallKey", "Provider", "Account", "Version", "StartedAt", "Record") VALUES """);
        foreach ((string key, List<CallHistory> changes) in calls)
        {
            int at = values.Count;
            hold.Append(CultureInfo.InvariantCulture, $"{(at == 3 ? "" : ", ")}({{0}}, {{{at}}}, {{{at + 1}}}, {{{at + 2}}}, 0, {{1}}, {{2}})");
            values.AddRange([key, changes[0].Id.Provider, changes[0].Id.Account]);
        }

        hold.Append(CultureInfo.InvariantCulture, $"""
             ON CONFLICT ("Tenant", "CallKey") DO UPDATE SET "Version" = {table}."Version" RETURNING *
            """);
        List<CallRow> rows = await context.Set<CallRow>().FromSqlRaw(hold.ToString(), [.. values]).IgnoreQueryFilters().ToListAsync(cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row.CallKey, StringComparer.Ordinal);
    }
}
