using Microsoft.EntityFrameworkCore;
using MinimalCrm.Demo;
using MinimalCrm.Pages;
using MinimalCrm.Records;
using MinimalCrm.Work;
using Outsourcing;
using Outsourcing.AspNetCore;
using Outsourcing.Webhooks;

namespace MinimalCrm;

/// <summary>The app: what the SDK needs stands in <see cref="AddSdkAsync"/> and in three lines of <see cref="Map"/>; the rest is the CRM's own.</summary>
internal static class CrmApp
{
    /// <summary>What the app calls its telephony account.</summary>
    internal const string Account = "front-desk";

    internal static async Task<WebApplication> BuildAsync(string[] args, CancellationToken cancellationToken = default)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        CrmSettings settings = builder.Configuration.GetSection("Crm").Get<CrmSettings>() ?? new CrmSettings();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery();
        builder.Services.AddHttpContextAccessor();
        await AddSdkAsync(builder, settings, cancellationToken);
        builder.Services.AddSingleton<LiveCalls>();
        builder.Services.AddSingleton<Uploads>();
        builder.Services.AddSingleton<Company>();
        builder.Services.AddSingleton<Engaging>();
        builder.Services.AddSingleton<Amending>();
        builder.Services.AddSingleton<Reviewing>();
        builder.Services.AddSingleton<Judging>();
        builder.Services.AddSingleton<Billing>();
        WebApplication app = builder.Build();
        try
        {
            Accounts.Check(app.Services);
            await PrepareAsync(app, cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        Map(app);
        return app;
    }

    private static async Task AddSdkAsync(WebApplicationBuilder builder, CrmSettings settings, CancellationToken cancellationToken)
    {
        builder.Services.AddDbContext<CrmDbContext>(options =>
            _ = settings.PostgreSql is { } connection ? options.UseNpgsql(connection) : options.UseSqlite($"Data Source={settings.File}"));
        IOutsourcingBuilder outsourcing = builder.Services.AddOutsourcing()
            .AddEntityFrameworkStores<CrmDbContext>()
            .AddCallRecordHandler<LiveCallHandler>("live-calls");
        outsourcing.AddOutcomeReviews<WeeklyReview>(reviews => reviews.IncludeOutsideHours = true);
        builder.Services.AddSingleton<IIncomingCallHandler, ToThePartner>();
        builder.Services.Configure<WebhookEndpointOptions>(options => options.PublicBaseUrl = settings.PublicBaseUrl);
        builder.Services.AddHealthChecks().AddOutsourcing();
        await Accounts.AddAsync(builder, outsourcing, settings, cancellationToken);
    }

    private static async Task PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<CrmDbContext>().Database.EnsureCreatedAsync(cancellationToken);
        }

        await app.Services.GetRequiredService<Company>().LoadAsync(cancellationToken);
        await ActivatorUtilities.CreateInstance<Seed>(app.Services).EnsureAsync(cancellationToken);
    }

    private static void Map(WebApplication app)
    {
        app.UseExceptionHandler("/problem", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.Use((context, next) =>
        {
            // Nothing is loaded from elsewhere, and nothing written into a page can run.
            context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        app.UseAntiforgery();
        app.MapOutsourcingWebhooks("/hooks");

        // This sample has no sign-in and listens on the own machine; an app of yours says OutsourcingApiAccess.Policy("staff").
        app.MapOutsourcingApi("/outsourcing", OutsourcingApiAccess.Anonymous);
        app.MapHealthChecks("/health");
        Assets.Map(app);
        Commands.Map(app);
        RecordCommands.Map(app);
        app.MapRazorComponents<App>();
    }
}
