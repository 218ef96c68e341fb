using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Answering;
using Outsourcing.Http;

namespace Outsourcing;

/// <summary>Adds ElevenLabs accounts.</summary>
public static class ElevenLabsBuilderExtensions
{
    /// <summary>Adds an ElevenLabs account: its client, <see cref="IAnsweringSource"/> and <see cref="IBriefPublisher"/> under the account's name, its webhooks under <c>elevenlabs/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="ElevenLabsOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddElevenLabs(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddElevenLabs(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddElevenLabs(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddElevenLabs(this IOutsourcingBuilder builder, string account, Action<ElevenLabsOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<ElevenLabsOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ElevenLabsOptions>, ElevenLabsOptionsValidator>());
        builder.AddProviderChannel(ElevenLabsClient.ProviderName, account, services => ElevenLabsClient.Settings(account, Options(services, account)), configureHttp);
        builder.AddBriefPublisher(account, services => new ElevenLabsBriefPublisher(services.GetRequiredKeyedService<ElevenLabsClient>(account), Options(services, account).Publishing));
        return builder
            .AddAnsweringAccount(
                ElevenLabsClient.ProviderName,
                account,
                (_, channel) => new ElevenLabsClient(channel),
                (services, client) => new ElevenLabsWebhookReceiver(account, Options(services, account).WebhookSecrets, client))
            .AddRecordingEraser<ElevenLabsClient>(ElevenLabsClient.ProviderName, account, static (client, recording, cancel) => client.DeleteConversationAsync(recording.Call.ProviderCallId, cancel), everyCall: true);
    }

    private static ElevenLabsOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<ElevenLabsOptions>>().Get(account);
}
