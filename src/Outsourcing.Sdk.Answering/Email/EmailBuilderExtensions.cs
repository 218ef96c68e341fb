using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Answering;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing;

/// <summary>Adds summary e-mails.</summary>
public static class EmailBuilderExtensions
{
    /// <summary>Reads summary e-mails from a mailbox: polled into the inbox as they came, interpreted by templates, unrecognised ones kept for review.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="mailbox">The section that holds <see cref="ImapMailboxOptions"/>.</param>
    /// <param name="configure">Sets the templates and who is believed.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddEmailIntake(this IOutsourcingBuilder builder, string account, IConfigurationSection mailbox, Action<EmailIntakeOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return builder.AddEmailIntake(account, options => mailbox.Bind(options), configure);
    }

    /// <inheritdoc cref="AddEmailIntake(IOutsourcingBuilder, string, IConfigurationSection, Action{EmailIntakeOptions})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="account">What the app calls the account.</param>
    /// <param name="mailbox">Sets the mailbox.</param>
    /// <param name="configure">Sets the templates and who is believed.</param>
    public static IOutsourcingBuilder AddEmailIntake(this IOutsourcingBuilder builder, string account, Action<ImapMailboxOptions> mailbox, Action<EmailIntakeOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(configure);
        IServiceCollection services = builder.Services;
        services.AddOptionsWithValidateOnStart<ImapMailboxOptions>(account).Configure(mailbox);
        services.AddOptionsWithValidateOnStart<EmailIntakeOptions>(account).Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ImapMailboxOptions>, ImapMailboxOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmailIntakeOptions>, EmailIntakeOptionsValidator>());
        string key = ProviderAccountExtensions.Key(EmailReader.Provider, account);
        services.AddKeyedSingleton<IWebhookReceiver>(key, (provider, _) => new EmailWebhookReceiver(account, provider.GetRequiredService<IOptionsMonitor<EmailIntakeOptions>>()));
        services.AddSingleton(provider => provider.GetRequiredKeyedService<IWebhookReceiver>(key));
        return builder.AddPolledSource(provider => new ImapMailbox(
            account, provider.GetRequiredService<IOptionsMonitor<ImapMailboxOptions>>().Get(account), provider.GetRequiredService<TimeProvider>()));
    }
}
