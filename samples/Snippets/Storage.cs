using Microsoft.EntityFrameworkCore;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Storage;

namespace Outsourcing.Snippets;

internal static class Storage
{
    internal static async Task ReadAsync(ICallStore calls, CallId id, DateTimeOffset monday, CancellationToken cancellationToken)
    {
        CallHistory? history = await calls.GetAsync(id, cancellationToken);
        await foreach (CallRecord call in calls.ListAsync(new CallQuery { StartedFrom = monday }, cancellationToken))
        {
            Console.WriteLine($"{call.Id} {call.Status}");
        }

        Console.WriteLine(history?.Updates.Count);
    }

    internal static async Task AmendAsync(IDocumentStore<DelegationBrief> briefs, IVerdictTrail trail, TimeProvider time, CancellationToken cancellationToken)
    {
        StoredDocument<DelegationBrief>? newest = await briefs.FindAsync("front-desk", cancellationToken: cancellationToken);
        DelegationBrief amended = newest!.Document with { Version = newest.Revision + 1, Purpose = "Every caller reaches a person." };
        await briefs.SaveAsync(amended, expectedRevision: newest.Revision, cancellationToken);
        await trail.AppendAsync(VerdictEntry.Of("brief/front-desk", time.GetUtcNow(), BriefReviewer.Default.Review(amended).Deliverable()), cancellationToken);
    }

    internal static async Task SchemaAsync(CrmDbContext context, CancellationToken cancellationToken)
    {
        string script = OutsourcingSchema.Script(context);
        int made = await OutsourcingSchema.CreateMissingTablesAsync(context, cancellationToken);
        Console.WriteLine($"{made} {script}");
    }

    internal static void Tenants(IOutsourcingBuilder builder)
    {
        builder.UseTenants(tenancy =>
        {
            tenancy.DefaultTenant = null;
            tenancy.Give("twilio", "north", TenantId.From("acme"));
        });
    }

    internal static void Retention(IOutsourcingBuilder builder)
    {
        builder.AddRetention(retention =>
        {
            retention.Calls = TimeSpan.FromDays(400);
            retention.ForTenant(TenantId.From("acme"), own => own.Calls = TimeSpan.FromDays(90));
        });
    }

    internal static async Task EraseAsync(IPersonalDataStore people, PhoneNumber caller, CancellationToken cancellationToken)
    {
        PersonalDataExport everything = await people.ExportAsync(caller, cancellationToken);
        ErasureReceipt receipt = await people.EraseAsync(caller, cancellationToken);
        Console.WriteLine($"{everything.Updates.Count} {receipt.Calls}");
    }
}

internal sealed class CrmDbContext(DbContextOptions<CrmDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyOutsourcing(this);
}
