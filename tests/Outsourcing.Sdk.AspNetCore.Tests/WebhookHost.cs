using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Outsourcing.Testing;
using Outsourcing.Webhooks;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>An app with a real Kestrel on loopback and a database of its own: a SQLite file unless a test names another.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _file;

    private WebhookHost(WebApplication app, string file)
    {
        _app = app;
        _file = file;
    }

    public Uri Address => new(_app.Urls.First());

    public Uri Hook => new(Address, "/hooks/twilio/north");

    public IServiceProvider Services => _app.Services;

    public WebhookStatistics Statistics => Services.GetRequiredService<WebhookStatistics>();

    public static async Task<WebhookHost> StartAsync(TwilioSimulator? simulator, Action<IServiceCollection>? configure = null, Action<WebApplication>? use = null, string? postgres = null)
    {
        string file = Path.Combine(Path.GetTempPath(), $"outsourcing-{Guid.NewGuid():N}.db");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddDbContext<OutsourcingDbContext>(options => _ = postgres is null ? options.UseSqlite($"Data Source={file}") : options.UseNpgsql(postgres));
        builder.Services.AddOutsourcing().AddEntityFrameworkStores<OutsourcingDbContext>();
        if (simulator is not null)
        {
            builder.Services.AddSingleton<IWebhookReceiver>(new TestReceiver("north", simulator.AuthToken));
        }

        builder.Services.AddSingleton<IIncomingCallHandler, ForwardEverything>();
        configure?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        use?.Invoke(app);
        app.MapOutsourcingWebhooks("/hooks");
        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>().Database.EnsureCreatedAsync();
        }

        await app.StartAsync();
        return new WebhookHost(app, file);
    }

    public Task StopAsync() => _app.StopAsync();

    /// <summary>Gets the ids of all webhooks that are stored, also when the app has stopped.</summary>
    public async Task<IReadOnlySet<string>> StoredAsync()
    {
        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        OutsourcingDbContext context = scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>();
        return await context.Database.SqlQueryRaw<string>("""SELECT "EventId" AS "Value" FROM "outsourcing_inbox" """).ToHashSetAsync();
    }

    /// <summary>Waits until nothing is left to do, whoever has it on lease: this call or the host's own worker.</summary>
    public async Task SettleAsync()
    {
        IWebhookInbox inbox = Services.GetRequiredService<IWebhookInbox>();
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        do
        {
            await Services.GetRequiredService<InboxProcessor>().ProcessPendingAsync(limit.Token);
        }
        while ((await inbox.GetBacklogAsync(limit.Token)).Pending > 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
        {
            File.Delete(file);
        }
    }

    private sealed class ForwardEverything : IIncomingCallHandler
    {
        public ValueTask<CallFlow> AnswerAsync(IncomingCall incoming, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(CallFlow.Of(new DialStep(PhoneNumber.Parse("+442079460999"))));
    }
}
