using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>How the tables come into a database, empty or an app's own, on every database.</summary>
public sealed class SchemaContractTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Script_RunOnAnEmptyDatabase_MakesWhatTheModelAsksFor(string database)
    {
        await using Place place = await Place.NewAsync(database);
        await using (CrmContext context = new(place.Options<CrmContext>()))
        {
            string script = OutsourcingSchema.Script(context);
            script.ShouldNotContain("contacts");
            await RunAsync(context, script);
        }

        await StoresWorkAsync(place);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task MissingTables_InAnAppsDatabase_AreMadeOnceAndItsRowsStay(string database)
    {
        await using Place place = await Place.NewAsync(database);
        await using (CrmBefore before = new(place.Options<CrmBefore>()))
        {
            await before.Database.EnsureCreatedAsync();
            before.Add(new Contact { Name = "Ana" });
            await before.SaveChangesAsync();
        }

        // Hosts that start at the same moment.
        int[] made = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            await using CrmContext context = new(place.Options<CrmContext>());
            return await OutsourcingSchema.CreateMissingTablesAsync(context);
        }));

        made.Order().ShouldBe([0, 0, 12]);
        await using CrmContext after = new(place.Options<CrmContext>());
        (await after.Set<Contact>().SingleAsync()).Name.ShouldBe("Ana");
        await StoresWorkAsync(place);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task MissingTables_WhereSomeAreThere_AreTheOthersOnly(string database)
    {
        await using Place place = await Place.NewAsync(database);
        await using CrmContext context = new(place.Options<CrmContext>());
        await OutsourcingSchema.CreateMissingTablesAsync(context);
        await RunAsync(context, "DROP TABLE outsourcing_verdicts");

        (await OutsourcingSchema.CreateMissingTablesAsync(context)).ShouldBe(1);

        await StoresWorkAsync(place);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Migrations_OfAnAppsContext_ApplyFromEmptyAndOnTopOfItsTables(string database)
    {
        await using Place place = await Place.NewAsync(database);
        await using (CrmContext context = new(place.Options<CrmContext>()))
        {
            await context.GetService<IMigrator>().MigrateAsync("20260301000000_Contacts");
            context.Add(new Contact { Name = "Ana" });
            await context.SaveChangesAsync();
            await context.Database.MigrateAsync();
            (await context.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
            (await context.Set<Contact>().SingleAsync()).Name.ShouldBe("Ana");
        }

        await StoresWorkAsync(place);
    }

    [Fact]
    public void Script_OfAContextWithoutTheTables_SaysWhatToCall()
    {
        using CrmBefore context = new(new DbContextOptionsBuilder<CrmBefore>().UseSqlite("Data Source=:memory:").Options);

        Should.Throw<OutsourcingException>(() => OutsourcingSchema.Script(context)).Message.ShouldContain("ApplyOutsourcing(this)");
    }

    private static async Task StoresWorkAsync(Place place)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddDbContext<CrmContext>(options => place.Use(options));
        services.AddOutsourcing().AddEntityFrameworkStores<CrmContext>();
        await using ServiceProvider provider = services.BuildServiceProvider();
        IWebhookInbox inbox = provider.GetRequiredService<IWebhookInbox>();
        (await inbox.StoreAsync(StoreHost.Message("m1"))).ShouldBe(InboxReceipt.Stored);
        (await inbox.StoreAsync(StoreHost.Message("m1"))).ShouldBe(InboxReceipt.Duplicate);
        (await provider.GetRequiredService<ICallStore>().MergeAsync([StoreHost.Update("CA1", 1, "a", "ringing")])).ShouldBe(1);
        (await provider.GetRequiredService<ICommandOutbox>().EnqueueAsync(new OutboxCommand { Key = "k", Name = "n", Provider = "p", Account = "a" })).ShouldBeTrue();
        await provider.GetRequiredService<IPollPositions>().KeepAsync("lines", "north", "1");
        (await provider.GetRequiredService<IPollTurns>().TakeAsync("lines", "north", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1))).Token.ShouldNotBeNull();
        await provider.GetRequiredService<IVerdictTrail>().AppendAsync(VerdictEntry.Of("s", DateTimeOffset.UnixEpoch, Verdict.Of(1, new VerdictExplanation { Rule = "r/1", Source = "s", Summary = "one" })));
    }

    private static async Task RunAsync(CrmContext context, string script)
    {
        await context.Database.OpenConnectionAsync();
        await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The script under test.
        command.CommandText = script;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    internal sealed class Contact
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";
    }

    /// <summary>The app before it used the SDK.</summary>
    internal sealed class CrmBefore(DbContextOptions<CrmBefore> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Contact>().ToTable("contacts");
    }

    /// <summary>The app's own context, with the SDK's tables beside its own.</summary>
    internal sealed class CrmContext(DbContextOptions<CrmContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Contact>().ToTable("contacts");
            modelBuilder.ApplyOutsourcing(this);
        }
    }

    /// <summary>What the app had.</summary>
    [DbContext(typeof(CrmContext)), Migration("20260301000000_Contacts")]
    internal sealed class ContactsMigration : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            using CrmBefore context = new(Place.OptionsOf<CrmBefore>(ActiveProvider));
            migrationBuilder.Operations.AddRange(Difference(null, context));
        }
    }

    /// <summary>The step <c>dotnet ef migrations add</c> finds once the context calls <c>ApplyOutsourcing</c>: the same comparison of models.</summary>
    [DbContext(typeof(CrmContext)), Migration("20260302000000_Outsourcing")]
    internal sealed class OutsourcingMigration : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            using CrmBefore before = new(Place.OptionsOf<CrmBefore>(ActiveProvider));
            using CrmContext after = new(Place.OptionsOf<CrmContext>(ActiveProvider));
            migrationBuilder.Operations.AddRange(Difference(before, after));
        }
    }

    private static IReadOnlyList<MigrationOperation> Difference(DbContext? before, DbContext after) => after.GetService<IMigrationsModelDiffer>().GetDifferences(
        before?.GetService<IDesignTimeModel>().Model.GetRelationalModel(), after.GetService<IDesignTimeModel>().Model.GetRelationalModel());

    /// <summary>An empty database.</summary>
    private sealed class Place(string? file, string connection) : IAsyncDisposable
    {
        internal static async Task<Place> NewAsync(string database)
        {
            string file = Path.Combine(Path.GetTempPath(), $"outsourcing-{Guid.NewGuid():N}.db");
            return database == Databases.Sqlite ? new Place(file, $"Data Source={file}") : new Place(null, await PostgresServer.NewDatabaseAsync());
        }

        // A model needs a provider and no connection.
        internal static DbContextOptions<TContext> OptionsOf<TContext>(string? provider)
            where TContext : DbContext =>
            new Place(provider!.EndsWith("Sqlite", StringComparison.Ordinal) ? "none" : null, "").Options<TContext>();

        internal DbContextOptions<TContext> Options<TContext>()
            where TContext : DbContext =>
            (DbContextOptions<TContext>)Use(new DbContextOptionsBuilder<TContext>()).Options;

        // The migrations stand here without the snapshot that the tool writes beside them.
        internal DbContextOptionsBuilder Use(DbContextOptionsBuilder options) =>
            (file is null ? options.UseNpgsql(connection) : options.UseSqlite(connection)).ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

        public ValueTask DisposeAsync()
        {
            if (file is not null)
            {
                SqliteConnection.ClearAllPools();
                File.Delete(file);
            }

            return ValueTask.CompletedTask;
        }
    }
}
