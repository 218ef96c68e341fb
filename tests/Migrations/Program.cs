using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing;
using Outsourcing.Calls;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Storage;
using Outsourcing.Webhooks;

ServiceCollection services = new();
services.AddLogging();
services.AddDbContext<CrmDbContext>(CrmDbContext.Use);
services.AddOutsourcing().AddEntityFrameworkStores<CrmDbContext>();
await using ServiceProvider provider = services.BuildServiceProvider();
await using (AsyncServiceScope scope = provider.CreateAsyncScope())
{
    Contact contact = await scope.ServiceProvider.GetRequiredService<CrmDbContext>().Contacts.SingleAsync();
    Require(contact.Name == "Ana", "the app's own row is there still");
}

IWebhookInbox inbox = provider.GetRequiredService<IWebhookInbox>();
InboxMessage message = new()
{
    Key = new InboxKey("lines", "north", "e1"),
    Request = new WebhookRequest("POST", "https://crm.example.com/hooks", [], "a=b"u8.ToArray()),
    Verification = WebhookVerification.BodyNoTimestamp,
    ReceivedAt = DateTimeOffset.UtcNow,
};
Require(await inbox.StoreAsync(message) == InboxReceipt.Stored, "a webhook is stored");
Require(await inbox.StoreAsync(message) == InboxReceipt.Duplicate, "and known the second time");
CallId call = new("lines", "north", "CA1");
await provider.GetRequiredService<ICallStore>().MergeAsync([new CallUpdate { Call = call, Revision = new CallRevision(DateTimeOffset.UnixEpoch, "e1"), Status = CallStatus.Completed }]);
Require((await provider.GetRequiredService<ICallStore>().GetAsync(call))?.ToRecord().Status == CallStatus.Completed, "a call is stored and read");
Require((await provider.GetRequiredService<IPollTurns>().TakeAsync("lines", "north", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1))).Token is not null, "a turn at polling is taken");
Console.WriteLine("migrated, and the stores work");

static void Require(bool holds, string what)
{
    if (!holds)
    {
        throw new InvalidOperationException($"It does not hold that {what}.");
    }
}

internal sealed class Contact
{
    public int Id { get; set; }

    public required string Name { get; set; }
}

internal sealed class CrmDbContext(DbContextOptions<CrmDbContext> options) : DbContext(options)
{
    public DbSet<Contact> Contacts => Set<Contact>();

    public static void Use(DbContextOptionsBuilder options)
    {
        string connection = Environment.GetEnvironmentVariable("CRM_CONNECTION")!;
        _ = connection.StartsWith("Data Source", StringComparison.Ordinal) ? options.UseSqlite(connection) : options.UseNpgsql(connection);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Contact>().HasData(new Contact { Id = 1, Name = "Ana" });
        if (Environment.GetEnvironmentVariable("CRM_BEFORE") is null)
        {
            modelBuilder.ApplyOutsourcing(this);
        }
    }
}

internal sealed class CrmDbContextFactory : IDesignTimeDbContextFactory<CrmDbContext>
{
    public CrmDbContext CreateDbContext(string[] args)
    {
        DbContextOptionsBuilder<CrmDbContext> options = new();
        CrmDbContext.Use(options);
        return new CrmDbContext(options.Options);
    }
}
