using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Outsourcing.AspNetCore;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Partners;
using Outsourcing.Storage;

namespace Outsourcing.Snippets;

internal static class Hosting
{
    internal static async Task WebAsync(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.AddCrm(builder.Configuration);
        WebApplication app = builder.Build();
        await app.CreateTablesAsync();
        app.MapOutsourcingWebhooks("/hooks");
        app.MapHealthChecks("/health");
        await app.RunAsync();
    }

    private static async ValueTask<DelegationBrief?> BriefInForceAsync(HttpContext context)
    {
        IDocumentStore<DelegationBrief> briefs = context.RequestServices.GetRequiredService<IDocumentStore<DelegationBrief>>();
        return (await briefs.FindAsync("lighthouse"))?.Document;
    }

    internal static void PublishOnCall(WebApplication app, string sheetSecret)
    {
        app.MapOutsourcingOnCallSheet("/partners/lighthouse", sheetSecret, context => BriefInForceAsync(context));
    }

    internal static async Task WorkerAsync(string[] args)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddCrm(builder.Configuration);
        IHost host = builder.Build();
        await host.CreateTablesAsync();
        await host.RunAsync();
    }

    internal static void Health(IServiceCollection services)
    {
        services.AddHealthChecks().AddOutsourcing(health => health.MinimumRefusals = 20);
    }

    internal static void HealthOfOneAccount(WebApplication app)
    {
        app.MapHealthChecks("/health/north", new HealthCheckOptions { Predicate = check => check.Tags.Contains("twilio/north") });
    }

    internal static void Stop(IOutsourcingBuilder builder)
    {
        builder.ConfigureWork(work => work.StopGrace = TimeSpan.FromSeconds(10));
    }

    internal static void Policy(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthorization(options => options.AddPolicy("staff", policy => policy.RequireRole("staff")));
    }

    internal static void Api(WebApplication app)
    {
        app.MapOutsourcingApi("/outsourcing", OutsourcingApiAccess.Policy("staff"));
    }

    internal static void Fragments(Verdict<PartnerRanking> verdict, IReadOnlyList<Partner> partners, DelegationBrief brief)
    {
        HtmlString ranking = OutsourcingHtml.PartnerRanking(verdict, partners);
        HtmlString desk = OutsourcingHtml.Brief(brief, headingLevel: 3);
        Console.WriteLine($"{ranking.Value} {desk.Value}");
    }

    internal static void Polling(IOutsourcingBuilder builder)
    {
        builder.AddCallPolling("north", polling => polling.Interval = TimeSpan.FromMinutes(10));
    }

    internal static void Reviews(IOutsourcingBuilder builder)
    {
        builder.AddOutcomeReviews<MissedOutcomes>(reviews => reviews.Window = TimeSpan.FromDays(14));
    }

    internal static void PublicAddress(IServiceCollection services)
    {
        services.Configure<WebhookEndpointOptions>(options => options.PublicBaseUrl = new Uri("https://crm.example.com"));
    }
}

internal static class CrmHost
{
    internal static void AddCrm(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDbContext<OutsourcingDbContext>(options => options.UseSqlite(configuration.GetConnectionString("Crm") ?? "Data Source=crm.db"));
        services.AddOutsourcing()
            .AddEntityFrameworkStores<OutsourcingDbContext>()
            .AddTwilio("north", configuration.GetSection("Twilio:North"))
            .AddCallRecordHandler<NotifyOwner>("notify-owner");
        services.AddSingleton<IMailbox, Mailbox>();
        services.AddHealthChecks().AddOutsourcing();
    }

    internal static async Task CreateTablesAsync(this IHost host)
    {
        await using AsyncServiceScope scope = host.Services.CreateAsyncScope();
        await OutsourcingSchema.CreateMissingTablesAsync(scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>());
    }
}

/// <summary>Keeps what was sent, each key once.</summary>
internal sealed class Mailbox : IMailbox
{
    private readonly ConcurrentDictionary<string, string> _sent = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, string> Sent => _sent;

    public Task SendOnceAsync(string key, CallRecord call, CancellationToken cancellationToken) => SendOnceAsync(key, call.Id.ToString(), cancellationToken);

    public Task SendOnceAsync(string key, string text, CancellationToken cancellationToken)
    {
        _sent.TryAdd(key, text);
        return Task.CompletedTask;
    }
}

internal interface IMailbox
{
    Task SendOnceAsync(string key, CallRecord call, CancellationToken cancellationToken);

    Task SendOnceAsync(string key, string text, CancellationToken cancellationToken);
}

internal sealed class NotifyOwner(IMailbox mailbox) : ICallRecordHandler
{
    public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default) =>
        change.Record.Status == CallStatus.Completed && change.Previous?.Status != CallStatus.Completed
            ? mailbox.SendOnceAsync(change.IdempotencyKey, change.Record, cancellationToken)
            : Task.CompletedTask;
}

internal sealed class MissedOutcomes(IMailbox mailbox) : IOutcomeReviewHandler
{
    public Task HandleAsync(ScheduledOutcomeReview review, CancellationToken cancellationToken = default) =>
        review.FaultLine?.VitalFew.FirstOrDefault() is { } cause
            ? mailbox.SendOnceAsync(review.IdempotencyKey, cause.Remedy, cancellationToken)
            : Task.CompletedTask;
}
