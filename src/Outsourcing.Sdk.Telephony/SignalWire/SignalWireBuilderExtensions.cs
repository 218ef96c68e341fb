using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Http;
using Outsourcing.Telephony;

namespace Outsourcing;

/// <summary>Adds SignalWire accounts.</summary>
public static class SignalWireBuilderExtensions
{
    /// <summary>Adds a SignalWire account: its client and <see cref="ITelephony"/> under the account's name, its webhooks under <c>signalwire/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="SignalWireOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddSignalWire(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddSignalWire(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddSignalWire(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddSignalWire(this IOutsourcingBuilder builder, string account, Action<SignalWireOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<SignalWireOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SignalWireOptions>, SignalWireOptionsValidator>());
        builder.AddProviderChannel(SignalWireClient.ProviderName, account, services => SignalWireClient.Settings(account, Options(services, account)), configureHttp);
        return builder
            .AddTelephonyAccount(
                SignalWireClient.ProviderName,
                account,
                (services, channel) => new SignalWireClient(channel, Options(services, account)),
                client => new SignalWireTelephony(client),
                services => new SignalWireWebhookReceiver(account, Options(services, account)))
            .AddRecordingEraser<SignalWireClient>(SignalWireClient.ProviderName, account, static (client, recording, cancel) => client.DeleteRecordingAsync(recording.RequireRecording(), cancel));
    }

    private static SignalWireOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<SignalWireOptions>>().Get(account);
}
