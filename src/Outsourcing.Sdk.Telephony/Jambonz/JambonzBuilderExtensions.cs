using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Telephony;

namespace Outsourcing;

/// <summary>Adds the webhooks of Jambonz accounts.</summary>
public static class JambonzBuilderExtensions
{
    /// <summary>Adds the webhooks of a Jambonz account under <c>jambonz/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="JambonzOptions"/>.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddJambonzWebhooks(this IOutsourcingBuilder builder, string account, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddJambonzWebhooks(account, options => section.Bind(options));
    }

    /// <inheritdoc cref="AddJambonzWebhooks(IOutsourcingBuilder, string, IConfigurationSection)"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    public static IOutsourcingBuilder AddJambonzWebhooks(this IOutsourcingBuilder builder, string account, Action<JambonzOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<JambonzOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JambonzOptions>, JambonzOptionsValidator>());
        return builder.AddWebhookReceiver(
            "jambonz", account, services => new JambonzWebhookReceiver(account, services.GetRequiredService<IOptionsMonitor<JambonzOptions>>().Get(account)));
    }
}
