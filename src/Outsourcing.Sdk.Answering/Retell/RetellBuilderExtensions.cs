using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Answering;
using Outsourcing.Http;

namespace Outsourcing;

/// <summary>Adds Retell accounts.</summary>
public static class RetellBuilderExtensions
{
    /// <summary>Adds a Retell account: its client, <see cref="IAnsweringSource"/> and <see cref="IBriefPublisher"/> under the account's name, its webhooks under <c>retell/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="RetellOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddRetell(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddRetell(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddRetell(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddRetell(this IOutsourcingBuilder builder, string account, Action<RetellOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<RetellOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RetellOptions>, RetellOptionsValidator>());
        builder.AddProviderChannel(RetellClient.ProviderName, account, services => RetellClient.Settings(account, Options(services, account)), configureHttp);
        builder.AddBriefPublisher(account, services => new RetellBriefPublisher(services.GetRequiredKeyedService<RetellClient>(account), Options(services, account).Publishing));
        return builder
            .AddAnsweringAccount(
                RetellClient.ProviderName,
                account,
                (services, channel) => new RetellClient(channel, Options(services, account)),
                (services, client) => new RetellWebhookReceiver(account, Options(services, account).WebhookApiKeys, client))
            .AddRecordingEraser<RetellClient>(RetellClient.ProviderName, account, static (client, recording, cancel) => client.EraseCallAsync(recording.Call.ProviderCallId, cancel), everyCall: true);
    }

    private static RetellOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<RetellOptions>>().Get(account);
}
