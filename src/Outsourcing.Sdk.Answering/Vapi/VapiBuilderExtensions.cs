using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Answering;
using Outsourcing.Http;

namespace Outsourcing;

/// <summary>Adds Vapi accounts.</summary>
public static class VapiBuilderExtensions
{
    /// <summary>Adds a Vapi account: its client, <see cref="IAnsweringSource"/> and <see cref="IBriefPublisher"/> under the account's name, its webhooks under <c>vapi/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="VapiOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddVapi(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddVapi(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddVapi(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddVapi(this IOutsourcingBuilder builder, string account, Action<VapiOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<VapiOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<VapiOptions>, VapiOptionsValidator>());
        builder.AddProviderChannel(VapiClient.ProviderName, account, services => VapiClient.Settings(account, Options(services, account)), configureHttp);
        builder.AddBriefPublisher(account, services => new VapiBriefPublisher(services.GetRequiredKeyedService<VapiClient>(account), Options(services, account).Publishing));
        return builder
            .AddAnsweringAccount(
                VapiClient.ProviderName,
                account,
                (_, channel) => new VapiClient(channel),
                (services, client) => new VapiWebhookReceiver(account, Options(services, account), client, services.GetKeyedService<IVapiRequestHandler>(account) ?? services.GetService<IVapiRequestHandler>(), services.GetRequiredService<TimeProvider>()))
            .AddRecordingEraser<VapiClient>(VapiClient.ProviderName, account, static (client, recording, cancel) => client.DeleteCallAsync(recording.Call.ProviderCallId, cancel), everyCall: true);
    }

    private static VapiOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<VapiOptions>>().Get(account);
}
