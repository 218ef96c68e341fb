using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Partners;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>Every method of every store, asked by another tenant and by nobody.</summary>
public sealed class TenancyTests
{
    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly CallId Planted = new("lines", "north", "CA1");
    private static readonly CallId PlantedWithoutNumber = new("lines", "north", "CA2");
    private static readonly PhoneNumber Caller = PhoneNumber.Parse("+442079460777");

    /// <summary>Interfaces that the app implements, or that hold no rows.</summary>
    private static readonly Type[] NoStores = [typeof(ICallRecordHandler), typeof(IOutboxSender), typeof(IOutcomeReviewHandler), typeof(IFaultLineEvidenceSource), typeof(IPolledSource), typeof(IRecordingEraser), typeof(ITenantAccessor)];

    /// <summary>Methods that show nothing: they write for the current tenant, or belong to the workers, which serve all tenants and set each piece's own.</summary>
    private static readonly string[] ShowNothing =
    [
        "ICallStore.MergeAsync", "ICommandOutbox.EnqueueAsync", "IDocumentStore.SaveAsync", "IVerdictTrail.AppendAsync", "IWebhookInbox.StoreAsync",
        "IPollPositions.FindAsync", "IPollPositions.KeepAsync", "IPersonalDataStore.ApplyRetentionAsync",
        "IPollTurns.TakeAsync", "IPollTurns.RenewAsync", "IPollTurns.EndAsync", "IPollTurns.FindAsync",
        "IWorkStore.LeaseAsync", "IWebhookInbox.LeaseAsync", "IWorkStore.GiveBackAsync", "IWorkStore.DeferAsync", "IWorkStore.FailAsync", "IWorkStore.GetBacklogAsync",
        "ICallDeliveries.CompleteAsync", "ICommandOutbox.BeginAsync", "ICommandOutbox.CompleteAsync", "IWebhookInbox.CompleteAsync",
    ];

    /// <summary>For each other method: how many rows of the planted ones it shows or touches.</summary>
    private static readonly Dictionary<string, Func<StoreHost, long, Task<long>>> Shown = new()
    {
        ["ICallStore.GetAsync"] = async (host, _) => await host.Calls.GetAsync(Planted) is null ? 0 : 1,
        ["ICallStore.ListAsync"] = async (host, _) => await host.Calls.ListAsync(new CallQuery { Caller = Caller }).CountAsync(),
        ["ICallStore.CountAsync"] = (host, _) => host.Calls.CountAsync(new CallQuery { Caller = Caller }),
        ["ICommandOutbox.FindAsync"] = async (host, _) => await Get<ICommandOutbox>(host).FindAsync("planted") is null ? 0 : 1,
        ["IDocumentStore.FindAsync"] = async (host, _) => await Get<IDocumentStore<Partner>>(host).FindAsync("planted") is null ? 0 : 1,
        ["IDocumentStore.ListAsync"] = async (host, _) => (await Get<IDocumentStore<Partner>>(host).ListAsync()).Count,
        ["IDocumentStore.ListRevisionsAsync"] = async (host, _) => (await Get<IDocumentStore<Partner>>(host).ListRevisionsAsync("planted")).Count,
        ["IVerdictTrail.ListAsync"] = async (host, _) => (await Get<IVerdictTrail>(host).ListAsync()).Count,
        ["IWorkStore.GetTenantBacklogAsync"] = async (host, _) => (await host.Inbox.GetTenantBacklogAsync()).Dead,
        ["IWorkStore.ListDeadAsync"] = async (host, _) => (await host.Inbox.ListDeadAsync()).Count,
        ["IPersonalDataStore.ExportAsync"] = async (host, _) => (await Get<IPersonalDataStore>(host).ExportAsync(Caller)).Updates.Count,
        // The last ones change what they find, and come last for it.
        ["IWorkStore.ReplayAsync"] = async (host, dead) => await host.Inbox.ReplayAsync(dead) ? 1 : 0,
        ["IPersonalDataStore.EraseAsync"] = async (host, _) => (await Get<IPersonalDataStore>(host).EraseAsync(Caller)).Calls,
        ["IPersonalDataStore.ListErasuresAsync"] = async (host, _) => (await Get<IPersonalDataStore>(host).ListErasuresAsync()).Count,
        ["IPersonalDataStore.EraseCallAsync"] = async (host, _) => (await Get<IPersonalDataStore>(host).EraseCallAsync(PlantedWithoutNumber)).Calls,
    };

    [Fact]
    public void EveryMethodOfEveryStore_IsProbedOrShowsNothing()
    {
        string[] methods = [.. typeof(ICallStore).Assembly.GetExportedTypes()
            .Where(type => type.IsInterface && type.Namespace == typeof(ICallStore).Namespace && !NoStores.Contains(type))
            .SelectMany(type => type.GetMethods().Select(method => $"{type.Name.Split('`')[0]}.{method.Name}"))
            .Distinct()
            .Order(StringComparer.Ordinal)];

        methods.ShouldBe(Shown.Keys.Concat(ShowNothing).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(26, "every reading method of every store, enumerated: 0 rows of another tenant, and none without a tenant")]
    public async Task EveryReadingMethod_OfAnotherTenant_ShowsNothing(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, builder => builder.UseTenants(tenancy =>
        {
            tenancy.DefaultTenant = null;
            tenancy.Give("lines", "north", Acme);
        }));
        await host.Inbox.StoreAsync(StoreHost.Message("bad", "no event"));
        await host.ProcessInboxAsync();
        long dead;
        using (host.Tenants.Use(Acme))
        {
            await host.Calls.MergeAsync([StoreHost.Update("CA1", 1, "a", "completed", Caller.E164), StoreHost.Update("CA2", 1, "a", "completed")]);
            await Get<ICommandOutbox>(host).EnqueueAsync(new OutboxCommand { Key = "planted", Name = "n", Provider = "lines", Account = "north" });
            await Get<IDocumentStore<Partner>>(host).SaveAsync(new Partner { Id = PartnerId.From("planted"), Name = "Planted" });
            await Get<IVerdictTrail>(host).AppendAsync(VerdictEntry.Of("planted", DateTimeOffset.UnixEpoch, Verdict.Of(1, new VerdictExplanation { Rule = "planted/1", Source = "s", Summary = "planted" })));
            dead = (await host.Inbox.ListDeadAsync()).Single().Id;
        }

        foreach ((string method, Func<StoreHost, long, Task<long>> show) in Shown)
        {
            if (method != "IPersonalDataStore.ListErasuresAsync")
            {
                using (host.Tenants.Use(TenantId.From("zenith")))
                {
                    (await show(host, dead)).ShouldBe(0, method);
                }
            }

            long unowned;
            try
            {
                unowned = await show(host, dead);
            }
            catch (OutsourcingException refused) when (refused.Message.Contains("No tenant", StringComparison.Ordinal))
            {
                unowned = 0;
            }

            unowned.ShouldBe(0, method);
            using (host.Tenants.Use(Acme))
            {
                // What nobody else sees is there for its owner: the probe looks in the right place.
                (await show(host, dead)).ShouldBe(1, method);
            }
        }

        using (host.Tenants.Use(TenantId.From("zenith")))
        {
            (await Get<IPersonalDataStore>(host).ListErasuresAsync()).ShouldAllBe(receipt => receipt.Calls == 0);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(26, "1,000 tenants (each with 100 calls where OUTSOURCING_TENANT_CALLS says so), 100 calls at a time, the same event and call ids: each tenant has its own rows and sees no other")]
    public async Task AThousandTenantsAtOnce_KeepTheSameIdsApart(string database)
    {
        string[] tenants = [.. Enumerable.Range(0, 1000).Select(index => $"t{index:000}")];
        (string Tenant, int Call)[] calls = [.. Enumerable.Range(0, CallsOfATenant).SelectMany(call => tenants.Select(tenant => (tenant, call)))];
        await using StoreHost host = await StoreHost.StartAsync(database, builder => builder.UseTenants(tenancy =>
        {
            tenancy.DefaultTenant = null;
            foreach (string tenant in tenants)
            {
                tenancy.Give("lines", $"of-{tenant}", TenantId.From(tenant));
            }
        }));

        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (of, cancellationToken) =>
        {
            (string tenant, int call) = of;
            (await host.Inbox.StoreAsync(StoreHost.Message($"same {call}", account: $"of-{tenant}"), cancellationToken)).ShouldBe(InboxReceipt.Stored, tenant);
            using IDisposable scope = host.Tenants.Use(TenantId.From(tenant));
            await host.Calls.MergeAsync([StoreHost.Update($"CA{call + 1}", 1, tenant, "completed")], cancellationToken);
        });

        await Parallel.ForEachAsync(tenants, new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (tenant, cancellationToken) =>
        {
            using IDisposable scope = host.Tenants.Use(TenantId.From(tenant));
            (await host.Inbox.GetTenantBacklogAsync(cancellationToken)).Pending.ShouldBe(CallsOfATenant, tenant);
            (await host.Calls.GetAsync(Planted, cancellationToken))!.Updates.ShouldHaveSingleItem().Revision.Origin.ShouldBe(tenant);
            (await host.Calls.CountAsync(CallQuery.All, cancellationToken)).ShouldBe(CallsOfATenant, tenant);
        });
    }

    private static int CallsOfATenant =>
        int.TryParse(Environment.GetEnvironmentVariable("OUTSOURCING_TENANT_CALLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int calls) ? calls : 1;

    private static T Get<T>(StoreHost host)
        where T : notnull => host.Services.GetRequiredService<T>();
}
