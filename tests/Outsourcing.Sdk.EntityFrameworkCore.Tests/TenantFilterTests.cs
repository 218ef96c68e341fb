using System.Linq.Expressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>An app that gives every entity of its context a filter of its own: the tenant's filter stays.</summary>
public sealed class TenantFilterTests
{
    [Fact]
    public async Task Filter_OfTheAppsOwnForAllEntities_HoldsBesideTheTenants()
    {
        await using SqliteConnection connection = new("Data Source=:memory:");
        await connection.OpenAsync();
        await using ServiceProvider services = Services<NamedFilter>(connection);
        await using (AsyncServiceScope scope = services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<NamedFilter>().Database.EnsureCreatedAsync();
        }

        ICallStore calls = services.GetRequiredService<ICallStore>();
        await AsAsync("acme", () => calls.MergeAsync([StoreHost.Update("shown", 1, "a", "completed"), StoreHost.Update("hidden", 1, "a", "completed")]));

        (await AsAsync("acme", () => calls.CountAsync(CallQuery.All))).ShouldBe(1);
        (await AsAsync("globex", () => calls.CountAsync(CallQuery.All))).ShouldBe(0);

        async Task<T> AsAsync<T>(string tenant, Func<Task<T>> ask)
        {
            using IDisposable current = services.GetRequiredService<ITenantAccessor>().Use(TenantId.From(tenant));
            return await ask();
        }
    }

    [Fact]
    public async Task Filter_WithoutANameInPlaceOfTheTenants_IsRefused()
    {
        await using SqliteConnection connection = new("Data Source=:memory:");
        await using ServiceProvider services = Services<UnnamedFilter>(connection);
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        UnnamedFilter context = scope.ServiceProvider.GetRequiredService<UnnamedFilter>();

        Should.Throw<InvalidOperationException>(() => context.Model);
    }

    private static ServiceProvider Services<TContext>(SqliteConnection connection)
        where TContext : DbContext
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddDbContext<TContext>(options => options.UseSqlite(connection));
        services.AddOutsourcing().AddEntityFrameworkStores<TContext>();
        return services.BuildServiceProvider();
    }

    private static LambdaExpression NotHidden(IReadOnlyEntityType entity)
    {
        ParameterExpression row = Expression.Parameter(entity.ClrType, "row");
        Expression key = Expression.Call(typeof(EF), nameof(EF.Property), [typeof(string)], row, Expression.Constant("CallKey"));
        return Expression.Lambda(Expression.NotEqual(key, Expression.Constant("lines/north/hidden")), row);
    }

    private static IMutableEntityType[] WithCalls(ModelBuilder model) =>
        [.. model.Model.GetEntityTypes().Where(entity => entity.FindProperty("CallKey")?.ClrType == typeof(string))];

    private sealed class NamedFilter(DbContextOptions<NamedFilter> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.ApplyOutsourcing(this);
            foreach (IMutableEntityType entity in WithCalls(modelBuilder))
            {
                modelBuilder.Entity(entity.ClrType).HasQueryFilter("Crm.Hidden", NotHidden(entity));
            }
        }
    }

    private sealed class UnnamedFilter(DbContextOptions<UnnamedFilter> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.ApplyOutsourcing(this);
            foreach (IMutableEntityType entity in WithCalls(modelBuilder))
            {
                modelBuilder.Entity(entity.ClrType).HasQueryFilter(NotHidden(entity));
            }
        }
    }
}
