using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Storage;

namespace Outsourcing.Load;

/// <summary>The app under load: webhooks in, work by the default options, and a handler that does nothing.</summary>
internal static class LoadHost
{
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
                twilio.AccountSid = "AC00000000000000000000000000000001";
                twilio.AuthToken = AuthToken;
            })
            .AddEntityFrameworkStores<OutsourcingDbContext>()
            .AddCallRecordHandler<Nothing>("nothing");
        WebApplication app = builder.Build();
        app.MapOutsourcingWebhooks("/hooks");
        app.MapGet("/waiting", async context =>
        {
            WorkBacklog inbox = await context.RequestServices.GetRequiredService<IWebhookInbox>().GetBacklogAsync(context.RequestAborted);
            WorkBacklog deliveries = await context.RequestServices.GetRequiredService<ICallDeliveries>().GetBacklogAsync(context.RequestAborted);
            await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{inbox.Pending} {deliveries.Pending} {inbox.Dead + deliveries.Dead}"), context.RequestAborted);
        });
        app.MapGet("/heap", context => context.Response.WriteAsync(GC.GetTotalMemory(forceFullCollection: false).ToString(CultureInfo.InvariantCulture), context.RequestAborted));
        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>().Database.EnsureCreatedAsync();
        }

        await app.RunAsync();
        return 0;
    }

    internal sealed class Nothing : ICallRecordHandler
    {
        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
