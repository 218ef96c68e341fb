using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Http;
using Outsourcing.Telephony;

namespace Outsourcing;

/// <summary>Adds Vonage accounts.</summary>
public static class VonageBuilderExtensions
{
    /// <summary>Adds a Vonage account: its client and <see cref="ITelephony"/> under the account's name, its webhooks under <c>vonage/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="VonageOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddVonage(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddVonage(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddVonage(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddVonage(this IOutsourcingBuilder builder, string account, Action<VonageOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<VonageOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<VonageOptions>, VonageOptionsValidator>());
        builder.AddProviderChannel(
            VonageClient.ProviderName, account, services => VonageClient.Settings(account, Options(services, account), services.GetRequiredService<TimeProvider>()), configureHttp);
        return builder
            .AddTelephonyAccount(
                VonageClient.ProviderName,
                account,
                (services, channel) => new VonageClient(channel, Options(services, account)),
                client => new VonageTelephony(client),
                services => new VonageWebhookReceiver(account, Options(services, account)))
            // The address names the file; the recording's own id does not.
            .AddRecordingEraser<VonageClient>(VonageClient.ProviderName, account, static (client, recording, cancel) => client.DeleteRecordingAsync(recording.File ?? recording.RequireRecording(), cancel));
    }

    private static VonageOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<VonageOptions>>().Get(account);
}
