using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Telephony;

namespace Outsourcing;

/// <summary>Adds the webhooks of Bandwidth accounts.</summary>
public static class BandwidthBuilderExtensions
{
    /// <summary>Adds the webhooks of a Bandwidth account under <c>bandwidth/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="BandwidthOptions"/>.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddBandwidthWebhooks(this IOutsourcingBuilder builder, string account, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddBandwidthWebhooks(account, options => section.Bind(options));
    }

    /// <inheritdoc cref="AddBandwidthWebhooks(IOutsourcingBuilder, string, IConfigurationSection)"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    public static IOutsourcingBuilder AddBandwidthWebhooks(this IOutsourcingBuilder builder, string account, Action<BandwidthOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<BandwidthOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BandwidthOptions>, BandwidthOptionsValidator>());
        return builder.AddWebhookReceiver(
            "bandwidth", account, services => new BandwidthWebhookReceiver(account, services.GetRequiredService<IOptionsMonitor<BandwidthOptions>>().Get(account)));
    }
}
