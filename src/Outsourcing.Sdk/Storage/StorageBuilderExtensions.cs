using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing;

/// <summary>Adds what works on stored records.</summary>
public static class StorageBuilderExtensions
{
    /// <summary>Adds a handler that hears of every change of every call; it is made anew for each change.</summary>
    /// <typeparam name="THandler">The handler.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name its deliveries are kept under: keep it over releases. The default is the type's full name.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddCallRecordHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IOutsourcingBuilder builder, string? name = null)
        where THandler : class, ICallRecordHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<THandler>();
        builder.Services.AddSingleton(new CallRecordHandlerRegistration(
            name ?? typeof(THandler).FullName ?? typeof(THandler).Name, static services => services.GetRequiredService<THandler>()));
        return builder;
    }

    /// <summary>Adds what carries out one kind of command to a provider.</summary>
    /// <typeparam name="TSender">The sender.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddOutboxSender<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSender>(this IOutsourcingBuilder builder)
        where TSender : class, IOutboxSender
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxSender, TSender>());
        return builder;
    }

    /// <summary>Adds a source that is asked at intervals for what is new.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="source">Makes the source when polling begins.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddPolledSource(this IOutsourcingBuilder builder, Func<IServiceProvider, IPolledSource> source)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        builder.Services.AddSingleton(source);
        return builder;
    }

    /// <summary>Polls an account's calls while the host runs, so that a lost webhook is made good: of a telephony provider, or of an answering service that lists calls.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">The account, as it was named when its provider was added. Where accounts at several providers have the same name, all of them are polled.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">A pause or window is not above zero, or the overlap is below it.</exception>
    public static IOutsourcingBuilder AddCallPolling(this IOutsourcingBuilder builder, string account, Action<CallPollingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        CallPollingOptions options = new();
        configure?.Invoke(options);
        builder.Services.AddSingleton(new CallPollingRegistration(options, services =>
        {
            TimeProvider time = services.GetRequiredService<TimeProvider>();
            ICallListing[] listings = [.. services.GetKeyedServices<ITelephony>(account).Select(telephony => new TelephonyListing(telephony, time)), .. services.GetKeyedServices<ICallListing>(account)];
            return listings.Length > 0 ? listings : throw new OutsourcingException(
                $"No account '{account}' is registered whose calls can be listed; add it by AddTwilio(\"{account}\", section) or another provider's call, or do not poll it.");
        }));
        return builder;
    }

    /// <summary>Reviews the outcomes of every active engagement on schedule while the host runs, writes the verdicts to the audit trail and tells a handler.</summary>
    /// <typeparam name="THandler">Hears of each review; made anew for each. Of several that are added, every one hears of each.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; the same for all handlers.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="OutsourcingException">A period, window or pause is not above zero, or no call would be needed.</exception>
    public static IOutsourcingBuilder AddOutcomeReviews<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IOutsourcingBuilder builder, Action<OutcomeReviewScheduleOptions>? configure = null)
        where THandler : class, IOutcomeReviewHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        OutcomeReviewScheduleOptions tried = new();
        configure?.Invoke(tried);
        tried.Validate();
        builder.Services.AddOptions<OutcomeReviewScheduleOptions>().Configure(configure ?? (static _ => { }));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Scoped<IOutcomeReviewHandler, THandler>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxSender, OutcomeReviewSender>());
        builder.Services.TryAddSingleton<OutcomeReviewSchedule>();
        return builder;
    }

    /// <summary>Removes what is older than its retention while the host runs, of all tenants, and deletes the recordings of calls that go. Of several instances one does it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets how long what is kept, and how often it is looked at.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="OutsourcingException">A time is below zero, or the interval is below a minute.</exception>
    public static IOutsourcingBuilder AddRetention(this IOutsourcingBuilder builder, Action<RetentionOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        RetentionOptions tried = new();
        configure?.Invoke(tried);
        tried.Validate();
        builder.Services.AddOptions<RetentionOptions>().Configure(configure ?? (static _ => { }));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxSender, RetentionSender>());
        builder.Services.TryAddSingleton<RetentionSchedule>();
        return builder;
    }

    /// <summary>Says which account belongs to which tenant, for an app that serves several businesses.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder UseTenants(this IOutsourcingBuilder builder, Action<TenancyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Says how stored work is done.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder ConfigureWork(this IOutsourcingBuilder builder, Action<WorkOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Adds the processors that work on a store's inbox and deliveries. A store's own registration calls it.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddStorageProcessing(this IOutsourcingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<WorkOptions>();
        builder.Services.AddOptions<TenancyOptions>();
        builder.Services.TryAddSingleton<ITenantAccessor, TenantAccessor>();
        builder.Services.TryAddSingleton<WorkSignal>();
        builder.Services.TryAddSingleton<WebhookStatistics>();
        builder.Services.TryAddSingleton<InboxProcessor>();
        builder.Services.TryAddSingleton<CallDeliveryProcessor>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxSender, RecordingErasureSender>());
        builder.Services.TryAddSingleton<OutboxProcessor>();
        builder.Services.TryAddSingleton<PollProcessor>();
        builder.Services.TryAddSingleton<CallPolling>();
        builder.Services.TryAddSingleton<CallLogImporter>();
        return builder;
    }
}
