using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Http;
using Outsourcing.Telephony;

namespace Outsourcing;

/// <summary>Adds Bandwidth accounts.</summary>
public static class BandwidthBuilderExtensions
{
    /// <summary>Adds a Bandwidth account: its client and <see cref="ITelephony"/> under the account's name, its webhooks under <c>bandwidth/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="BandwidthOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddBandwidth(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddBandwidth(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddBandwidth(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddBandwidth(this IOutsourcingBuilder builder, string account, Action<BandwidthOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<BandwidthOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BandwidthOptions>, BandwidthOptionsValidator>());
        string key = ProviderAccountExtensions.Key(BandwidthClient.ProviderName, account);
        builder.AddProviderChannel(BandwidthClient.ProviderName, TokenAccount(account), services => BandwidthClient.TokenSettings(account, Options(services, account)), configureHttp);
        builder.Services.AddKeyedSingleton(key, (services, _) => new ClientCredentials(
            services.GetRequiredKeyedService<ProviderChannel>(ProviderAccountExtensions.Key(BandwidthClient.ProviderName, TokenAccount(account))), BandwidthClient.TokenPath));
        builder.AddProviderChannel(
            BandwidthClient.ProviderName,
            account,
            services =>
            {
                BandwidthOptions options = Options(services, account);
                return BandwidthClient.Settings(account, options, string.IsNullOrEmpty(options.ClientId) ? null : services.GetRequiredKeyedService<ClientCredentials>(key));
            },
            configureHttp);
        return builder
            .AddTelephonyAccount(
                BandwidthClient.ProviderName,
                account,
                (services, channel) => new BandwidthClient(channel, Options(services, account)),
                client => new BandwidthTelephony(client),
                services => new BandwidthWebhookReceiver(account, Options(services, account)))
            .AddRecordingEraser<BandwidthClient>(BandwidthClient.ProviderName, account, static (client, recording, cancel) => client.DeleteRecordingAsync(recording.Call.ProviderCallId, recording.RequireRecording(), cancel));
    }

    private static BandwidthOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<BandwidthOptions>>().Get(account);

    // A channel of its own: a token is fetched while a request of the account's channel waits for it.
    private static string TokenAccount(string account) => $"{account}/token";
}
