using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Storage;
using Outsourcing.Webhooks;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>The app that is killed: webhooks in, and for each change of a call an effect in a sink that honours its key.</summary>
internal static class CrashHost
{
    public const string AuthToken = "crash-test-token";

    public static void AddStores(IServiceCollection services, string database, string connection)
    {
        services.AddDbContext<OutsourcingDbContext>(options => _ = database == "sqlite" ? options.UseSqlite(connection) : options.UseNpgsql(connection));
        services.AddOutsourcing()
            .AddEntityFrameworkStores<OutsourcingDbContext>()
            .ConfigureWork(work =>
            {
                work.LeaseDuration = TimeSpan.FromSeconds(2);
                work.PollInterval = TimeSpan.FromMilliseconds(100);
                work.FirstRetryAfter = TimeSpan.FromMilliseconds(100);
            })
            .AddCallRecordHandler<Effect>("effect");
        services.AddSingleton<IWebhookReceiver>(new TestReceiver("north", AuthToken));
    }

    public static async Task<int> RunAsync(string database, string connection, int port, string sink)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        AddStores(builder.Services, database, connection);
        builder.Services.AddSingleton(new Sink(sink));
        WebApplication app = builder.Build();
        app.MapOutsourcingWebhooks("/hooks");
        await app.RunAsync();
        return 0;
    }

    internal sealed record Sink(string Folder);

    internal sealed class Effect(Sink sink) : ICallRecordHandler
    {
        public async Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
        {
            string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(change.IdempotencyKey)));
            string path = Path.Combine(sink.Folder, name);
            if (File.Exists(path))
            {
                await File.AppendAllTextAsync(Path.Combine(sink.Folder, "..", "repeated"), name + "\n", cancellationToken);
                return;
            }

            await using FileStream created = new(path, FileMode.CreateNew);
        }
    }
}
