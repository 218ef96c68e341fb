using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>What an inbox promises, on every database.</summary>
public sealed class InboxContractTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [PostgresFact]
    public void PostgreSql_IsThereOrTheReasonIsGiven() => ((IEnumerable<object[]>)Databases.All).Select(row => row[0]).ShouldBe([Databases.Sqlite, Databases.PostgreSql]);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Backlog_OfATenant_CountsItsOwnWorkAlone(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, configure: builder => builder.UseTenants(options =>
        {
            options.DefaultTenant = null;
            options.Give("lines", "north", TenantId.From("acme")).Give("lines", "south", TenantId.From("zenith"));
        }));
        await host.Inbox.StoreAsync(StoreHost.Message("m1"));
        await host.Inbox.StoreAsync(StoreHost.Message("m2"));
        await host.Inbox.StoreAsync(StoreHost.Message("m1", account: "south"));

        async Task<long> PendingAsync(string tenant)
        {
            using IDisposable scope = host.Tenants.Use(TenantId.From(tenant));
            return (await host.Inbox.GetTenantBacklogAsync()).Pending;
        }

        (await PendingAsync("acme"), await PendingAsync("zenith"), await PendingAsync("third")).ShouldBe((2, 1, 0));
        (await host.Inbox.GetBacklogAsync()).Pending.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(16, "10,000 times from 64 threads: stored once")]
    [Reliability(28, "SQLite and PostgreSQL, as every test of this class")]
    public async Task Store_SameEventFromManyThreads_IsStoredOnce(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);

        InboxReceipt[][] receipts = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            InboxReceipt[] own = new InboxReceipt[157];
            for (int index = 0; index < own.Length; index++)
            {
                own[index] = await host.Inbox.StoreAsync(StoreHost.Message("e1"));
            }

            return own;
        })));

        receipts.Sum(own => own.Length).ShouldBeGreaterThan(10_000);
        receipts.Sum(own => own.Count(receipt => receipt == InboxReceipt.Stored)).ShouldBe(1);
        (await host.Inbox.GetBacklogAsync()).Pending.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Store_ManyAtOnceWithOneThatIsRefusedAndOneGivenUp_CostsTheOthersNothing(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        using CancellationTokenSource gone = new();
        await gone.CancelAsync();

        // PostgreSQL holds no such character; SQLite holds all.
        Task<InboxReceipt> refused = host.Inbox.StoreAsync(StoreHost.Message("nul\0"));
        Task<InboxReceipt>[] others = [.. Enumerable.Range(0, 40).Select(index => host.Inbox.StoreAsync(StoreHost.Message($"e{index % 30}")))];
        Task<InboxReceipt> givenUp = host.Inbox.StoreAsync(StoreHost.Message("gone"), gone.Token);

        InboxReceipt[] receipts = await Task.WhenAll(others);
        await Should.ThrowAsync<OperationCanceledException>(() => givenUp);
        if (database == Databases.PostgreSql)
        {
            await Should.ThrowAsync<System.Data.Common.DbException>(() => refused);
        }

        receipts.Count(receipt => receipt == InboxReceipt.Stored).ShouldBe(30);
        receipts.Count(receipt => receipt == InboxReceipt.Duplicate).ShouldBe(10);
        (await host.Inbox.GetBacklogAsync()).Pending.ShouldBe(database == Databases.PostgreSql ? 30 : 31);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Store_AtOnceForSeveralTenants_GivesEachItsOwn(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, builder => builder.UseTenants(tenancy =>
        {
            tenancy.DefaultTenant = null;
            tenancy.Give("lines", "north", TenantId.From("acme")).Give("lines", "south", TenantId.From("zenith"));
        }));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(index => host.Inbox.StoreAsync(StoreHost.Message($"e{index}", $"CA{index}|ringing", index % 4 == 0 ? "south" : "north"))));

        foreach ((string tenant, int webhooks) in new[] { ("acme", 30), ("zenith", 10) })
        {
            using IDisposable scope = host.Tenants.Use(TenantId.From(tenant));
            (await host.Inbox.GetTenantBacklogAsync()).Pending.ShouldBe(webhooks, tenant);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(21, "the clock is set an hour or two forward and back, again and again: what one worker has is given to no other, and its result is taken")]
    public async Task Lease_WhenTheClockIsSet_GivesNoWorkThatIsUnderWay(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        await host.Inbox.StoreAsync(StoreHost.Message("e1"));
        WorkLease<InboxMessage> lease = (await host.Inbox.LeaseAsync(1, Minute)).Single();

        List<int> given = [];
        foreach (TimeSpan forward in (TimeSpan[])[Hour, -Hour, Hour, -2 * Hour, 2 * Hour, -Hour])
        {
            host.Clock.Set(forward);
            host.Clock.Advance(TimeSpan.FromSeconds(9));
            given.Add((await host.Inbox.LeaseAsync(1, Minute)).Count);
        }

        given.ShouldBe([0, 0, 0, 0, 0, 0]);
        (await host.Inbox.CompleteAsync(lease, [StoreHost.Update("CA1", 1, "first", "ringing")])).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(21, "the clock is set an hour forward while a worker stops for good: its work is given to another when its lease has run, and what is leased since then keeps its own time")]
    public async Task Lease_AfterTheClockWasSet_GivesWhatWasLeftWhenItsTimeHasPassed(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        await host.Inbox.StoreAsync(StoreHost.Message("e1"));
        await host.Inbox.LeaseAsync(1, Minute);
        await host.Inbox.StoreAsync(StoreHost.Message("e2"));

        host.Clock.Set(Hour);
        WorkLease<InboxMessage> meanwhile = (await host.Inbox.LeaseAsync(5, Minute)).Single();
        host.Clock.Advance(Minute - TimeSpan.FromMilliseconds(1));
        IReadOnlyList<WorkLease<InboxMessage>> early = await host.Inbox.LeaseAsync(5, Minute);
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        WorkLease<InboxMessage>[] after = [.. await host.Inbox.LeaseAsync(1, Minute), .. await host.Inbox.LeaseAsync(1, Minute)];
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        after = [.. after, .. await host.Inbox.LeaseAsync(5, Minute)];

        meanwhile.Item.Key.EventId.ShouldBe("e2");
        early.ShouldBeEmpty();
        after.Select(lease => lease.Item.Key.EventId).ShouldBe(["e1", "e2"]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Complete_OfAWebhookWhoseCallerWasErasedMeanwhile_BringsNothingBack(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        PhoneNumber caller = PhoneNumber.Parse("+442079460777");
        await host.Calls.MergeAsync([StoreHost.Update("CA1", 1, "first", "ringing", caller.E164)]);
        await host.Inbox.StoreAsync(StoreHost.Message("e1", $"CA1|completed|{caller.E164}"));
        WorkLease<InboxMessage> lease = (await host.Inbox.LeaseAsync(1, Minute)).Single();

        await host.Services.GetRequiredService<IPersonalDataStore>().EraseAsync(caller);

        (await host.Inbox.CompleteAsync(lease, [StoreHost.Update("CA1", 2, "second", "completed", caller.E164)])).ShouldBeFalse();
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Complete_ManyAtOnceWithOneLost_KeepsTheOthers(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        foreach (int index in Enumerable.Range(0, 10))
        {
            await host.Inbox.StoreAsync(StoreHost.Message($"e{index}"));
        }

        IReadOnlyList<WorkLease<InboxMessage>> leases = await host.Inbox.LeaseAsync(10, Minute);
        await host.Inbox.FailAsync(leases[3], "taken away", retryAt: null);

        bool[] held = await Task.WhenAll(leases.Select((lease, index) => host.Inbox.CompleteAsync(lease, [StoreHost.Update($"CA{index % 4}", index, $"o{index}", "ringing")])));

        held.Select((one, index) => (one, index)).Where(pair => !pair.one).Select(pair => pair.index).ShouldBe([3]);
        CallRecord[] records = [.. await host.Calls.ListAsync(CallQuery.All).ToArrayAsync()];
        records.Sum(record => record.UpdateCount).ShouldBe(9);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Store_SameEventIdOfAnotherAccount_IsAnotherEvent(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);

        InboxReceipt north = await host.Inbox.StoreAsync(StoreHost.Message("e1"));
        InboxReceipt south = await host.Inbox.StoreAsync(StoreHost.Message("e1", account: "south"));

        (north, south).ShouldBe((InboxReceipt.Stored, InboxReceipt.Stored));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Store_AgainAfterTheRepeatHorizon_IsReplayedAndBeforeItADuplicate(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        InboxMessage first = StoreHost.Message("e1") with { RepeatHorizon = Minute };
        await host.Inbox.StoreAsync(first);

        InboxReceipt within = await host.Inbox.StoreAsync(first with { ReceivedAt = first.ReceivedAt + Minute });
        InboxReceipt after = await host.Inbox.StoreAsync(first with { ReceivedAt = first.ReceivedAt + Minute + TimeSpan.FromTicks(1) });
        InboxReceipt other = await host.Inbox.StoreAsync(StoreHost.Message("e2") with { RepeatHorizon = Minute, ReceivedAt = first.ReceivedAt + Minute + Minute });
        InboxReceipt unlimited = await host.Inbox.StoreAsync(first with { RepeatHorizon = null, ReceivedAt = first.ReceivedAt + Minute + Minute });

        // The first receipt counts, not the latest: repeating keeps no event alive.
        (within, after, other, unlimited).ShouldBe((InboxReceipt.Duplicate, InboxReceipt.Replayed, InboxReceipt.Stored, InboxReceipt.Duplicate));
        (await host.Inbox.GetBacklogAsync()).Pending.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Lease_GivesTheRequestAsItCame(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        InboxMessage stored = StoreHost.Message("e1", "\r\n\0\u00e9|x");
        await host.Inbox.StoreAsync(stored);

        InboxMessage leased = (await host.Inbox.LeaseAsync(10, Minute)).Single().Item;

        leased.Key.ShouldBe(stored.Key);
        leased.Request.Body.ToArray().ShouldBe(stored.Request.Body.ToArray());
        leased.Request.Url.ShouldBe(stored.Request.Url);
        leased.Request.Headers.ShouldBe(stored.Request.Headers);
        (leased.Verification, leased.SignedAt, leased.ReceivedAt).ShouldBe((stored.Verification, stored.SignedAt, stored.ReceivedAt));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(21, "12 workers at once: no piece twice")]
    public async Task Lease_ByManyWorkersAtOnce_GivesNoPieceTwice(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        for (int index = 0; index < 60; index++)
        {
            await host.Inbox.StoreAsync(StoreHost.Message($"e{index}"));
        }

        IReadOnlyList<WorkLease<InboxMessage>>[] leases = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => host.Inbox.LeaseAsync(5, Minute))));

        long[] ids = [.. leases.SelectMany(batch => batch).Select(lease => lease.Id)];
        ids.ShouldBeUnique();
        ids.Length.ShouldBeGreaterThan(20);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(21, "the lease ended: the slow worker's result is not taken")]
    public async Task Complete_AfterTheLeaseEndedAndAnotherTookIt_ChangesNothing(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        await host.Inbox.StoreAsync(StoreHost.Message("e1"));
        WorkLease<InboxMessage> slow = (await host.Inbox.LeaseAsync(1, Minute)).Single();
        (await host.Inbox.LeaseAsync(1, Minute)).ShouldBeEmpty();
        host.Clock.Advance(Minute + TimeSpan.FromTicks(1));
        WorkLease<InboxMessage> fast = (await host.Inbox.LeaseAsync(1, Minute)).Single();

        bool late = await host.Inbox.CompleteAsync(slow, [StoreHost.Update("CA1", 1, "slow", "ringing")]);
        bool held = await host.Inbox.CompleteAsync(fast, [StoreHost.Update("CA1", 2, "fast", "completed")]);
        bool again = await host.Inbox.CompleteAsync(fast, [StoreHost.Update("CA1", 3, "again", "completed")]);

        (late, held, again).ShouldBe((false, true, false));
        (await host.Calls.GetAsync(new CallId("lines", "north", "CA1")))!.Updates.Single().Revision.Origin.ShouldBe("fast");
        fast.Attempt.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Fail_WithATime_ComesAgainThenAndNotBefore(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        await host.Inbox.StoreAsync(StoreHost.Message("e1"));
        WorkLease<InboxMessage> lease = (await host.Inbox.LeaseAsync(1, Minute)).Single();

        await host.Inbox.FailAsync(lease, "away", host.Clock.GetUtcNow() + Minute);

        host.Clock.Advance(Minute - TimeSpan.FromTicks(1));
        (await host.Inbox.LeaseAsync(1, Minute)).ShouldBeEmpty();
        host.Clock.Advance(TimeSpan.FromTicks(1));
        (await host.Inbox.LeaseAsync(1, Minute)).Single().Attempt.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(20, "dead letter with the reason, others go on in the same round, replay changes nothing twice")]
    public async Task Process_EventThatCannotBeRead_IsGivenUpWithTheReasonAndOthersGoOn(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        await host.Inbox.StoreAsync(StoreHost.Message("bad", "no event"));
        await host.Inbox.StoreAsync(StoreHost.Message("good", "CA7|completed"));

        await host.ProcessInboxAsync();

        DeadLetter<InboxMessage> dead = (await host.Inbox.ListDeadAsync()).Single();
        dead.Item!.Key.EventId.ShouldBe("bad");
        dead.Reason.ShouldContain("cannot be read as an event");
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(1);
        (await host.Inbox.ReplayAsync(dead.Id)).ShouldBeTrue();
        (await host.Inbox.ReplayAsync(dead.Id)).ShouldBeFalse();
        await host.ProcessInboxAsync();
        (await host.Inbox.ListDeadAsync()).Single().Attempts.ShouldBe(1);
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(20, "10 attempts, then a dead letter")]
    public async Task Process_EventThatFailsEachTime_IsTriedTenTimesAndThenGivenUp(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, builder => builder.Services.AddSingleton<IWebhookReceiver>(new FailingReceiver()));
        await host.Inbox.StoreAsync(StoreHost.Message("e1", account: "south"));

        for (int attempt = 1; attempt < 10; attempt++)
        {
            await host.ProcessInboxAsync();
            (await host.Inbox.ListDeadAsync()).ShouldBeEmpty();
            host.Clock.Advance(TimeSpan.FromMinutes(11));
        }

        await host.ProcessInboxAsync();

        DeadLetter<InboxMessage> dead = (await host.Inbox.ListDeadAsync()).Single();
        dead.Attempts.ShouldBe(10);
        dead.Reason.ShouldContain("lines/south");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Process_AccountThatThisProcessDoesNotKnow_IsLeftToOneThatDoes(string database)
    {
        await using StoreHost worker = await StoreHost.StartAsync(database);
        await worker.Inbox.StoreAsync(StoreHost.Message("e1", account: "south"));
        await worker.Inbox.StoreAsync(StoreHost.Message("e2", "CA2|completed"));

        for (int round = 0; round < 12; round++)
        {
            await worker.ProcessInboxAsync();
            worker.Clock.Advance(TimeSpan.FromMinutes(11));
        }

        (await worker.Inbox.ListDeadAsync()).ShouldBeEmpty();
        (await worker.Inbox.GetBacklogAsync()).Pending.ShouldBe(1);
        (string, string)[] known = [("lines", "south"), ("lines", "north")];
        WorkLease<InboxMessage> lease = (await worker.Inbox.LeaseAsync(known, 5, Minute)).ShouldHaveSingleItem();
        (lease.Item.Key.EventId, lease.Attempt).ShouldBe(("e1", 1));
        (await worker.Inbox.LeaseAsync([], 5, Minute)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task GiveBack_OfLeasesThatHold_IsDueAtOnceAndNoAttempt(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        foreach (int index in Enumerable.Range(0, 3))
        {
            await host.Inbox.StoreAsync(StoreHost.Message($"e{index}"));
        }

        IReadOnlyList<WorkLease<InboxMessage>> leases = await host.Inbox.LeaseAsync(3, Minute);
        await host.Inbox.CompleteAsync(leases[0], []);

        int given = await host.Inbox.GiveBackAsync(leases);
        IReadOnlyList<WorkLease<InboxMessage>> again = await host.Inbox.LeaseAsync(3, Minute);

        given.ShouldBe(2);
        again.Select(lease => (lease.Item.Key.EventId, lease.Attempt)).ShouldBe([("e1", 1), ("e2", 1)]);
        (await host.Inbox.CompleteAsync(leases[1], [])).ShouldBeFalse();
        (await host.Inbox.GiveBackAsync(leases)).ShouldBe(0);
    }

    /// <summary>An account whose events always fail, and might not at another time.</summary>
    private sealed class FailingReceiver : IWebhookReceiver
    {
        public string Provider => "lines";

        public string Account => "south";

        public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => WebhookCheck.Valid(WebhookVerification.BodyWithTimestamp);

        public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt) => throw new OutsourcingException("lines/south is away.");

        public WebhookReply Render(Outsourcing.Telephony.CallFlow flow) => WebhookReply.Acknowledged;
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Backlog_TellsTheAgeOfTheOldest(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        await host.Inbox.StoreAsync(StoreHost.Message("e1"));
        host.Clock.Advance(Minute);

        WorkBacklog backlog = await host.Inbox.GetBacklogAsync();

        (backlog.Pending, backlog.Dead).ShouldBe((1, 0));
        backlog.Lag(host.Clock.GetUtcNow()).ShouldBe(Minute);
    }
}
