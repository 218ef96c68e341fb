using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Answering;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing;

/// <summary>Adds webhooks of services that have no connector of their own, such as those that Zapier or Make pass on.</summary>
public static class IntakeBuilderExtensions
{
    /// <summary>Adds the webhooks of an account, under <c>provider/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="map">Where the service's webhooks hold what.</param>
    /// <param name="verification">How they prove where they come from.</param>
    /// <param name="provider">The name calls carry as their provider.</param>
    /// <param name="source">Makes what reads a call from the service, where it has an API; left out where it has none.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The map's time zone is not known, or the verification proves nothing of the content and there is no source, or calls are read from one and CallId is not mapped.</exception>
    public static IOutsourcingBuilder AddIntake(
        this IOutsourcingBuilder builder,
        string account,
        IntakeFieldMap map,
        IntakeVerification verification,
        string provider = "intake",
        Func<IServiceProvider, ICallSource>? source = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // Made once now, so that a map that cannot work stops the app at its start and not at the first webhook.
        _ = new IntakeWebhookReceiver(account, map, verification, provider, source is null ? null : NoCalls.Instance);
        string key = ProviderAccountExtensions.Key(provider, account);
        builder.Services.AddKeyedSingleton<IWebhookReceiver>(key, (services, _) => new IntakeWebhookReceiver(account, map, verification, provider, source?.Invoke(services)));
        builder.Services.AddSingleton(services => services.GetRequiredKeyedService<IWebhookReceiver>(key));
        return builder;
    }

    private sealed class NoCalls : ICallSource
    {
        internal static readonly NoCalls Instance = new();

        public Task<Calls.CallUpdate?> FetchAsync(Calls.CallId id, CancellationToken cancellationToken = default) => Task.FromResult<Calls.CallUpdate?>(null);
    }
}
