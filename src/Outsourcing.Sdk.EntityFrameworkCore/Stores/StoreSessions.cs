using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>Opens the app's context for one piece of work at a time.</summary>
internal sealed class StoreSessions<TContext>(IServiceScopeFactory scopes) : IDisposable
    where TContext : DbContext
{
    // SQLite has one writer. Waiting here is a queue; waiting inside SQLite is polling with long naps.
    private readonly SemaphoreSlim _sqliteWriter = new(1, 1);

    public void Dispose() => _sqliteWriter.Dispose();

    public AsyncServiceScope Open() => scopes.CreateAsyncScope();

    public static TContext Context(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<TContext>();

    public async Task<TResult> ReadAsync<TResult>(Func<TContext, Task<TResult>> read)
    {
        AsyncServiceScope scope = Open();
        await using (scope.ConfigureAwait(false))
        {
            return await read(Context(scope)).ConfigureAwait(false);
        }
    }

    /// <summary>Runs writes in one transaction, again from the start when the context's execution strategy says so.</summary>
    public async Task<TResult> WriteAsync<TResult>(Func<TContext, Task<TResult>> write, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = Open();
        await using (scope.ConfigureAwait(false))
        {
            TContext context = Context(scope);
            bool sqlite = Sql.IsSqlite(context);
            if (sqlite)
            {
                await _sqliteWriter.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            try
            {
                return await context.Database.CreateExecutionStrategy().ExecuteAsync(
                    async token =>
                    {
                        context.ChangeTracker.Clear();
                        var transaction = await context.Database.BeginTransactionAsync(token).ConfigureAwait(false);
                        await using (transaction.ConfigureAwait(false))
                        {
                            if (sqlite)
                            {
                                // Unless told otherwise it leaves what is deleted or moved in free pages, where erasing a caller later would not find it.
                                await context.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = ON;", token).ConfigureAwait(false);
                            }

                            TResult result = await write(context).ConfigureAwait(false);
                            await transaction.CommitAsync(token).ConfigureAwait(false);
                            return result;
                        }
                    },
                    cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                if (sqlite)
                {
                    _sqliteWriter.Release();
                }
            }
        }
    }
}
