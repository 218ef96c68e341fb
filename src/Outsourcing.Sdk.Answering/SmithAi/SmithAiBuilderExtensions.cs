using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Answering;
using Outsourcing.Http;

namespace Outsourcing;

/// <summary>Adds Smith.ai accounts.</summary>
public static class SmithAiBuilderExtensions
{
    /// <summary>Adds a Smith.ai account: its client under the account's name. It has no webhooks; its e-mails and Zapier hooks are read by the generic intake.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="SmithAiOptions"/>.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddSmithAi(this IOutsourcingBuilder builder, string account, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddSmithAi(account, options => section.Bind(options), configureHttp);
    }

    /// <inheritdoc cref="AddSmithAi(IOutsourcingBuilder, string, IConfigurationSection, Action{IHttpClientBuilder})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureHttp">Adds the app's own HTTP handlers.</param>
    public static IOutsourcingBuilder AddSmithAi(this IOutsourcingBuilder builder, string account, Action<SmithAiOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<SmithAiOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SmithAiOptions>, SmithAiOptionsValidator>());
        builder.AddProviderChannel(SmithAiClient.ProviderName, account, services => SmithAiClient.Settings(account, Options(services, account)), configureHttp);
        return builder.AddAnsweringAccount(
            SmithAiClient.ProviderName,
            account,
            (_, channel) => new SmithAiClient(channel));
    }

    private static SmithAiOptions Options(IServiceProvider services, string account) => services.GetRequiredService<IOptionsMonitor<SmithAiOptions>>().Get(account);
}
