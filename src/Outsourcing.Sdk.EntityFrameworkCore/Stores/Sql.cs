using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>The statements that Entity Framework has no words for: insert unless there, and lease. Both databases share the syntax.</summary>
internal static class Sql
{
    private const string SqliteProvider = "Microsoft.EntityFrameworkCore.Sqlite";

    public static bool IsSqlite(DbContext context) => context.Database.ProviderName == SqliteProvider;

    public static string Table<TRow>(DbContext context)
    {
        IEntityType entity = context.Model.FindEntityType(typeof(TRow)) ?? throw new OutsourcingException(
            $"The model of {context.GetType().Name} lacks the tables of this SDK; call modelBuilder.ApplyOutsourcing(this) in OnModelCreating.");
        return context.GetService<ISqlGenerationHelper>().DelimitIdentifier(entity.GetTableName()!, entity.GetSchema());
    }

    /// <summary>Has SQLite take over its log, where what was overwritten still stands, and rewrite the file if told so.</summary>
    /// <remarks>Others that read are waited for, for 2 seconds; after that it is left to the next time, without an error.</remarks>
    public static Task CheckpointAsync(DbContext context, bool compact, CancellationToken cancellationToken) => !IsSqlite(context)
        ? Task.CompletedTask
        : context.Database.ExecuteSqlRawAsync(
            compact
                ? "PRAGMA busy_timeout = 2000; VACUUM; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = 0;"
                : "PRAGMA busy_timeout = 2000; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = 0;",
            cancellationToken);

    /// <summary>Leases due rows: {0} token, {1} until, {2} now, {3} by when a lease has to have ended, {4} limit.</summary>
    public static string Lease(DbContext context, string table, string condition = "")
    {
        // Rows that another worker is leasing at this moment are passed over, not waited for. SQLite has one writer, and no such words.
        string skip = IsSqlite(context) ? "" : "FOR UPDATE SKIP LOCKED";
        return $$"""
            WITH "due" AS MATERIALIZED (
                SELECT "w"."Id" FROM {{table}} AS "w"
                WHERE "w"."State" = 0 AND "w"."DueAt" <= {2} AND "w"."LeaseUntil" <= {3} {{condition}}
                ORDER BY "w"."DueAt", "w"."Id" LIMIT {4} {{skip}})
            UPDATE {{table}} SET "LeaseToken" = {0}, "LeaseUntil" = {1}, "Attempts" = "Attempts" + 1
            WHERE "Id" IN (SELECT "Id" FROM "due") RETURNING *
            """;
    }
}
