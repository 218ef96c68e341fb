using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Http;
using Outsourcing.Telephony;

namespace Outsourcing;

/// <summary>Adds Twilio accounts.</summary>
public static class TwilioBuilderExtensions
{
    /// <summary>Adds a Twilio account: its client and <see cref="ITelephony"/> under the account's name, its webhooks under <c>twilio/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="TwilioOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddTwilio(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddTwilio(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddTwilio(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddTwilio(this IOutsourcingBuilder builder, string account, Action<TwilioOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<TwilioOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TwilioOptions>, TwilioOptionsValidator>());
        builder.AddProviderChannel(TwilioClient.ProviderName, account, services => TwilioClient.Settings(account, Options(services, account)), configureHttp);
        return builder
            .AddTelephonyAccount(
                TwilioClient.ProviderName,
                account,
                (services, channel) => new TwilioClient(channel, Options(services, account)),
                client => new TwilioTelephony(client),
                services => new TwilioWebhookReceiver(account, Options(services, account)))
            .AddRecordingEraser<TwilioClient>(TwilioClient.ProviderName, account, static (client, recording, cancel) => client.DeleteRecordingAsync(recording.RequireRecording(), cancel));
    }

    private static TwilioOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<TwilioOptions>>().Get(account);
}
