using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
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
    internal static void Web(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddDbContext<OutsourcingDbContext>(options => options.UseSqlite("Data Source=crm.db"));
        builder.Services.AddOutsourcing()
            .AddEntityFrameworkStores<OutsourcingDbContext>()
            .AddCallRecordHandler<NotifyOwner>("notify-owner");
        WebApplication app = builder.Build();
        app.MapOutsourcingWebhooks("/hooks");
        app.Run();
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

    internal static void Worker(string[] args)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddDbContext<OutsourcingDbContext>(options => options.UseSqlite("Data Source=crm.db"));
        builder.Services.AddOutsourcing()
            .AddEntityFrameworkStores<OutsourcingDbContext>()
            .AddCallRecordHandler<NotifyOwner>("notify-owner");
        IHost host = builder.Build();
        host.Run();
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
