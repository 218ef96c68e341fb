using Outsourcing.Storage;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>An app's own store of subscriptions, which changes while the app runs.</summary>
internal sealed class WebhookBook
{
    internal Dictionary<(TenantId Tenant, string Name), WebhookSubscription> Pages { get; } = [];

    internal List<string> Disabled { get; } = [];

    internal bool IsAway { get; set; }

    internal void Add(string tenant, string name, Uri address, params string[] secrets) => Put(new()
    {
        Tenant = TenantId.From(tenant),
        Name = name,
        Address = address,
        Secrets = secrets.Length == 0 ? [Secret] : secrets,
    });

    internal void Put(WebhookSubscription subscription) => Pages[(subscription.Tenant, subscription.Name)] = subscription;

    internal const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    internal const string Other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDQ2V4YW1wbGU=";

    /// <summary>Reads the book, in a scope of its own each time.</summary>
    internal sealed class Reader(WebhookBook book) : IWebhookSubscriptions
    {
        public ValueTask<IReadOnlyList<WebhookSubscription>> ListAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<WebhookSubscription>>([.. book.Pages.Values.Where(subscription => subscription.Tenant == tenant)]);

        public ValueTask<WebhookSubscription?> FindAsync(TenantId tenant, string name, CancellationToken cancellationToken = default) =>
            book.IsAway ? throw new IOException("the database is away") : ValueTask.FromResult(book.Pages.GetValueOrDefault((tenant, name)));

        public ValueTask DisableAsync(TenantId tenant, string name, string reason, CancellationToken cancellationToken = default)
        {
            WebhookSubscription before = book.Pages[(tenant, name)];
            book.Disabled.Add($"{before}: {reason}");
            book.Put(new() { Tenant = tenant, Name = name, Address = before.Address, Secrets = before.Secrets, DisabledReason = reason });
            return ValueTask.CompletedTask;
        }
    }
}
