using Outsourcing.Calls;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>What a call store and the handlers' deliveries promise, on every database.</summary>
public sealed class CallContractTests
{
    private static readonly CallId One = new("lines", "north", "CA1");

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(17, "24 orders through each database")]
    public async Task Merge_InEveryOrderWithDuplicates_GivesTheSameRecord(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        CallUpdate[] events =
        [
            StoreHost.Update("CA1", 1, "a", "queued"), StoreHost.Update("CA1", 2, "b", "ringing"), StoreHost.Update("CA1", 3, "c", "in-progress"),
            StoreHost.Update("CA1", 4, "d", "completed"), StoreHost.Update("CA1", 5, "e", "ringing"),
        ];
        CallRecord expected = CallHistory.From(events).ToRecord();
        int number = 0;

        foreach (CallUpdate[] order in Permutations(events))
        {
            string call = $"CA{++number}";
            foreach (CallUpdate update in order.Append(order[0]))
            {
                await host.Calls.MergeAsync([update with { Call = new CallId("lines", "north", call) }]);
            }

            CallRecord stored = (await host.Calls.GetAsync(new CallId("lines", "north", call)))!.ToRecord();
            (stored with { Id = expected.Id }).ShouldBe(expected);
            stored.Status.ShouldBe(CallStatus.From("completed"));
        }

        number.ShouldBe(24);
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(24);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Merge_SameCallFromManyThreads_LosesNothing(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);

        int[] added = await Task.WhenAll(Enumerable.Range(0, 40).Select(index => Task.Run(() =>
            host.Calls.MergeAsync([StoreHost.Update("CA1", index % 20, $"o{index % 20}", "ringing")]))));

        added.Sum().ShouldBe(20);
        (await host.Calls.GetAsync(One))!.Updates.Count.ShouldBe(20);
        await foreach (CallRecord record in host.Calls.ListAsync(CallQuery.All))
        {
            record.UpdateCount.ShouldBe(20);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task List_OverSeveralPages_GivesEachCallOnceNewestFirst(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        await host.Calls.MergeAsync([.. Enumerable.Range(0, 450).Select(index => StoreHost.Update($"CA{index:000}", index % 60, "o", "completed"))]);

        List<CallRecord> all = [];
        await foreach (CallRecord record in host.Calls.ListAsync(CallQuery.All))
        {
            all.Add(record);
        }

        List<CallRecord> few = [];
        await foreach (CallRecord record in host.Calls.ListAsync(new CallQuery { Limit = 7, StartedFrom = new DateTimeOffset(2026, 3, 2, 8, 30, 0, TimeSpan.Zero) }))
        {
            few.Add(record);
        }

        all.Select(record => record.Id).Distinct().Count().ShouldBe(450);
        all.Select(record => record.LastRevision.At).ShouldBeInOrder(SortDirection.Descending);
        few.Count.ShouldBe(7);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task List_AfterACall_GoesOnWhereThePageEnded(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        await host.Calls.MergeAsync([.. Enumerable.Range(0, 25).Select(index => StoreHost.Update($"CA{index:000}", index % 3, "o", "completed"))]);

        List<CallRecord> all = [];
        int before;
        do
        {
            before = all.Count;
            await foreach (CallRecord record in host.Calls.ListAsync(new CallQuery { Limit = 10, After = all.LastOrDefault()?.Id }))
            {
                all.Add(record);
            }
        }
        while (all.Count - before == 10);

        all.Select(record => record.Id).Distinct().Count().ShouldBe(25);
        (await host.Calls.ListAsync(new CallQuery { After = new CallId("lines", "north", "gone") }).ToListAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task List_ByCaller_FindsThatPersonsCallsOnly(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        await host.Calls.MergeAsync([StoreHost.Update("CA1", 1, "o", "completed", "+442079460001"), StoreHost.Update("CA2", 1, "o", "completed", "+442079460002")]);

        long count = await host.Calls.CountAsync(new CallQuery { Caller = PhoneNumber.Parse("+442079460002") });

        count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Handler_HearsEachChangeInOrderWithItsOwnKey_AlsoWhenItFailsAtFirst(string database)
    {
        Recorder.Reset();
        await using StoreHost host = await StoreHost.StartAsync(database, builder => builder.AddCallRecordHandler<Recorder>("recorder"));
        await host.Calls.MergeAsync([StoreHost.Update("CA1", 1, "a", "ringing")]);
        await host.Calls.MergeAsync([StoreHost.Update("CA1", 2, "b", "in-progress")]);
        await host.Calls.MergeAsync([StoreHost.Update("CA2", 2, "b", "completed")]);
        await host.Calls.MergeAsync([StoreHost.Update("CA1", 3, "c", "completed")]);
        Recorder.FailOnce = "CA1";

        await host.ProcessDeliveriesAsync();
        Recorder.Heard.Select(change => change.Record.Id.ProviderCallId).ShouldBe(["CA2"]);
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        await host.ProcessDeliveriesAsync();

        CallRecordChange[] first = [.. Recorder.Heard.Where(change => change.Record.Id == One)];
        first.Select(change => change.Version).ShouldBe([1, 2, 3]);
        first.Select(change => change.Record.RawStatus).ShouldBe(["ringing", "in-progress", "completed"]);
        first.Select(change => change.Previous?.RawStatus).ShouldBe([null, "ringing", "in-progress"]);
        Recorder.Heard.Select(change => change.IdempotencyKey).ShouldBeUnique();
        (await host.Deliveries.GetBacklogAsync()).Pending.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(26, "rows of one tenant seen by no other")]
    public async Task UnreadTenantsRows_AreSeenByNobodyElse(string database)
    {
        TenantId acme = TenantId.From("acme");
        TenantId zenith = TenantId.From("zenith");
        await using StoreHost host = await StoreHost.StartAsync(database, builder => builder.UseTenants(tenancy =>
        {
            tenancy.DefaultTenant = null;
            tenancy.Give("lines", "north", acme).Give("lines", "south", zenith);
        }));
        using (host.Tenants.Use(acme))
        {
            await host.Calls.MergeAsync([StoreHost.Update("CA1", 1, "a", "completed")]);
        }

        await host.Inbox.StoreAsync(StoreHost.Message("bad", "no event"));
        await host.ProcessInboxAsync();

        (await host.Calls.GetAsync(One)).ShouldBeNull();
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(0);
        (await host.Inbox.ListDeadAsync()).ShouldBeEmpty();
        using (host.Tenants.Use(zenith))
        {
            (await host.Calls.GetAsync(One)).ShouldBeNull();
            (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(0);
            (await host.Inbox.ListDeadAsync()).ShouldBeEmpty();
        }

        using (host.Tenants.Use(acme))
        {
            (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(1);
            (await host.Inbox.ListDeadAsync()).Count.ShouldBe(1);
        }

        (await Should.ThrowAsync<OutsourcingException>(() => host.Calls.MergeAsync([StoreHost.Update("CA9", 1, "a", "completed")]))).Message.ShouldContain("No tenant");
    }

    [Fact]
    [Reliability(26, "every table has a tenant and a filter")]
    public async Task Model_EveryTableHasATenantAndItsFilter()
    {
        await using StoreHost host = await StoreHost.StartAsync(Databases.Sqlite);

        string[] bare = await host.WithContextAsync(context => Task.FromResult(context.Model.GetEntityTypes()
            .Where(entity => entity.FindProperty("Tenant") is null || entity.GetDeclaredQueryFilters().Count == 0)
            .Select(entity => entity.Name).ToArray()));

        bare.ShouldBeEmpty();
    }

    [Fact]
    public async Task ProtectedContent_IsNotToBeFoundInTheFile()
    {
        const string Planted = "+442079460777";
        await using StoreHost host = await StoreHost.StartAsync(Databases.Sqlite, protect: true);
        await host.Calls.MergeAsync([StoreHost.Update("CA1", 1, "a", "completed", Planted)]);
        await host.Inbox.StoreAsync(StoreHost.Message("e1", $"From={Planted}|x"));

        (await host.Calls.GetAsync(One))!.ToRecord().Caller!.Number!.Value.E164.ShouldBe(Planted);
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(host.File)!, Path.GetFileName(host.File) + "*"))
        {
            await using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using StreamReader reader = new(stream, System.Text.Encoding.Latin1);
            (await reader.ReadToEndAsync()).ShouldNotContain("2079460777");
        }
    }

    private static IEnumerable<CallUpdate[]> Permutations(CallUpdate[] items)
    {
        // All orders of the last four, with the first in front: the full set of 120 is held by the pure join's own tests.
        int[][] orders = [.. from a in Enumerable.Range(1, 4) from b in Enumerable.Range(1, 4) from c in Enumerable.Range(1, 4) from d in Enumerable.Range(1, 4)
            where new[] { a, b, c, d }.Distinct().Count() == 4 select new[] { a, b, c, d, 0 }];
        return orders.Select(order => order.Select(index => items[index]).ToArray());
    }

    private sealed class Recorder : ICallRecordHandler
    {
        private static readonly List<CallRecordChange> Changes = [];

        public static string? FailOnce { get; set; }

        public static CallRecordChange[] Heard
        {
            get
            {
                lock (Changes)
                {
                    return [.. Changes];
                }
            }
        }

        public static void Reset()
        {
            lock (Changes)
            {
                Changes.Clear();
            }
        }

        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
        {
            lock (Changes)
            {
                if (FailOnce == change.Record.Id.ProviderCallId)
                {
                    FailOnce = null;
                    throw new InvalidOperationException("once");
                }

                Changes.Add(change);
            }

            return Task.CompletedTask;
        }
    }
}
