using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Outsourcing.AspNetCore;
using Outsourcing.Http;
using Outsourcing.Storage;

namespace Outsourcing;

/// <summary>Adds what an ASP.NET Core app may have besides the webhook endpoints.</summary>
public static class OutsourcingAspNetCoreBuilderExtensions
{
    /// <summary>Tells subscribers of the app of every changed call: CloudEvents, signed by the Standard Webhooks specification, through the outbox.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options, with the subscribers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddStandardWebhooks(this IOutsourcingBuilder builder, Action<StandardWebhookOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(configure);
        builder.Services.AddHttpClient("Outsourcing.StandardWebhooks", client => client.Timeout = TimeSpan.FromSeconds(20)).UseProviderTransport();
        return builder.AddOutboxSender<StandardWebhookSender>().AddCallRecordHandler<StandardWebhookPublisher>("standard-webhooks");
    }

    /// <summary>Adds health checks: that stored webhooks are worked on in time, and that every account's webhooks are believed.</summary>
    /// <param name="builder">The app's health checks.</param>
    /// <param name="degradedAfter">How long a webhook may wait before the app counts as degraded; 1 minute when left out.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddOutsourcing(this IHealthChecksBuilder builder, TimeSpan? degradedAfter = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        TimeSpan limit = degradedAfter ?? TimeSpan.FromMinutes(1);
        builder.Add(new HealthCheckRegistration(
            "outsourcing-inbox", services => new InboxHealthCheck(services.GetRequiredService<IWebhookInbox>(), services.GetRequiredService<TimeProvider>(), limit), null, null));
        builder.Add(new HealthCheckRegistration("outsourcing-accounts", services => ActivatorUtilities.CreateInstance<AccountHealthCheck>(services), null, null));
        return builder;
    }
}
