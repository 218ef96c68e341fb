using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Telephony;

namespace Outsourcing;

/// <summary>Adds the webhooks of Vonage accounts.</summary>
public static class VonageBuilderExtensions
{
    /// <summary>Adds the webhooks of a Vonage account under <c>vonage/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="VonageOptions"/>.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddVonageWebhooks(this IOutsourcingBuilder builder, string account, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddVonageWebhooks(account, options => section.Bind(options));
    }

    /// <inheritdoc cref="AddVonageWebhooks(IOutsourcingBuilder, string, IConfigurationSection)"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    public static IOutsourcingBuilder AddVonageWebhooks(this IOutsourcingBuilder builder, string account, Action<VonageOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<VonageOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<VonageOptions>, VonageOptionsValidator>());
        return builder.AddWebhookReceiver(
            "vonage", account, services => new VonageWebhookReceiver(account, services.GetRequiredService<IOptionsMonitor<VonageOptions>>().Get(account)));
    }
}
