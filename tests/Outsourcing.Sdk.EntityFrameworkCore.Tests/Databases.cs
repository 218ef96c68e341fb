namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>The databases the storage contract is held on.</summary>
public static class Databases
{
    public const string Sqlite = "sqlite";
    public const string PostgreSql = "postgresql";

    /// <summary>SQLite always; PostgreSQL where a server is to be had (the one fact that names it skips with the reason where not).</summary>
    public static TheoryData<string> All => PostgresServer.Missing is null ? [Sqlite, PostgreSql] : [Sqlite];
}

/// <summary>Skips with the reason when no PostgreSQL server is to be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
