using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Outsourcing.Storage;
using Outsourcing.Webhooks;

namespace Outsourcing.AspNetCore;

/// <summary>Registers a check for every queue, account and polled source, once all of them are known.</summary>
internal sealed class HealthRegistrations(IServiceProvider services, IOptions<OutsourcingHealthOptions> options, TimeProvider time) : IConfigureOptions<HealthCheckServiceOptions>
{
    public const string Tag = "outsourcing";

    public void Configure(HealthCheckServiceOptions health)
    {
        OutsourcingHealthOptions limits = options.Value;
        Add(health, "outsourcing-inbox", new WorkHealthCheck<InboxMessage>(services.GetRequiredService<IWebhookInbox>(), "Webhooks", time, limits), "queue");
        Add(health, "outsourcing-deliveries", new WorkHealthCheck<CallRecordDelivery>(services.GetRequiredService<ICallDeliveries>(), "Changes of calls", time, limits), "queue");
        Add(health, "outsourcing-outbox", new WorkHealthCheck<OutboxCommand>(services.GetRequiredService<ICommandOutbox>(), "Commands", time, limits), "queue");

        WebhookStatistics statistics = services.GetRequiredService<WebhookStatistics>();
        foreach ((string provider, string account) in services.GetServices<IWebhookReceiver>().Select(static receiver => Key(receiver.Provider, receiver.Account)).Distinct())
        {
            Add(health, $"outsourcing-account-{provider}-{account}", new AccountHealthCheck(provider, account, statistics, limits), "account", $"{provider}/{account}");
        }

        IPollTurns turns = services.GetRequiredService<IPollTurns>();
        IEnumerable<(string Provider, string Account, TimeSpan Interval)> polled =
        [
            .. services.GetServices<IPolledSource>().Select(static source => (source.Provider, source.Account, source.PollInterval)),
            .. services.GetServices<CallPollingRegistration>().SelectMany(registration => registration.Resolve(services).Select(listing => (listing.Provider, listing.Account, registration.Options.Interval))),
        ];
        foreach (((string provider, string account), TimeSpan interval) in polled.Select(static source => (Key: Key(source.Provider, source.Account), source.Interval)).DistinctBy(static source => source.Key))
        {
            Add(health, $"outsourcing-poll-{provider}-{account}", new PollHealthCheck(provider, account, interval, turns, time, limits), "poll", $"{provider}/{account}");
        }
    }

    private static (string Provider, string Account) Key(string provider, string account) => (provider.ToLowerInvariant(), account.ToLowerInvariant());

    private static void Add(HealthCheckServiceOptions health, string name, IHealthCheck check, string kind, params string[] more) =>
        health.Registrations.Add(new HealthCheckRegistration(name, check, null, [Tag, $"{Tag}-{kind}", .. more]));
}
