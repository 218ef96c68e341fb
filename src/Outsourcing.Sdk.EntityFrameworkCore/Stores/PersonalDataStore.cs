using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Webhooks;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class PersonalDataStore<TContext>(StoreSessions<TContext> sessions, CallMerger merger, ContentCodec codec, WorkSignal signal, TimeProvider time) : IPersonalDataStore
    where TContext : DbContext
{
    public const string DeleteRecording = "delete-recording";

    public Task<PersonalDataExport> ExportAsync(PhoneNumber caller, CancellationToken cancellationToken = default) => sessions.ReadAsync(async context =>
    {
        List<CallUpdate> updates = [];
        foreach (string key in await CallKeysAsync(context, TenantOfContext.Required(context), caller, cancellationToken).ConfigureAwait(false))
        {
            updates.AddRange(await merger.ReadUpdatesAsync(context, TenantOfContext.Required(context), key, int.MaxValue, cancellationToken).ConfigureAwait(false));
        }

        return new PersonalDataExport { At = time.GetUtcNow(), Updates = updates };
    });

    public async Task<ErasureReceipt> EraseAsync(PhoneNumber caller, CancellationToken cancellationToken = default)
    {
        // SQLite leaves what was deleted in free pages unless told otherwise; the setting is the connection's, before the transaction.
        await sessions.WriteAsync(
            async context =>
            {
                await OverwriteAsync(context, cancellationToken).ConfigureAwait(false);
                return 0;
            },
            cancellationToken).ConfigureAwait(false);
        ErasureReceipt receipt = await sessions.WriteAsync(context => EraseAsync(context, caller, cancellationToken), cancellationToken).ConfigureAwait(false);
        signal.Raise();
        await sessions.ReadAsync(async context =>
        {
            if (Sql.IsSqlite(context))
            {
                await context.Database.ExecuteSqlRawAsync("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);", cancellationToken).ConfigureAwait(false);
            }

            return 0;
        }).ConfigureAwait(false);
        return receipt;
    }

    public Task<IReadOnlyList<ErasureReceipt>> ListErasuresAsync(CancellationToken cancellationToken = default) => sessions.ReadAsync<IReadOnlyList<ErasureReceipt>>(async context =>
        await context.Set<ErasureRow>().AsNoTracking().OrderByDescending(row => row.At).ThenByDescending(row => row.Id)
            .Select(row => new ErasureReceipt { At = new DateTimeOffset(row.At, TimeSpan.Zero), Calls = row.Calls, Webhooks = row.Webhooks, Recordings = row.Recordings })
            .ToListAsync(cancellationToken).ConfigureAwait(false));

    public Task<int> ApplyRetentionAsync(RetentionOptions retention, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retention);
        DateTimeOffset now = time.GetUtcNow();
        long raw = (now - retention.RawWebhooks).UtcTicks;
        long keys = (now - retention.WebhookKeys).UtcTicks;
        byte[] none = [];
        return sessions.WriteAsync(
            async context =>
            {
                IQueryable<InboxRow> webhooks = context.Set<InboxRow>().IgnoreQueryFilters().Where(row => row.State != WorkState.Pending);
                int changed = await webhooks.Where(row => row.CreatedAt < keys).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                changed += await webhooks.Where(row => row.CreatedAt < raw && row.Request != none)
                    .ExecuteUpdateAsync(row => row.SetProperty(inbox => inbox.Request, none), cancellationToken).ConfigureAwait(false);
                changed += await context.Set<DeliveryRow>().IgnoreQueryFilters().Where(row => row.State == WorkState.Done && row.SettledAt < raw)
                    .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                if (retention.Calls is { } calls)
                {
                    changed += await DeleteCallsBeforeAsync(context, (now - calls).UtcTicks, cancellationToken).ConfigureAwait(false);
                }

                return changed;
            },
            cancellationToken);
    }

    private static async Task<int> DeleteCallsBeforeAsync(TContext context, long before, CancellationToken cancellationToken)
    {
        IQueryable<CallRow> old = context.Set<CallRow>().IgnoreQueryFilters().Where(row => row.StartedAt < before);
        await context.Set<CallUpdateRow>().IgnoreQueryFilters()
            .Where(update => old.Any(call => call.Tenant == update.Tenant && call.CallKey == update.CallKey)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await context.Set<DeliveryRow>().IgnoreQueryFilters()
            .Where(delivery => old.Any(call => call.Tenant == delivery.Tenant && call.CallKey == delivery.CallKey)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        return await old.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task OverwriteAsync(TContext context, CancellationToken cancellationToken)
    {
        if (Sql.IsSqlite(context))
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = ON;", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<List<string>> CallKeysAsync(TContext context, string tenant, PhoneNumber caller, CancellationToken cancellationToken)
    {
        string digest = CallMerger.Digest(tenant, caller);
        return await context.Set<CallRow>().Where(row => row.CallerDigest == digest).Select(row => row.CallKey).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    private static bool Mentions(byte[] content, ReadOnlySpan<byte> digits) => content.AsSpan().IndexOf(digits) >= 0;

    private async Task<ErasureReceipt> EraseAsync(TContext context, PhoneNumber caller, CancellationToken cancellationToken)
    {
        string tenant = TenantOfContext.Required(context);
        List<string> keys = await CallKeysAsync(context, tenant, caller, cancellationToken).ConfigureAwait(false);
        int recordings = 0;
        foreach (string key in keys)
        {
            List<CallUpdate> updates = await merger.ReadUpdatesAsync(context, tenant, key, int.MaxValue, cancellationToken).ConfigureAwait(false);
            foreach (string id in updates.Select(update => update.Recording?.Id).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                OutboxCommand delete = new()
                {
                    Key = $"{DeleteRecording}/{updates[0].Call.Provider}/{updates[0].Call.Account}/{id}",
                    Name = DeleteRecording,
                    Provider = updates[0].Call.Provider,
                    Account = updates[0].Call.Account,
                    Payload = id,
                };
                recordings += await CommandOutbox<TContext>.InsertAsync(context, tenant, delete, codec, time.GetUtcNow(), cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }

            await context.Set<CallUpdateRow>().Where(row => row.CallKey == key).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            await context.Set<DeliveryRow>().Where(row => row.CallKey == key).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            await context.Set<CallRow>().Where(row => row.CallKey == key).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }

        await EmptyCommandsAsync(context, tenant, caller, cancellationToken).ConfigureAwait(false);
        int webhooks = await EmptyWebhooksAsync(context, tenant, keys, caller, cancellationToken).ConfigureAwait(false);
        ErasureReceipt receipt = new() { At = time.GetUtcNow(), Calls = keys.Count, Webhooks = webhooks, Recordings = recordings };
        context.Add(new ErasureRow { Tenant = tenant, At = receipt.At.UtcTicks, Calls = receipt.Calls, Webhooks = receipt.Webhooks, Recordings = receipt.Recordings });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return receipt;
    }

    // Webhooks of the person's calls, and any other that mentions the number: not yet worked on, given up, or about a call that somebody else made.
    private async Task<int> EmptyWebhooksAsync(TContext context, string tenant, List<string> keys, PhoneNumber caller, CancellationToken cancellationToken)
    {
        byte[] none = [];
        byte[] digits = Encoding.ASCII.GetBytes(caller.E164[1..]);
        List<long> found = [];
        await foreach (InboxRow row in context.Set<InboxRow>().AsNoTracking().Where(row => row.Request != none).AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if ((row.CallKey is not null && keys.Contains(row.CallKey)) || IsAbout(tenant, row, digits))
            {
                found.Add(row.Id);
            }
        }

        foreach (long[] chunk in found.Chunk(500))
        {
            long now = time.GetUtcNow().UtcTicks;
            await context.Set<InboxRow>().Where(row => chunk.Contains(row.Id)).ExecuteUpdateAsync(
                row => row
                    .SetProperty(inbox => inbox.Request, none)
                    .SetProperty(inbox => inbox.State, WorkState.Done)
                    .SetProperty(inbox => inbox.LeaseToken, (Guid?)null)
                    .SetProperty(inbox => inbox.SettledAt, now),
                cancellationToken).ConfigureAwait(false);
        }

        return found.Count;
    }

    // Commands that mention the number, sent or not: nothing is sent any more to somebody who is to be forgotten.
    private async Task EmptyCommandsAsync(TContext context, string tenant, PhoneNumber caller, CancellationToken cancellationToken)
    {
        string digits = caller.E164[1..];
        List<long> found = [];
        await foreach (CommandRow row in context.Set<CommandRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (IsAbout(tenant, row, digits))
            {
                found.Add(row.Id);
            }
        }

        foreach (long[] chunk in found.Chunk(500))
        {
            long now = time.GetUtcNow().UtcTicks;
            byte[] nothing = codec.Write(tenant, "", StorageJsonContext.Default.String);
            IQueryable<CommandRow> rows = context.Set<CommandRow>().Where(row => chunk.Contains(row.Id));
            await rows.Where(row => row.State != WorkState.Done).ExecuteUpdateAsync(
                row => row
                    .SetProperty(command => command.Reason, "A person it mentions was erased.")
                    .SetProperty(command => command.State, WorkState.Done)
                    .SetProperty(command => command.LeaseToken, (Guid?)null)
                    .SetProperty(command => command.SettledAt, now),
                cancellationToken).ConfigureAwait(false);
            await rows.ExecuteUpdateAsync(
                row => row.SetProperty(command => command.Payload, nothing).SetProperty(command => command.Result, (string?)null),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsAbout(string tenant, CommandRow row, string digits)
    {
        try
        {
            return (row.Payload is not null && codec.Read(tenant, row.Payload, StorageJsonContext.Default.String).Contains(digits, StringComparison.Ordinal))
                || row.Result?.Contains(digits, StringComparison.Ordinal) == true;
        }
        catch (Exception unreadable) when (unreadable is not DbException)
        {
            return true;
        }
    }

    private bool IsAbout(string tenant, InboxRow row, byte[] digits)
    {
        try
        {
            WebhookRequest request = codec.Read(tenant, row.Request, StorageJsonContext.Default.StoredRequest).ToRequest();
            return Mentions(request.Body.ToArray(), digits) || Mentions(Encoding.UTF8.GetBytes(request.Url), digits);
        }
        catch (Exception unreadable) when (unreadable is not DbException)
        {
            // What cannot be read cannot be cleared of the suspicion.
            return true;
        }
    }
}
