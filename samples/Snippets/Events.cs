using Microsoft.EntityFrameworkCore;
using Outsourcing.AspNetCore;
using Outsourcing.Http;
using Outsourcing.Storage;

namespace Outsourcing.Snippets;

internal static class Events
{
    internal static void Subscribe(IOutsourcingBuilder builder, string billingSecret)
    {
        builder.AddStandardWebhooks(webhooks => webhooks.Subscribe("billing", new Uri("https://billing.example.com/hooks"), billingSecret));
    }

    internal static void Keep(IOutsourcingBuilder builder)
    {
        builder.AddStandardWebhooks<CustomerWebhooks>(webhooks => webhooks.Source = new Uri("https://crm.example.com"));
    }

    internal static WebhookRow Replace(WebhookRow row)
    {
        row.Secrets = [StandardWebhooks.NewSecret(), row.Secrets[0]];
        return row;
    }
}

internal interface IBus
{
    Task PublishAsync(string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}

internal sealed class PublishCalls(IBus bus) : ICallRecordHandler
{
    public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default) =>
        bus.PublishAsync("application/cloudevents+json", change.ToCloudEvent(new Uri("https://crm.example.com")), cancellationToken);
}

internal sealed class CustomerWebhooks(CustomersDbContext crm) : IWebhookSubscriptions
{
    public async ValueTask<IReadOnlyList<WebhookSubscription>> ListAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
        [.. (await crm.Webhooks.AsNoTracking().Where(row => row.Tenant == tenant.Value).ToListAsync(cancellationToken)).Select(row => row.ToSubscription())];

    public async ValueTask<WebhookSubscription?> FindAsync(TenantId tenant, string name, CancellationToken cancellationToken = default) =>
        (await crm.Webhooks.AsNoTracking().SingleOrDefaultAsync(row => row.Tenant == tenant.Value && row.Name == name, cancellationToken))?.ToSubscription();

    public async ValueTask DisableAsync(TenantId tenant, string name, string reason, CancellationToken cancellationToken = default) =>
        await crm.Webhooks.Where(row => row.Tenant == tenant.Value && row.Name == name)
            .ExecuteUpdateAsync(row => row.SetProperty(webhook => webhook.DisabledReason, reason), cancellationToken);
}

internal sealed class WebhookRow
{
    public required string Tenant { get; set; }

    public required string Name { get; set; }

    public required string Address { get; set; }

    public required List<string> Secrets { get; set; }

    public string? DisabledReason { get; set; }

    public WebhookSubscription ToSubscription() => new()
    {
        Tenant = TenantId.From(Tenant),
        Name = Name,
        Address = new Uri(Address),
        Secrets = Secrets,
        DisabledReason = DisabledReason,
    };
}

internal sealed class CustomersDbContext(DbContextOptions<CustomersDbContext> options) : DbContext(options)
{
    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<WebhookRow>().HasKey(row => new { row.Tenant, row.Name });
}
