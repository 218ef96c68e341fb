using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Http;
using Outsourcing.Telephony;

namespace Outsourcing;

/// <summary>Adds Plivo accounts.</summary>
public static class PlivoBuilderExtensions
{
    /// <summary>Adds a Plivo account: its client and <see cref="ITelephony"/> under the account's name, its webhooks under <c>plivo/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="PlivoOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddPlivo(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddPlivo(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddPlivo(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddPlivo(this IOutsourcingBuilder builder, string account, Action<PlivoOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<PlivoOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PlivoOptions>, PlivoOptionsValidator>());
        builder.AddProviderChannel(PlivoClient.ProviderName, account, services => PlivoClient.Settings(account, Options(services, account)), configureHttp);
        return builder
            .AddTelephonyAccount(
                PlivoClient.ProviderName,
                account,
                (services, channel) => new PlivoClient(channel, Options(services, account)),
                client => new PlivoTelephony(client),
                services => new PlivoWebhookReceiver(account, Options(services, account)))
            .AddRecordingEraser<PlivoClient>(PlivoClient.ProviderName, account, static (client, recording, cancel) => client.DeleteRecordingAsync(recording.RequireRecording(), cancel));
    }

    private static PlivoOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<PlivoOptions>>().Get(account);
}
