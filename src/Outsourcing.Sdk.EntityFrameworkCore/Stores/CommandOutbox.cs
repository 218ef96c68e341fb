using Microsoft.EntityFrameworkCore;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

internal sealed class CommandOutbox<TContext>(
    StoreSessions<TContext> sessions, ContentCodec codec, ITenantAccessor tenants, WorkSignal signal, TimeProvider time)
    : WorkStore<TContext, CommandRow, OutboxCommand>(sessions, tenants, signal, time), ICommandOutbox
    where TContext : DbContext
{
    public async Task<bool> EnqueueAsync(OutboxCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        bool added = await Sessions.WriteAsync(
            context => InsertAsync(context, TenantOfContext.Required(context), command, codec, Time.GetUtcNow(), cancellationToken), cancellationToken).ConfigureAwait(false);
        if (added)
        {
            Signal.Raise<OutboxCommand>();
        }

        return added;
    }

    public async Task<bool> BeginAsync(WorkLease<OutboxCommand> lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return await Sessions.WriteAsync(
            context => Held(context, lease.Id, lease.Token).ExecuteUpdateAsync(row => row.SetProperty(command => command.IsBegun, true), cancellationToken),
            cancellationToken).ConfigureAwait(false) == 1;
    }

    public async Task<bool> CompleteAsync(WorkLease<OutboxCommand> lease, string? result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        bool forgets = lease.Item.Name == RecordingErasure.CommandName;
        bool held = await Sessions.WriteAsync(
            async context =>
            {
                if (!await SettleAsync(context, [lease], cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                IQueryable<CommandRow> done = context.Set<CommandRow>().Where(row => row.Id == lease.Id);
                await done.ExecuteUpdateAsync(row => row.SetProperty(command => command.Result, result), cancellationToken).ConfigureAwait(false);
                if (forgets)
                {
                    // That a recording was deleted is known by the key; which one is nobody's business any more.
                    await done.ExecuteUpdateAsync(row => row.SetProperty(command => command.Payload, (byte[]?)null), cancellationToken).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
        if (forgets && held)
        {
            await Sessions.ReadAsync(async context =>
            {
                await Sql.CheckpointAsync(context, compact: false, cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        }

        return held;
    }

    public Task<OutboxResult?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return Sessions.ReadAsync(context => context.Set<CommandRow>().AsNoTracking().Where(row => row.Key == key)
            .Select(row => new OutboxResult { State = row.State, Result = row.Result, Reason = row.Reason }).SingleOrDefaultAsync(cancellationToken));
    }

    /// <summary>Inserts a command unless its key is there, inside the caller's transaction.</summary>
    internal static async Task<bool> InsertAsync(
        DbContext context, string tenant, OutboxCommand command, ContentCodec codec, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string insert = $$"""
            INSERT INTO {{Sql.Table<CommandRow>(context)}} ("Tenant", "Key", "Name", "Provider", "Account", "Payload", "IsBegun", "CreatedAt", "DueAt", "State", "Attempts", "LeaseUntil")
            VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {7}, 0, 0, 0)
            ON CONFLICT ("Tenant", "Key") DO NOTHING
            """;
        byte[] payload = codec.Write(tenant, command.Payload?.Value ?? "", StorageJsonContext.Default.String);
        return await context.Database.ExecuteSqlRawAsync(
            insert,
            [tenant, command.Key, command.Name, command.Provider.ToLowerInvariant(), command.Account.ToLowerInvariant(), payload, false, now.UtcTicks],
            cancellationToken).ConfigureAwait(false) == 1;
    }

    protected override ValueTask<Func<CommandRow, OutboxCommand>> OpenAsync(IReadOnlyList<CommandRow> rows, CancellationToken cancellationToken) => ValueTask.FromResult<Func<CommandRow, OutboxCommand>>(row => new OutboxCommand
    {
        Key = row.Key,
        Name = row.Name,
        Provider = row.Provider,
        Account = row.Account,
        Payload = row.Payload is null ? (PersonalText?)null : new PersonalText(codec.Read(row.Tenant, row.Payload, StorageJsonContext.Default.String)),
        IsBegun = row.IsBegun,
    });
}
