using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Telephony;

namespace Outsourcing;

/// <summary>Adds the webhooks of SignalWire accounts.</summary>
public static class SignalWireBuilderExtensions
{
    /// <summary>Adds the webhooks of a SignalWire account under <c>signalwire/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="section">The section that holds <see cref="SignalWireOptions"/>.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddSignalWireWebhooks(this IOutsourcingBuilder builder, string account, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddSignalWireWebhooks(account, options => section.Bind(options));
    }

    /// <inheritdoc cref="AddSignalWireWebhooks(IOutsourcingBuilder, string, IConfigurationSection)"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="configure">Sets the options.</param>
    public static IOutsourcingBuilder AddSignalWireWebhooks(this IOutsourcingBuilder builder, string account, Action<SignalWireOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<SignalWireOptions>(account).Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SignalWireOptions>, SignalWireOptionsValidator>());
        return builder.AddWebhookReceiver(
            "signalwire", account, services => new SignalWireWebhookReceiver(account, services.GetRequiredService<IOptionsMonitor<SignalWireOptions>>().Get(account)));
    }
}
