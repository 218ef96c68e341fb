using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Answering;
using Outsourcing.Http;

namespace Outsourcing;

/// <summary>Adds Aircall accounts.</summary>
public static class AircallBuilderExtensions
{
    /// <summary>Adds an Aircall account: its client and <see cref="IAnsweringSource"/> under the account's name, its webhooks under <c>aircall/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="AircallOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddAircall(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddAircall(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddAircall(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddAircall(this IOutsourcingBuilder builder, string account, Action<AircallOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<AircallOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AircallOptions>, AircallOptionsValidator>());
        builder.AddProviderChannel(AircallClient.ProviderName, account, services => AircallClient.Settings(account, Options(services, account)), configureHttp);
        return builder
            .AddAnsweringAccount(
                AircallClient.ProviderName,
                account,
                (_, channel) => new AircallClient(channel),
                (services, client) => new AircallWebhookReceiver(account, Options(services, account).WebhookTokens, client))
            .AddRecordingEraser<AircallClient>(AircallClient.ProviderName, account, static (client, recording, cancel) => client.DeleteRecordingsAsync(recording.Call.ProviderCallId, cancel));
    }

    private static AircallOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<AircallOptions>>().Get(account);
}
