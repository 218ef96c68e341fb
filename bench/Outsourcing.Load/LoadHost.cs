using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outsourcing.AspNetCore.Tests;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Storage;
using Outsourcing.Webhooks;

namespace Outsourcing.Load;

/// <summary>The app under load: webhooks in, work by the default options, and a handler that does nothing but take the time.</summary>
internal static class LoadHost
{
    public const string AccountSid = "AC00000000000000000000000000000001";

    /// <summary>The account whose events nobody can read.</summary>
    public const string UnreadableAccount = "unreadable";

    /// <summary>How the calls begin whose handler always throws.</summary>
    public const string PoisonPrefix = "CAe";

    public const string AuthToken = "load-test-token";

    public static async Task<int> RunAsync(string database, string connection, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddDbContext<OutsourcingDbContext>(options => _ = database == "sqlite" ? options.UseSqlite(connection) : options.UseNpgsql(connection));
        builder.Services.AddOutsourcing()
            .AddTwilio("north", twilio =>
            {
                twilio.AccountSid = AccountSid;
                twilio.AuthToken = AuthToken;
            })
            .AddEntityFrameworkStores<OutsourcingDbContext>()
            .AddCallRecordHandler<Timed>("timed");
        builder.Services.AddSingleton<IWebhookReceiver>(new TestReceiver(UnreadableAccount, AuthToken));
        builder.Services.AddSingleton<Times>();
        WebApplication app = builder.Build();
        app.MapOutsourcingWebhooks("/hooks");
        app.MapGet("/waiting", async context =>
        {
            WorkBacklog inbox = await context.RequestServices.GetRequiredService<IWebhookInbox>().GetBacklogAsync(context.RequestAborted);
            WorkBacklog deliveries = await context.RequestServices.GetRequiredService<ICallDeliveries>().GetBacklogAsync(context.RequestAborted);
            await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{inbox.Pending} {deliveries.Pending} {inbox.Dead + deliveries.Dead}"), context.RequestAborted);
        });
        app.MapGet("/handled", (Times times) => times.Take());
        app.MapGet("/heap", context => context.Response.WriteAsync(GC.GetTotalMemory(forceFullCollection: false).ToString(CultureInfo.InvariantCulture), context.RequestAborted));
        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>().Database.EnsureCreatedAsync();
        }

        await app.RunAsync();
        return 0;
    }

    /// <summary>Puts calls with their webhooks there, as years of work would have.</summary>
    public static async Task FillAsync(string database, string connection, int calls)
    {
        if (calls == 0)
        {
            return;
        }

        DbContextOptionsBuilder<OutsourcingDbContext> options = new();
        _ = database == "sqlite" ? options.UseSqlite(connection) : options.UseNpgsql(connection);
        await using OutsourcingDbContext context = new(options.Options);
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        string numbers = database == "sqlite"
            ? "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})"
            : "WITH n(i) AS (SELECT generate_series(1, {0}))";
        string blob = database == "sqlite" ? "zeroblob(1200)" : "decode(repeat('7b', 1200), 'hex')";
        string[] fills =
        [
            $$"""
            {{numbers}} INSERT INTO "outsourcing_calls" ("Tenant", "CallKey", "Provider", "Account", "Version", "StartedAt", "Record")
            SELECT 'default', 'twilio/north/OLD' || i, 'twilio', 'north', 1, 630000000000000000 + i, {{blob}} FROM n
            """,
            $$"""
            {{numbers}} INSERT INTO "outsourcing_inbox" ("Tenant", "Provider", "Account", "EventId", "Request", "Verification", "CreatedAt", "DueAt", "State", "Attempts", "LeaseUntil", "SettledAt", "CallKey")
            SELECT 'default', 'twilio', 'north', 'OLD' || i, {{blob}}, 4, 630000000000000000 + i, 630000000000000000 + i, 1, 1, 0, 630000000000000000 + i, 'twilio/north/OLD' || i FROM n
            """,
        ];
        foreach (string fill in fills)
        {
            await context.Database.ExecuteSqlRawAsync(fill, calls);
        }

        if (database != "sqlite")
        {
            // What years brought has long been written out and counted; here it would be, in the midst of the run.
            await context.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
            await context.Database.ExecuteSqlRawAsync("CHECKPOINT");
        }
    }

    /// <summary>From when webhooks were due to when their handler heard of them, in milliseconds.</summary>
    internal sealed class Times
    {
        private readonly Lock _gate = new();
        private List<double> _taken = [];

        public void Add(double milliseconds)
        {
            lock (_gate)
            {
                _taken.Add(milliseconds);
            }
        }

        /// <summary>Gets what was taken since it was last asked.</summary>
        public List<double> Take()
        {
            lock (_gate)
            {
                List<double> taken = _taken;
                _taken = [];
                return taken;
            }
        }
    }

    internal sealed class Timed(Times times) : ICallRecordHandler
    {
        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
        {
            if (change.Record.Id.ProviderCallId.StartsWith(PoisonPrefix, StringComparison.Ordinal))
            {
                throw new InvalidDataException(change.Record.Id.ProviderCallId);
            }

            if (long.TryParse(change.Record.Caller?.Name?.Value, CultureInfo.InvariantCulture, out long due))
            {
                times.Add((TimeProvider.System.GetUtcNow().UtcTicks - due) / (double)TimeSpan.TicksPerMillisecond);
            }

            return Task.CompletedTask;
        }
    }
}
