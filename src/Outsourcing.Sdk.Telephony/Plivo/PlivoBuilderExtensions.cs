using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Telephony;

namespace Outsourcing;

/// <summary>Adds the webhooks of Plivo accounts.</summary>
public static class PlivoBuilderExtensions
{
    /// <summary>Adds the webhooks of a Plivo account under <c>plivo/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="PlivoOptions"/>.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddPlivoWebhooks(this IOutsourcingBuilder builder, string account, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddPlivoWebhooks(account, options => section.Bind(options));
    }

    /// <inheritdoc cref="AddPlivoWebhooks(IOutsourcingBuilder, string, IConfigurationSection)"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    public static IOutsourcingBuilder AddPlivoWebhooks(this IOutsourcingBuilder builder, string account, Action<PlivoOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<PlivoOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PlivoOptions>, PlivoOptionsValidator>());
        return builder.AddWebhookReceiver(
            "plivo", account, services => new PlivoWebhookReceiver(account, services.GetRequiredService<IOptionsMonitor<PlivoOptions>>().Get(account)));
    }
}
