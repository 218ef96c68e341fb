using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Registers the faces of an account: client, source of calls, webhooks.</summary>
internal static class AnsweringAccountExtensions
{
    internal static IOutsourcingBuilder AddAnsweringAccount<TClient>(
        this IOutsourcingBuilder builder,
        string provider,
        string account,
        Func<IServiceProvider, ProviderChannel, TClient> client,
        Func<IServiceProvider, TClient, IWebhookReceiver>? receiver = null)
        where TClient : class
    {
        string key = ProviderAccountExtensions.Key(provider, account);
        builder.Services.AddKeyedSingleton(account, (services, _) => client(services, services.GetRequiredKeyedService<ProviderChannel>(key)));
        if (typeof(IAnsweringSource).IsAssignableFrom(typeof(TClient)))
        {
            builder.Services.AddKeyedSingleton(account, (services, _) => (IAnsweringSource)services.GetRequiredKeyedService<TClient>(account));
            builder.Services.AddKeyedSingleton<ICallListing>(account, (services, _) => (IAnsweringSource)services.GetRequiredKeyedService<TClient>(account));
        }

        if (receiver is not null)
        {
            builder.Services.AddKeyedSingleton(key, (services, _) => receiver(services, services.GetRequiredKeyedService<TClient>(account)));
            builder.Services.AddSingleton(services => services.GetRequiredKeyedService<IWebhookReceiver>(key));
        }

        return builder;
    }

    internal static IOutsourcingBuilder AddBriefPublisher<TPublisher>(this IOutsourcingBuilder builder, string account, Func<IServiceProvider, TPublisher> publisher)
        where TPublisher : class, IBriefPublisher
    {
        builder.Services.AddKeyedSingleton(account, (services, _) => publisher(services));
        builder.Services.AddKeyedSingleton<IBriefPublisher>(account, (services, _) => services.GetRequiredKeyedService<TPublisher>(account));
        return builder;
    }
}
