using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>An erased call does not come back, by whichever way it is told of, on every database.</summary>
public sealed class ErasedCallsTests
{
    // The number that StoreHost's receiver reads from every webhook.
    private const string Planted = "+442079460555";
    private static readonly PhoneNumber Caller = PhoneNumber.Parse(Planted);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task LateUpdates_AreDropped_AndANewCallOfTheSamePersonIsStored(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, builder => builder.AddCallRecordHandler<Silent>("silent"));
        await host.Calls.MergeAsync([StoreHost.Update("CA1", 1, "a", "ringing", Planted)]);
        await People(host).EraseAsync(Caller);

        int late = await host.Calls.MergeAsync([StoreHost.Update("CA1", 2, "b", "completed", Planted), StoreHost.Update("CA2", 2, "b", "ringing", Planted)]);

        late.ShouldBe(1);
        (await host.Calls.GetAsync(new CallId("lines", "north", "CA1"))).ShouldBeNull();
        (await host.Calls.GetAsync(new CallId("lines", "north", "CA2"))).ShouldNotBeNull();
        (await RowsAsync(host, "outsourcing_calls")).ShouldBe(1);
        (await host.Deliveries.LeaseAsync(10, TimeSpan.FromMinutes(1))).Single().Item.Change.Record.Id.ProviderCallId.ShouldBe("CA2");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task LateWebhook_StoresNothingOfTheCall_AndIsEmptiedOnceItIsWorkedOn(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        await host.Inbox.StoreAsync(StoreHost.Message("e1", "CA-00000001|ringing"));
        await host.ProcessInboxAsync();
        await People(host).EraseAsync(Caller);

        await host.Inbox.StoreAsync(StoreHost.Message("e2", "CA-00000001|completed"));
        await host.Inbox.StoreAsync(StoreHost.Message("e3", "CA-00000002|completed"));
        await host.ProcessInboxAsync();

        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(1);
        (await host.Calls.GetAsync(new CallId("lines", "north", "CA-00000002"))).ShouldNotBeNull();
        (await host.WithContextAsync(context => context.Database.SqlQueryRaw<string>("""SELECT "EventId" AS "Value" FROM "outsourcing_inbox" WHERE length("Request") > 0""").ToListAsync())).ShouldBe(["e3"]);
        (await host.Inbox.StoreAsync(StoreHost.Message("e2", "CA-00000001|completed"))).ShouldBe(InboxReceipt.Duplicate);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task WebhookNotYetWorkedOn_IsEmptied_AndItsCallDoesNotComeBack(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        await host.Inbox.StoreAsync(new InboxMessage
        {
            Key = new InboxKey("lines", "north", "e1"),
            Request = new Outsourcing.Webhooks.WebhookRequest("POST", $"https://crm.example/hooks?from={Planted[1..]}", [], "CA1|ringing"u8.ToArray()),
            Verification = WebhookVerification.BodyWithTimestamp,
            ReceivedAt = host.Clock.GetUtcNow(),
        });

        (await People(host).EraseAsync(Caller)).Webhooks.ShouldBe(1);
        await host.Inbox.StoreAsync(StoreHost.Message("e2", "CA1|completed"));
        await host.ProcessInboxAsync();

        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Polling_ReadsTheCallAgain_AndItStaysErased(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        CallPolling polling = host.Services.GetRequiredService<CallPolling>();
        CallPollingTests.ListedCalls provider = new(host.Clock) { Caller = Caller };
        provider.Calls["CA1"] = (host.Clock.GetUtcNow().AddMinutes(-20), "completed");
        int first = await polling.PollAsync(provider, new CallPollingOptions());
        await People(host).EraseAsync(Caller);

        host.Clock.Advance(TimeSpan.FromMinutes(5));
        provider.Calls["CA2"] = (host.Clock.GetUtcNow().AddMinutes(-1), "completed");
        int second = await polling.PollAsync(provider, new CallPollingOptions());

        (first, second).ShouldBe((1, 1));
        (await host.Calls.ListAsync(CallQuery.All).Select(call => call.Id.ProviderCallId).ToListAsync()).ShouldBe(["CA2"]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task WhatIsRemembered_NamesNoCall_BelongsToOneTenantAndEnds(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, protect: true);
        CallUpdate update = StoreHost.Update("CA-00000001", 1, "a", "completed", Planted);
        await host.Calls.MergeAsync([update]);
        await People(host).EraseAsync(Caller);
        RetentionOptions retention = new() { ErasedCalls = TimeSpan.FromDays(10), WebhookKeys = TimeSpan.FromDays(20) };

        (await host.WithContextAsync(context => StoredTraces.FindAsync(context, host.File, "CA-00000001", Planted[1..]))).ShouldBeEmpty();
        using (host.Tenants.Use(TenantId.From("zenith")))
        {
            (await host.Calls.MergeAsync([update])).ShouldBe(1);
            await People(host).EraseCallAsync(update.Call);
        }

        (await host.WithContextAsync(context => context.Database.SqlQueryRaw<string>("""SELECT DISTINCT "Digest" AS "Value" FROM "outsourcing_erased_calls" """).ToListAsync())).Count.ShouldBe(2, "the same call of two tenants is told by two digests");
        host.Clock.Advance(TimeSpan.FromDays(19));
        (await People(host).ApplyRetentionAsync(retention)).ShouldBe(0, "not before a repeated webhook could bring it");
        (await host.Calls.MergeAsync([update])).ShouldBe(0);
        host.Clock.Advance(TimeSpan.FromDays(2));
        (await People(host).ApplyRetentionAsync(retention)).ShouldBe(2);
        (await host.Calls.MergeAsync([update])).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task MergesAtTheSameTime_LeaveNothingOfTheErasedCall(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        await host.Calls.MergeAsync([StoreHost.Update("CA1", 1, "first", "ringing", Planted)]);

        await Task.WhenAll([
            .. Enumerable.Range(0, 40).Select(index => Task.Run(() => host.Calls.MergeAsync([StoreHost.Update("CA1", 2, $"m{index}", "completed", Planted)]))),
            Task.Run(() => People(host).EraseAsync(Caller))]);

        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(0);
        (await RowsAsync(host, "outsourcing_call_updates")).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task EraseCall_OfACallerWhoWithheldTheNumber_ErasesThatOne(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        ICommandOutbox outbox = host.Services.GetRequiredService<ICommandOutbox>();
        await host.Calls.MergeAsync([StoreHost.Update("CA1", 1, "a", "completed"), StoreHost.Update("CA10", 1, "a", "completed")]);
        await outbox.EnqueueAsync(new OutboxCommand { Key = "one", Name = "publish", Provider = "p", Account = "a", Payload = "{\"subject\":\"lines/north/CA1\"}" });
        await outbox.EnqueueAsync(new OutboxCommand { Key = "ten", Name = "publish", Provider = "p", Account = "a", Payload = "{\"subject\":\"lines/north/CA10\"}" });

        ErasureReceipt receipt = await People(host).EraseCallAsync(new CallId("lines", "north", "CA1"));

        receipt.Calls.ShouldBe(1);
        (await host.Calls.ListAsync(CallQuery.All).Select(call => call.Id.ProviderCallId).ToListAsync()).ShouldBe(["CA10"]);
        (await host.Calls.MergeAsync([StoreHost.Update("CA1", 2, "b", "completed")])).ShouldBe(0);
        ((await outbox.FindAsync("one"))!.State, (await outbox.FindAsync("ten"))!.State).ShouldBe((WorkState.Done, WorkState.Pending));
    }

#pragma warning disable EF1002 // The test's own words.
    private static Task<long> RowsAsync(StoreHost host, string table) =>
        host.WithContextAsync(async context => (await context.Database.SqlQueryRaw<long>($"""SELECT COUNT(*) AS "Value" FROM "{table}" """).ToListAsync()).Single());
#pragma warning restore EF1002

    private static IPersonalDataStore People(StoreHost host) => host.Services.GetRequiredService<IPersonalDataStore>();

    private sealed class Silent : ICallRecordHandler
    {
        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
