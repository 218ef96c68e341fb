using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Outsourcing.AspNetCore;
using Outsourcing.Http;
using Outsourcing.Storage;

namespace Outsourcing;

/// <summary>Adds what an ASP.NET Core app may have besides the webhook endpoints.</summary>
public static class OutsourcingAspNetCoreBuilderExtensions
{
    /// <summary>Tells subscribers of the app of every changed call and outcome review: CloudEvents, signed by the Standard Webhooks specification, through the outbox.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options, with the subscribers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddStandardWebhooks(this IOutsourcingBuilder builder, Action<StandardWebhookOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(configure);
        builder.Services.TryAddSingleton<IWebhookSubscriptions, OptionsWebhookSubscriptions>();
        return builder.AddWebhookSending();
    }

    /// <summary>Tells subscribers that the app keeps itself, and that come and go while it runs, of every changed call and outcome review.</summary>
    /// <typeparam name="TSubscriptions">Knows the subscribers; made in a scope of services each time it is asked.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; subscribers that they hold are not asked for.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddStandardWebhooks<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSubscriptions>(
        this IOutsourcingBuilder builder, Action<StandardWebhookOptions>? configure = null)
        where TSubscriptions : class, IWebhookSubscriptions
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure ?? (static _ => { }));
        builder.Services.Replace(ServiceDescriptor.Scoped<IWebhookSubscriptions, TSubscriptions>());
        return builder.AddWebhookSending();
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

    private static IOutsourcingBuilder AddWebhookSending(this IOutsourcingBuilder builder)
    {
        IServiceCollection services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(WebhookTraffic)))
        {
            return builder;
        }

        services.AddSingleton<WebhookTraffic>();
        services.AddOptions<TenancyOptions>();
        services.AddOptions<StandardWebhookOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StandardWebhookOptions>, StandardWebhookOptionsValidator>());

        // The sender keeps the time itself, by the app's clock.
        services.AddHttpClient(StandardWebhookSender.Client, static client => client.Timeout = Timeout.InfiniteTimeSpan).UseProviderTransport().UseConnectionGuard();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IOutcomeReviewHandler, StandardWebhookPublisher>());
        return builder.AddOutboxSender<StandardWebhookSender>().AddCallRecordHandler<StandardWebhookPublisher>("standard-webhooks");
    }
}
