using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Answering;
using Outsourcing.Http;

namespace Outsourcing;

/// <summary>Adds CallRail accounts.</summary>
public static class CallRailBuilderExtensions
{
    /// <summary>Adds a CallRail account: its client and <see cref="IAnsweringSource"/> under the account's name, its webhooks under <c>callrail/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="CallRailOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddCallRail(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddCallRail(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddCallRail(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddCallRail(this IOutsourcingBuilder builder, string account, Action<CallRailOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<CallRailOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CallRailOptions>, CallRailOptionsValidator>());
        builder.AddProviderChannel(CallRailClient.ProviderName, account, services => CallRailClient.Settings(account, Options(services, account)), configureHttp);
        return builder.AddAnsweringAccount(
            CallRailClient.ProviderName,
            account,
            (services, channel) => new CallRailClient(channel, Options(services, account)),
            (services, client) => new CallRailWebhookReceiver(account, Options(services, account).SigningKeys, client));
    }

    private static CallRailOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<CallRailOptions>>().Get(account);
}
