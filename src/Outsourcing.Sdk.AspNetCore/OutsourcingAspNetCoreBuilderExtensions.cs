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

    /// <summary>Adds health checks: one for each queue of stored work, one for each account's webhooks, one for each source that is polled.</summary>
    /// <remarks>
    /// They are named <c>outsourcing-inbox</c>, <c>outsourcing-deliveries</c>, <c>outsourcing-outbox</c>, <c>outsourcing-account-{provider}-{account}</c> and
    /// <c>outsourcing-poll-{provider}-{account}</c>. All have the tag <c>outsourcing</c>, those of a kind <c>outsourcing-queue</c>, <c>outsourcing-account</c> or
    /// <c>outsourcing-poll</c>, and those of an account <c>{provider}/{account}</c>, to filter by. What they say holds no secret and nobody's number.
    /// </remarks>
    /// <param name="builder">The app's health checks.</param>
    /// <param name="configure">Sets what counts as degraded and as unhealthy.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddOutsourcing(this IHealthChecksBuilder builder, Action<OutsourcingHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<OutsourcingHealthOptions>()
            .Configure(configure ?? (static _ => { }))
            .Validate(
                static options => options.Window > TimeSpan.Zero && options.Window <= WebhookStatistics.LongestWindow,
                $"{nameof(OutsourcingHealthOptions)}.{nameof(OutsourcingHealthOptions.Window)} lies above zero and is at most {WebhookStatistics.LongestWindow}.")
            .Validate(
                static options => options.UnhealthyAfter >= options.DegradedAfter && options.PollsMissedWhenUnhealthy >= options.PollsMissedWhenDegraded,
                "What makes a queue or a polled source unhealthy is no less than what makes it degraded.");
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HealthCheckServiceOptions>, HealthRegistrations>());
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
