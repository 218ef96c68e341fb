using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Http;
using Outsourcing.Telephony;

namespace Outsourcing;

/// <summary>Adds jambonz accounts.</summary>
public static class JambonzBuilderExtensions
{
    /// <summary>Adds a jambonz account: its client and <see cref="ITelephony"/> under the account's name, its webhooks under <c>jambonz/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="JambonzOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddJambonz(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddJambonz(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddJambonz(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddJambonz(this IOutsourcingBuilder builder, string account, Action<JambonzOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<JambonzOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JambonzOptions>, JambonzOptionsValidator>());
        builder.AddProviderChannel(JambonzClient.ProviderName, account, services => JambonzClient.Settings(account, Options(services, account)), configureHttp);
        return builder
            .AddTelephonyAccount(
                JambonzClient.ProviderName,
                account,
                (services, channel) => new JambonzClient(channel, Options(services, account)),
                client => new JambonzTelephony(client),
                services => new JambonzWebhookReceiver(account, Options(services, account)))
            .AddRecordingEraser<JambonzClient>(JambonzClient.ProviderName, account, static (client, recording, cancel) => client.EraseRecordingAsync(recording, cancel), everyCall: true);
    }

    private static JambonzOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<JambonzOptions>>().Get(account);
}
