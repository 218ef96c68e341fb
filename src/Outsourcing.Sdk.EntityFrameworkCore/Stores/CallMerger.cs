using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Outsourcing.Calls;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>Unites updates with what is stored of their calls, inside the caller's transaction.</summary>
internal sealed class CallMerger(ContentCodec codec, IEnumerable<CallRecordHandlerRegistration> handlers, TimeProvider time)
{
    private readonly string[] _handlers = [.. handlers.Select(handler => handler.Name)];

    public static string Digest(string tenant, PhoneNumber number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{number.E164}")));

    public async Task<int> MergeAsync(DbContext context, string tenant, IReadOnlyCollection<CallUpdate> updates, CancellationToken cancellationToken)
    {
        int added = 0;

        // Always in one order, so that two transactions over the same calls wait for each other rather than for ever.
        foreach (IGrouping<string, CallUpdate> call in updates.GroupBy(update => update.Call.Value, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            added += await MergeCallAsync(context, tenant, CallHistory.From(call), cancellationToken).ConfigureAwait(false);
        }

        return added;
    }

    public async Task<List<CallUpdate>> ReadUpdatesAsync(DbContext context, string tenant, string callKey, int untilVersion, CancellationToken cancellationToken)
    {
        List<CallUpdateRow> rows = await context.Set<CallUpdateRow>().AsNoTracking()
            .Where(row => row.CallKey == callKey && row.Version <= untilVersion)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => codec.Read(tenant, row.Content, OutsourcingJson.TypeInfo<CallUpdate>()))];
    }

    private async Task<int> MergeCallAsync(DbContext context, string tenant, CallHistory incoming, CancellationToken cancellationToken)
    {
        long now = time.GetUtcNow().UtcTicks;
        string key = incoming.Id.Value;
        string table = Sql.Table<CallRow>(context);

        // Holds the call's row until the transaction ends: one call is merged by one transaction at a time.
        string hold = $$"""
            INSERT INTO {{table}} ("Tenant", "CallKey", "Provider", "Account", "Version", "StartedAt", "Record")
            VALUES ({0}, {1}, {2}, {3}, 0, {4}, {5})
            ON CONFLICT ("Tenant", "CallKey") DO UPDATE SET "Version" = {{table}}."Version"
            """;
        await context.Database.ExecuteSqlRawAsync(
            hold, [tenant, key, incoming.Id.Provider, incoming.Id.Account, now, Array.Empty<byte>()], cancellationToken).ConfigureAwait(false);
        CallRow row = await context.Set<CallRow>().SingleAsync(call => call.CallKey == key, cancellationToken).ConfigureAwait(false);
        List<CallUpdate> known = await ReadUpdatesAsync(context, tenant, key, int.MaxValue, cancellationToken).ConfigureAwait(false);
        CallHistory merged = known.Count == 0 ? incoming : CallHistory.From(known).Merge(incoming);
        if (merged.Updates.Count == known.Count)
        {
            return 0;
        }

        HashSet<CallRevision> before = [.. known.Select(update => update.Revision)];
        row.Version++;
        foreach (CallUpdate update in merged.Updates.Where(update => !before.Contains(update.Revision)))
        {
            context.Add(new CallUpdateRow
            {
                Tenant = tenant,
                CallKey = key,
                At = update.Revision.At.UtcTicks,
                Sequence = update.Revision.Sequence,
                Origin = update.Revision.Origin,
                Version = row.Version,
                StoredAt = now,
                Content = codec.Write(tenant, update, OutsourcingJson.TypeInfo<CallUpdate>()),
            });
        }

        CallRecord record = merged.ToRecord();
        row.StartedAt = (record.StartedAt ?? merged.Updates[0].Revision.At).UtcTicks;
        row.CallerDigest = record.Caller?.Number is { } number ? Digest(tenant, number) : null;
        row.Record = codec.Write(tenant, record, OutsourcingJson.TypeInfo<CallRecord>());
        foreach (string handler in _handlers)
        {
            context.Add(new DeliveryRow { Tenant = tenant, Handler = handler, CallKey = key, Version = row.Version, DueAt = now, CreatedAt = now });
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);

        // What is saved need not be looked through again at the next call: 450 calls in one transaction took 24 s with it.
        context.ChangeTracker.Clear();
        return merged.Updates.Count - known.Count;
    }
}
