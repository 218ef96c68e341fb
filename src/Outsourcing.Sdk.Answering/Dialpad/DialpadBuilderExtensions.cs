using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Answering;
using Outsourcing.Http;

namespace Outsourcing;

/// <summary>Adds Dialpad accounts.</summary>
public static class DialpadBuilderExtensions
{
    /// <summary>Adds a Dialpad account: its client and <see cref="IAnsweringSource"/> under the account's name, its webhooks under <c>dialpad/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="DialpadOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddDialpad(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddDialpad(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddDialpad(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddDialpad(this IOutsourcingBuilder builder, string account, Action<DialpadOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<DialpadOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DialpadOptions>, DialpadOptionsValidator>());
        builder.AddProviderChannel(DialpadClient.ProviderName, account, services => DialpadClient.Settings(account, Options(services, account)), configureHttp);
        return builder.AddAnsweringAccount(
            DialpadClient.ProviderName,
            account,
            (_, channel) => new DialpadClient(channel),
            (services, client) => new DialpadWebhookReceiver(account, Options(services, account).WebhookSecrets, client));
    }

    private static DialpadOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<DialpadOptions>>().Get(account);
}
