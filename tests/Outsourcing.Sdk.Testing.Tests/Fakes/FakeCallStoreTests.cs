using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.Testing.Tests.Fakes;

/// <summary>The contract of the call store, held by the fake and by the real one alike.</summary>
public sealed class FakeCallStoreTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly CallId One = new("lines", "north", "CA1");

    public static TheoryData<string> Stores { get; } = ["fake", "real"];

    [Theory, MemberData(nameof(Stores))]
    public async Task Merge_InAnyOrderWithDuplicates_GivesTheSameRecord(string kind)
    {
        await using Store store = await Store.OpenAsync(kind);
        CallUpdate[] updates = [.. new CallBuilder("CA1", "lines", "north").Said(Speaker.Caller, "Hello").Recorded().Charged(0.1m).ToUpdates()];
        CallRecord expected = CallHistory.From(updates).ToRecord();

        int added = await store.Calls.MergeAsync([updates[3], updates[1], updates[3]]);
        added += await store.Calls.MergeAsync([updates[^1], updates[0]]);
        added += await store.Calls.MergeAsync(updates);

        added.ShouldBe(updates.Length);
        (await store.Calls.GetAsync(One))!.ToRecord().ShouldBe(expected);
        (await store.Calls.ListAsync(CallQuery.All).ToListAsync()).ShouldBe([expected]);
        (await store.Calls.MergeAsync(updates)).ShouldBe(0);
        (await store.Calls.MergeAsync([])).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Merge_SameCallFromManyThreads_LosesNothing(string kind)
    {
        await using Store store = await Store.OpenAsync(kind);

        int[] added = await Task.WhenAll(Enumerable.Range(0, 40).Select(index => Task.Run(() =>
            store.Calls.MergeAsync([Update("CA1", index % 20, $"o{index % 20}")]))));

        added.Sum().ShouldBe(20);
        (await store.Calls.GetAsync(One))!.Updates.Count.ShouldBe(20);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task List_OverSeveralPages_GivesEachCallOnceNewestFirst(string kind)
    {
        await using Store store = await Store.OpenAsync(kind);
        await store.Calls.MergeAsync([.. Enumerable.Range(0, 450).Select(index => Update($"CA{index:000}", index % 60, "o"))]);

        List<CallRecord> all = await store.Calls.ListAsync(CallQuery.All).ToListAsync();
        List<CallRecord> few = await store.Calls.ListAsync(new CallQuery { Limit = 7, StartedFrom = Nine.AddMinutes(30) }).ToListAsync();

        all.Select(record => record.Id).Distinct().Count().ShouldBe(450);
        all.Select(record => record.LastRevision.At).ShouldBeInOrder(SortDirection.Descending);
        few.Count.ShouldBe(7);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task List_AfterACall_GoesOnWhereThePageEnded(string kind)
    {
        await using Store store = await Store.OpenAsync(kind);
        await store.Calls.MergeAsync([.. Enumerable.Range(0, 25).Select(index => Update($"CA{index:000}", index % 3, "o"))]);

        List<CallRecord> all = [];
        int before;
        do
        {
            before = all.Count;
            all.AddRange(await store.Calls.ListAsync(new CallQuery { Limit = 10, After = all.LastOrDefault()?.Id }).ToListAsync());
        }
        while (all.Count - before == 10);

        all.Select(record => record.Id).Distinct().Count().ShouldBe(25);
        (await store.Calls.ListAsync(new CallQuery { After = new CallId("lines", "north", "gone") }).ToListAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Query_TakesTheStartOfItsWindowAndLeavesOutTheEnd(string kind)
    {
        await using Store store = await Store.OpenAsync(kind);
        await store.Calls.MergeAsync([Update("CA1", 1, "o"), Update("CA2", 2, "o"), Update("CA3", 3, "o")]);

        List<CallRecord> found = await store.Calls.ListAsync(new CallQuery { StartedFrom = Nine.AddMinutes(1), StartedUntil = Nine.AddMinutes(3) }).ToListAsync();

        found.Select(record => record.Id.ProviderCallId).ShouldBe(["CA2", "CA1"]);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Tenants_SeeTheirOwnCallsOnly_AndNobodyWithoutOne(string kind)
    {
        await using Store store = await Store.OpenAsync(kind, defaultTenant: null);
        TenantId acme = TenantId.From("acme");
        using (store.Tenants.Use(acme))
        {
            await store.Calls.MergeAsync([Update("CA1", 1, "o")]);
        }

        (await store.Calls.GetAsync(One)).ShouldBeNull();
        (await store.Calls.CountAsync(CallQuery.All)).ShouldBe(0);
        (await Should.ThrowAsync<OutsourcingException>(() => store.Calls.MergeAsync([Update("CA9", 1, "o")]))).Message.ShouldContain("No tenant");
        using (store.Tenants.Use(TenantId.From("zenith")))
        {
            (await store.Calls.GetAsync(One)).ShouldBeNull();
            (await store.Calls.ListAsync(new CallQuery { After = One }).ToListAsync()).ShouldBeEmpty();
            (await store.Calls.MergeAsync([Update("CA1", 1, "o")])).ShouldBe(1);
        }

        using (store.Tenants.Use(acme))
        {
            (await store.Calls.CountAsync(CallQuery.All)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task AnyQueriesOfAnyCalls_FindTheSameInBoth()
    {
        await using Store fake = await Store.OpenAsync("fake");
        await using Store real = await Store.OpenAsync("real");
        Gen<CallUpdate> update = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 9], Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 2], (call, minute, origin, hasStart, caller) =>
            Update($"CA{call}", minute, $"o{origin}", call % 2 == 0 ? "north" : "south") with
            {
                StartedAt = hasStart ? Nine.AddMinutes(10 - minute) : null,
                Caller = caller == 0 ? null : new CallParty { Number = caller == 1 ? Numbers.Ann : Numbers.Bea },
            });
        Gen<CallQuery> query = Gen.Select(Gen.Int[-1, 9], Gen.Int[-1, 12], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[-1, 14], Gen.Int[0, 5], (from, until, account, caller, after, limit) => new CallQuery
        {
            StartedFrom = from < 0 ? null : Nine.AddMinutes(from),
            StartedUntil = until < 0 ? null : Nine.AddMinutes(until),
            Provider = account == 0 ? null : "LINES",
            Account = account == 0 ? null : account == 1 ? "North" : "south",
            Caller = caller == 0 ? null : caller == 1 ? Numbers.Ann : Numbers.Bea,
            After = after < 0 ? null : new CallId("lines", after % 2 == 0 ? "north" : "south", $"CA{after}"),
            Limit = limit == 0 ? null : limit,
        });

        await Gen.Select(update.Array[0, 6], query).SampleAsync(
            async (updates, asked) =>
            {
                (await fake.Calls.MergeAsync(updates)).ShouldBe(await real.Calls.MergeAsync(updates));
                (await fake.Calls.CountAsync(asked)).ShouldBe(await real.Calls.CountAsync(asked));
                (await fake.Calls.ListAsync(asked).ToListAsync()).ShouldBe(await real.Calls.ListAsync(asked).ToListAsync());
            },
            iter: 150,
            threads: 1);
    }

    [Fact]
    public async Task Changes_AreThoseTheRealStoreDelivers()
    {
        FakeCallRecordHandler heard = new();
        FakeTimeProvider clock = new(Nine);
        await using AppHost app = await AppHost.StartAsync(builder => builder.AddFakeCallRecordHandler(heard), clock);
        FakeCallStore fake = new(time: clock);
        IReadOnlyList<CallUpdate> updates = new CallBuilder("CA1", "lines", "north").WithSummary("Wants a visit.").ToUpdates();
        foreach (IReadOnlyCollection<CallUpdate> piece in new IReadOnlyCollection<CallUpdate>[] { [updates[0]], [updates[2], updates[1], updates[0]], [updates[0]], [.. updates] })
        {
            await app.Calls.MergeAsync(piece);
            await fake.MergeAsync(piece);
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        await app.Get<CallDeliveryProcessor>().ProcessPendingAsync();

        fake.Changes.ShouldBe(heard.Changes);
        fake.Changes.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Deliver_TellsEachChangeUnderItsTenant()
    {
        FakeTenantAccessor tenants = new(otherwise: null);
        FakeCallStore store = new(tenants);
        foreach (string name in new[] { "acme", "zenith" })
        {
            using IDisposable tenant = tenants.Use(TenantId.From(name));
            await store.MergeAsync(new CallBuilder(name).ToUpdates());
        }

        TenantRecorder handler = new(tenants);
        await store.DeliverAsync(handler);

        handler.Heard.ShouldBe([("acme", "acme"), ("zenith", "zenith")]);
        tenants.Current.ShouldBeNull();
    }

    [Fact]
    public async Task FailNext_StoresNothing()
    {
        FakeCallStore store = new();
        store.FailNext(failure: () => new TimeoutException());

        await Should.ThrowAsync<TimeoutException>(() => store.MergeAsync([Update("CA1", 1, "o")]));

        (await store.CountAsync(CallQuery.All)).ShouldBe(0);
        store.Changes.ShouldBeEmpty();
    }

    private static CallUpdate Update(string call, int minute, string origin, string account = "north") => new()
    {
        Call = new CallId("lines", account, call),
        Revision = new CallRevision(Nine.AddMinutes(minute), origin),
        Status = CallStatus.Completed,
        RawStatus = "completed",
        Verification = WebhookVerification.BodyWithTimestamp,
    };

    private sealed class TenantRecorder(ITenantAccessor tenants) : ICallRecordHandler
    {
        public List<(string? Current, string Call)> Heard { get; } = [];

        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
        {
            Heard.Add((tenants.Current?.Value, change.Record.Id.ProviderCallId));
            return Task.CompletedTask;
        }
    }

    private sealed class Store(ICallStore calls, ITenantAccessor tenants, AppHost? host) : IAsyncDisposable
    {
        public ICallStore Calls => calls;

        public ITenantAccessor Tenants => tenants;

        public static Task<Store> OpenAsync(string kind) => OpenAsync(kind, TenantId.Default);

        public static async Task<Store> OpenAsync(string kind, TenantId? defaultTenant)
        {
            if (kind == "fake")
            {
                FakeTenantAccessor tenants = new(defaultTenant);
                return new Store(new FakeCallStore(tenants), tenants, null);
            }

            AppHost host = await AppHost.StartAsync(builder => builder.UseTenants(tenancy => tenancy.DefaultTenant = defaultTenant));
            return new Store(host.Calls, host.Tenants, host);
        }

        public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
