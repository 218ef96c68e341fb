using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>Makes this SDK's tables in a database that may hold an app's own, for apps without migrations.</summary>
/// <remarks>
/// An app that has migrations needs none of this: <c>dotnet ef migrations add</c> takes up the tables with the rest of its model, and later
/// changes of them as well. Here tables are made, and never altered.
/// </remarks>
public static class OutsourcingSchema
{
    // Any number will do that no other code of the database locks by.
    private const long SchemaLock = 0x6F75_7473_6F75_7263;

    /// <summary>Writes the statements that make this SDK's tables and indexes, and nothing else of the context's model.</summary>
    /// <param name="context">A context whose model calls <c>ApplyOutsourcing(this)</c>; its database provider decides on the dialect. No connection is opened.</param>
    /// <returns>The statements, to be reviewed and run on a database without these tables.</returns>
    /// <exception cref="OutsourcingException">The context's model lacks the tables.</exception>
    public static string Script(DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return string.Join('\n', Commands(context, Operations(context)).Select(static command => command.CommandText.TrimEnd()));
    }

    /// <summary>Makes those of this SDK's tables that are missing. Several hosts may do so at once.</summary>
    /// <param name="context">A context whose model calls <c>ApplyOutsourcing(this)</c>, over an existing database, empty or not.</param>
    /// <param name="cancellationToken">Cancels it; then nothing is made.</param>
    /// <returns>How many tables were made.</returns>
    /// <exception cref="OutsourcingException">The context's model lacks the tables.</exception>
    public static Task<int> CreateMissingTablesAsync(DbContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<MigrationOperation> operations = Operations(context);
        return context.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(token).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    // SQLite lets one writer begin; PostgreSQL would let two make the same table, and fail one of them.
                    if (!Sql.IsSqlite(context))
                    {
                        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({SchemaLock})", token).ConfigureAwait(false);
                    }

                    HashSet<string> missing = [];
                    foreach (CreateTableOperation table in operations.OfType<CreateTableOperation>())
                    {
                        if (!await ExistsAsync(context, table, token).ConfigureAwait(false))
                        {
                            missing.Add(table.Name);
                        }
                    }

                    IRelationalConnection connection = context.GetService<IRelationalConnection>();
                    foreach (MigrationCommand command in Commands(context, [.. operations.Where(operation => missing.Contains(TableOf(operation)!))]))
                    {
                        await command.ExecuteNonQueryAsync(connection, cancellationToken: token).ConfigureAwait(false);
                    }

                    await transaction.CommitAsync(token).ConfigureAwait(false);
                    return missing.Count;
                }
            },
            cancellationToken);
    }

    private static List<MigrationOperation> Operations(DbContext context)
    {
        IModel model = context.GetService<IDesignTimeModel>().Model;
        HashSet<string> own = [.. model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(TenantRow))).Select(type => type.GetTableName()!)];
        if (own.Count == 0)
        {
            // Says what is missing in the model.
            _ = Sql.Table<InboxRow>(context);
        }

        return [.. context.GetService<IMigrationsModelDiffer>().GetDifferences(null, model.GetRelationalModel()).Where(operation => TableOf(operation) is { } table && own.Contains(table))];
    }

    private static IReadOnlyList<MigrationCommand> Commands(DbContext context, List<MigrationOperation> operations) =>
        operations.Count == 0 ? [] : context.GetService<IMigrationsSqlGenerator>().Generate(operations, context.GetService<IDesignTimeModel>().Model);

    private static string? TableOf(MigrationOperation operation) => operation switch
    {
        CreateTableOperation table => table.Name,
        CreateIndexOperation index => index.Table,
        _ => null,
    };

    private static async Task<bool> ExistsAsync(DbContext context, CreateTableOperation table, CancellationToken cancellationToken)
    {
        IQueryable<long> found = Sql.IsSqlite(context)
            ? context.Database.SqlQuery<long>($"""SELECT COUNT(*) AS "Value" FROM sqlite_master WHERE type = 'table' AND name = {table.Name}""")
            : context.Database.SqlQuery<long>($"""SELECT COUNT(*) AS "Value" FROM information_schema.tables WHERE table_name = {table.Name} AND table_schema = COALESCE({table.Schema}, current_schema())""");
        return (await found.ToListAsync(cancellationToken).ConfigureAwait(false))[0] > 0;
    }
}
