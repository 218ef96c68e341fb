using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Http;
using Outsourcing.Telephony;

namespace Outsourcing;

/// <summary>Adds Telnyx accounts.</summary>
public static class TelnyxBuilderExtensions
{
    /// <summary>Adds a Telnyx account: its client and <see cref="ITelephony"/> under the account's name, its webhooks under <c>telnyx/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="TelnyxOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddTelnyx(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddTelnyx(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddTelnyx(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddTelnyx(this IOutsourcingBuilder builder, string account, Action<TelnyxOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<TelnyxOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TelnyxOptions>, TelnyxOptionsValidator>());
        builder.AddProviderChannel(TelnyxClient.ProviderName, account, services => TelnyxClient.Settings(account, Options(services, account)), configureHttp);
        return builder
            .AddTelephonyAccount(
                TelnyxClient.ProviderName,
                account,
                (services, channel) => new TelnyxClient(channel, Options(services, account)),
                client => new TelnyxTelephony(client),
                services => new TelnyxWebhookReceiver(account, Options(services, account)))
            .AddRecordingEraser<TelnyxClient>(TelnyxClient.ProviderName, account, static (client, recording, cancel) => client.DeleteRecordingAsync(recording.RequireRecording(), cancel));
    }

    private static TelnyxOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<TelnyxOptions>>().Get(account);
}
