using Microsoft.Extensions.Options;
using MinimalCrm.Work;
using Outsourcing;
using Outsourcing.Storage;
using Outsourcing.Testing;

namespace MinimalCrm;

/// <summary>Chooses who answers the calls: the account that is configured, or a simulated one. Another provider is one line here.</summary>
internal static class Accounts
{
    private static readonly Dictionary<string, Action<IOutsourcingBuilder, IConfigurationSection>> Providers = new()
    {
        // A telephone provider: a number is taken there, and its calls are sent on to the partner.
        ["Twilio"] = (outsourcing, section) => outsourcing.AddTwilio(CrmApp.Account, section).AddCallRecordHandler<AskTheProvider>("ask-the-provider"),

        // An answering service: it has its number already, and reports on the calls itself, with whether each was settled.
        ["Retell"] = (outsourcing, section) => outsourcing.AddRetell(CrmApp.Account, section),
    };

    internal static async Task AddAsync(WebApplicationBuilder builder, IOutsourcingBuilder outsourcing, CrmSettings settings, CancellationToken cancellationToken)
    {
        string[] configured = [.. Providers.Keys.Where(name => builder.Configuration.GetSection(name).Exists())];
        if (configured.Length == 0)
        {
            await SimulateAsync(builder.Services, outsourcing, cancellationToken);
            return;
        }

        if (configured is not [var provider])
        {
            throw new OutsourcingException($"Sections for {string.Join(" and ", configured)} are configured: this sample has one account, so leave one of them.");
        }

        settings.Simulated = false;
        builder.Services.AddOptionsWithValidateOnStart<CrmSettings>()
            .Validate(_ => settings.PublicBaseUrl is { IsAbsoluteUri: true }, $"Crm:PublicBaseUrl is missing: the address {provider} reaches this app by, such as https://crm.example.com.")
            .Validate(_ => settings.Engaged != true, "Crm:Engaged is for the demo company's fictional number: with an account, leave it out and engage a partner on the page.");
        Providers[provider](outsourcing, builder.Configuration.GetSection(provider));
    }

    /// <summary>Says all that is missing before anything is stored or sent.</summary>
    internal static void Check(IServiceProvider services) => services.GetService<IStartupValidator>()?.Validate();

    // A provider on a free port of this machine, which speaks the same protocol, and a desk that does the work.
    private static async Task SimulateAsync(IServiceCollection services, IOutsourcingBuilder outsourcing, CancellationToken cancellationToken)
    {
        TwilioSimulator simulator = await TwilioSimulator.StartAsync(cancellationToken: cancellationToken);
        services.AddSingleton(simulator);
        services.AddSingleton<SimulatedCallers>();
        services.AddHostedService(provider => provider.GetRequiredService<SimulatedCallers>());
        services.AddSingleton<IFaultLineEvidenceSource, DeskEvidence>();
        outsourcing.AddCallRecordHandler<FrontDesk>("front-desk").AddCallRecordHandler<AskTheProvider>("ask-the-provider").AddTwilio(CrmApp.Account, options =>
        {
            options.AccountSid = simulator.AccountSid;
            options.AuthToken = simulator.AuthToken;
            options.BaseAddress = simulator.BaseAddress;
        });
    }
}
