using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

/// <content>Removes what is older than its retention, piece by piece: no transaction is long, and one that is broken off costs its piece only.</content>
internal sealed partial class PersonalDataStore<TContext>
{
    private const int RowsAtOnce = 2_000;
    private const int CallsAtOnce = 100;

    public async Task<int> ApplyRetentionAsync(RetentionOptions retention, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retention);
        int changed = 0;
        string[] apart = [.. retention.OfTenants().Keys.Select(tenant => tenant.Value)];
        changed += await ApplyAsync(retention, new Whose(null, apart), cancellationToken).ConfigureAwait(false);
        foreach ((TenantId tenant, RetentionOptions own) in retention.OfTenants())
        {
            changed += await ApplyAsync(own, new Whose(tenant.Value, []), cancellationToken).ConfigureAwait(false);
        }

        if (changed > 0)
        {
            await sessions.ReadAsync(async context =>
            {
                await Sql.CheckpointAsync(context, compact: false, cancellationToken).ConfigureAwait(false);
                return 0;
            }).ConfigureAwait(false);
        }

        return changed;
    }

    private async Task<int> ApplyAsync(RetentionOptions retention, Whose whose, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        long raw = (now - retention.RawWebhooks).UtcTicks;
        long keys = (now - retention.WebhookKeys).UtcTicks;
        long commands = (now - retention.Commands).UtcTicks;
        long tombstones = (now - (retention.ErasedCalls > retention.WebhookKeys ? retention.ErasedCalls : retention.WebhookKeys)).UtcTicks;
        int changed = retention.Calls is { } calls ? await RemoveOldCallsAsync((now - calls).UtcTicks, whose, cancellationToken).ConfigureAwait(false) : 0;
        changed += await PiecesAsync<InboxRow>(
            whose, row => row.State != WorkState.Pending && row.CreatedAt < keys, rows => rows.ExecuteDeleteAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        changed += await PiecesAsync<InboxRow>(
            whose,
            row => row.State != WorkState.Pending && row.CreatedAt < raw && row.Request != None,
            rows => rows.ExecuteUpdateAsync(row => row.SetProperty(inbox => inbox.Request, None).SetProperty(inbox => inbox.Reason, (string?)null), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        changed += await PiecesAsync<DeliveryRow>(
            whose, row => row.State == WorkState.Done && row.SettledAt < raw, rows => rows.ExecuteDeleteAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        changed += await PiecesAsync<CommandRow>(
            whose,
            row => row.State == WorkState.Done && row.SettledAt < commands && row.Payload != null,
            rows => rows.ExecuteUpdateAsync(row => row.SetProperty(command => command.Payload, (byte[]?)null), cancellationToken),
            cancellationToken).ConfigureAwait(false);

        // The runs of retention itself are known by the keys of theirs that could still be ordered.
        changed += await PiecesAsync<CommandRow>(
            whose,
            row => row.Name == RetentionSchedule.CommandName && row.State == WorkState.Done && row.SettledAt < commands,
            rows => rows.ExecuteDeleteAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return changed + await sessions.WriteAsync(
            context => whose.Of(context.Set<ErasedCallRow>()).Where(row => row.ErasedAt < tombstones).ExecuteDeleteAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> PiecesAsync<TRow>(Whose whose, Expression<Func<TRow, bool>> old, Func<IQueryable<TRow>, Task<int>> change, CancellationToken cancellationToken)
        where TRow : WorkRow
    {
        int changed = 0;
        int piece;
        do
        {
            piece = await sessions.WriteAsync(
                async context =>
                {
                    long[] ids = await whose.Of(context.Set<TRow>()).Where(old).OrderBy(row => row.Id).Select(row => row.Id).Take(RowsAtOnce).ToArrayAsync(cancellationToken).ConfigureAwait(false);
                    return ids.Length == 0 ? 0 : await change(context.Set<TRow>().IgnoreQueryFilters().Where(row => ids.Contains(row.Id)).Where(old)).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            changed += piece;
        }
        while (piece > 0);
        return changed;
    }

    private async Task<int> RemoveOldCallsAsync(long before, Whose whose, CancellationToken cancellationToken)
    {
        int changed = 0;
        List<string> owners = await sessions.ReadAsync(context => whose.Of(context.Set<CallRow>()).Where(row => row.StartedAt < before).Select(row => row.Tenant).Distinct().ToListAsync(cancellationToken)).ConfigureAwait(false);
        foreach (string owner in owners)
        {
            using IDisposable tenant = tenants.Use(TenantId.From(owner));
            long? erasure = null;
            int piece;
            do
            {
                (piece, erasure) = await sessions.WriteAsync(context => RemoveOldCallsAsync(context, owner, before, erasure, cancellationToken), cancellationToken).ConfigureAwait(false);
                changed += piece;
            }
            while (piece > 0);
        }

        if (changed > 0)
        {
            signal.Raise<OutboxCommand>();
        }

        return changed;
    }

    // One entry of the trail for what a run removes of a tenant.
    private async Task<(int Calls, long? Erasure)> RemoveOldCallsAsync(TContext context, string tenant, long before, long? erasure, CancellationToken cancellationToken)
    {
        string[] calls = await context.Set<CallRow>().AsNoTracking().Where(row => row.StartedAt < before)
            .OrderBy(row => row.StartedAt).ThenBy(row => row.CallKey).Select(row => row.CallKey).Take(CallsAtOnce).ToArrayAsync(cancellationToken).ConfigureAwait(false);
        if (calls.Length == 0)
        {
            return (0, erasure);
        }

        ErasureRow row = erasure is { } id
            ? await context.Set<ErasureRow>().SingleAsync(one => one.Id == id, cancellationToken).ConfigureAwait(false)
            : await NewErasureAsync(context, tenant, ErasureCause.Retention, cancellationToken).ConfigureAwait(false);
        Array.Sort(calls, StringComparer.Ordinal);
        (int removed, int recordings) = await RemoveCallsAsync(context, tenant, row.Id, calls, null, cancellationToken).ConfigureAwait(false);
        row.Calls += removed;
        row.Recordings += recordings;
        row.Webhooks += await context.Set<InboxRow>()
            .Where(webhook => webhook.State != WorkState.Pending && webhook.CallKey != null && calls.Contains(webhook.CallKey) && webhook.Request != None)
            .ExecuteUpdateAsync(webhook => webhook.SetProperty(inbox => inbox.Request, None), cancellationToken).ConfigureAwait(false);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return (removed, row.Id);
    }

    /// <summary>The rows of one tenant, or of all but some.</summary>
    private sealed record Whose(string? Tenant, string[] Except)
    {
        public IQueryable<TRow> Of<TRow>(IQueryable<TRow> rows)
            where TRow : TenantRow
        {
            string[] except = Except;
            return Tenant is { } one
                ? rows.IgnoreQueryFilters().Where(row => row.Tenant == one)
                : except.Length == 0 ? rows.IgnoreQueryFilters() : rows.IgnoreQueryFilters().Where(row => !except.Contains(row.Tenant));
        }
    }
}
