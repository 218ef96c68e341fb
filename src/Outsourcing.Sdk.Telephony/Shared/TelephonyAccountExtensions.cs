using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Registers the three faces of an account: client, neutral telephony, webhooks.</summary>
internal static class TelephonyAccountExtensions
{
    internal static IOutsourcingBuilder AddTelephonyAccount<TClient>(
        this IOutsourcingBuilder builder,
        string provider,
        string account,
        Func<IServiceProvider, ProviderChannel, TClient> client,
        Func<TClient, ITelephony> telephony,
        Func<IServiceProvider, IWebhookReceiver> receiver)
        where TClient : class
    {
        string key = ProviderAccountExtensions.Key(provider, account);
        builder.Services.AddKeyedSingleton(account, (services, _) => client(services, services.GetRequiredKeyedService<ProviderChannel>(key)));
        builder.Services.AddKeyedSingleton(account, (services, _) => telephony(services.GetRequiredKeyedService<TClient>(account)));
        return builder.AddWebhookReceiver(provider, account, receiver);
    }

    internal static IOutsourcingBuilder AddWebhookReceiver(this IOutsourcingBuilder builder, string provider, string account, Func<IServiceProvider, IWebhookReceiver> receiver)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        string key = ProviderAccountExtensions.Key(provider, account);
        builder.Services.AddKeyedSingleton(key, (services, _) => receiver(services));
        builder.Services.AddSingleton(services => services.GetRequiredKeyedService<IWebhookReceiver>(key));
        return builder;
    }
}
