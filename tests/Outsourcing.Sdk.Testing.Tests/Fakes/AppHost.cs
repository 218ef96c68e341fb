using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Storage;

namespace Outsourcing.Testing.Tests.Fakes;

/// <summary>An app with the real stores on SQLite, as one whose tests put fakes into it.</summary>
internal sealed class AppHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _file;

    private AppHost(ServiceProvider services, string file)
    {
        _services = services;
        _file = file;
    }

    public FakeTimeProvider Clock => (FakeTimeProvider)_services.GetRequiredService<TimeProvider>();

    public ICallStore Calls => Get<ICallStore>();

    public ITenantAccessor Tenants => Get<ITenantAccessor>();

    public static async Task<AppHost> StartAsync(Action<IOutsourcingBuilder>? configure = null, FakeTimeProvider? clock = null)
    {
        string file = Path.Combine(Path.GetTempPath(), $"outsourcing-fakes-{Guid.NewGuid():N}.db");
        ServiceCollection services = new();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton<TimeProvider>(clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)));
        services.AddDbContext<OutsourcingDbContext>(options => options.UseSqlite($"Data Source={file}"));
        IOutsourcingBuilder builder = services.AddOutsourcing().AddEntityFrameworkStores<OutsourcingDbContext>(options => options.ProtectContent = false);
        configure?.Invoke(builder);
        ServiceProvider provider = services.BuildServiceProvider();
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>().Database.EnsureCreatedAsync();
        return new AppHost(provider, file);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public T Get<T>(string key)
        where T : notnull => _services.GetRequiredKeyedService<T>(key);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
        {
            File.Delete(file);
        }
    }
}
