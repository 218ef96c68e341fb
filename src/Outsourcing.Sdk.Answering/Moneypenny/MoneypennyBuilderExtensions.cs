using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Answering;
using Outsourcing.Http;

namespace Outsourcing;

/// <summary>Adds Moneypenny accounts.</summary>
public static class MoneypennyBuilderExtensions
{
    /// <summary>Adds a Moneypenny account: its client under the account's name, its messages and chats polled into the inbox.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="MoneypennyOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddMoneypenny(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddMoneypenny(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddMoneypenny(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddMoneypenny(this IOutsourcingBuilder builder, string account, Action<MoneypennyOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<MoneypennyOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MoneypennyOptions>, MoneypennyOptionsValidator>());

        // A channel of its own: a token is fetched while a request of the account's channel waits for it.
        string tokens = $"{account}/token";
        string key = ProviderAccountExtensions.Key(MoneypennyClient.ProviderName, account);
        builder.AddProviderChannel(MoneypennyClient.ProviderName, tokens, services => MoneypennyClient.TokenSettings(account, Options(services, account)), configureHttp);
        builder.Services.AddKeyedSingleton(key, (services, _) => new ClientCredentials(
            services.GetRequiredKeyedService<ProviderChannel>(ProviderAccountExtensions.Key(MoneypennyClient.ProviderName, tokens)),
            MoneypennyClient.TokenPath,
            MoneypennyClient.Grant(Options(services, account))));
        builder.AddProviderChannel(
            MoneypennyClient.ProviderName,
            account,
            services => MoneypennyClient.Settings(account, Options(services, account), services.GetRequiredKeyedService<ClientCredentials>(key)),
            configureHttp);
        builder.AddPolledSource(services => new MoneypennySource(
            services.GetRequiredKeyedService<MoneypennyClient>(account), Options(services, account), services.GetRequiredService<TimeProvider>()));
        return builder.AddAnsweringAccount(
            MoneypennyClient.ProviderName,
            account,
            (_, channel) => new MoneypennyClient(channel),
            (services, _) => new MoneypennyWebhookReceiver(account, Options(services, account)));
    }

    private static MoneypennyOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<MoneypennyOptions>>().Get(account);
}
