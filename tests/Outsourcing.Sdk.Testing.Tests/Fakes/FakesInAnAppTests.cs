using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Shouldly;

namespace Outsourcing.Testing.Tests.Fakes;

/// <summary>The fakes where an app under test finds them, with the real stores and processors around them.</summary>
public sealed class FakesInAnAppTests
{
    private static readonly OutboxCommand Command = new() { Key = "k-1", Name = "send-text", Provider = "fake", Account = "main" };

    [Fact]
    public async Task Telephony_IsFoundUnderItsAccount_AndItsCallsArePolled()
    {
        FakeTelephony telephony = new();
        FakeCallRecordHandler handler = new();
        await using AppHost app = await AppHost.StartAsync(builder => builder
            .AddTwilio("main", options =>
            {
                options.AccountSid = "AC00000000000000000000000000000000";
                options.AuthToken = "not-a-token";
            })
            .AddFakeTelephony(telephony)
            .AddFakeTelephony(new FakeTelephony("south"))
            .AddFakeCallRecordHandler(handler));
        CallBuilder call = new CallBuilder("call-1").StartedAt(app.Clock.GetUtcNow().AddHours(-1)).TalkedFor(TimeSpan.FromMinutes(2));
        telephony.AddCall(call.ToFetched());

        ITelephony found = app.Get<ITelephony>("main");
        int added = await app.Get<CallPolling>().PollAsync(found, new CallPollingOptions());
        await app.Get<CallDeliveryProcessor>().ProcessPendingAsync();

        found.ShouldBeSameAs(telephony);
        app.Get<ITelephony>("south").Account.ShouldBe("south");
        added.ShouldBe(1);
        CallRecordChange change = handler.Changes.ShouldHaveSingleItem();
        change.Record.Duration.ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task CallStore_TakesThePlaceOfTheRealOne_WithTheAppsTenants()
    {
        TenantId acme = TenantId.From("acme");
        await using AppHost app = await AppHost.StartAsync(builder => builder.UseTenants(tenancy => tenancy.DefaultTenant = null).AddFakeCallStore());
        using (app.Tenants.Use(acme))
        {
            await app.Calls.MergeAsync(new CallBuilder().ToUpdates());
        }

        app.Calls.ShouldBeSameAs(app.Get<FakeCallStore>());
        app.Get<IEnumerable<ICallStore>>().Count().ShouldBe(1);
        CallRecordChange change = app.Get<FakeCallStore>().Changes.ShouldHaveSingleItem();
        (change.Tenant, change.ChangedAt).ShouldBe((acme, app.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Handler_ThatFailsTwice_HearsTheChangeTheThirdTime()
    {
        FakeCallRecordHandler handler = new();
        await using AppHost app = await AppHost.StartAsync(builder => builder.AddFakeCallRecordHandler(handler));
        handler.FailNext(2);
        await app.Calls.MergeAsync([new CallBuilder().ToUpdates()[0]]);
        Task<CallRecordChange> ringing = handler.Changes.WaitForAsync(change => change.Record.Status == CallStatus.Ringing);

        for (int round = 0; round < 3; round++)
        {
            ringing.IsCompleted.ShouldBeFalse();
            await app.Get<CallDeliveryProcessor>().ProcessPendingAsync();
            app.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        (await ringing).Version.ShouldBe(1);
        handler.Failed.Select(change => change.IdempotencyKey).ShouldBe(Enumerable.Repeat(handler.Changes[0].IdempotencyKey, 2));
    }

    [Fact]
    public async Task Outbox_WhoseAnswerIsLost_LooksTheCommandUpAndDoesNotSendItAgain()
    {
        FakeOutboxSender sender = new("send-text");
        await using AppHost app = await AppHost.StartAsync(builder => builder.AddFakeOutboxSender(sender));
        sender.LoseNextAnswer();
        await Enqueue(app);

        await Work(app);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await Work(app);

        sender.Sent.Count.ShouldBe(1);
        sender.LookedUp.Count.ShouldBe(1);
        (await app.Get<ICommandOutbox>().FindAsync("k-1"))!.Result.ShouldBe("send-text-1");
    }

    [Fact]
    public async Task Outbox_WhoseCommandFailsFirst_SendsItAgain()
    {
        FakeOutboxSender sender = new("send-text");
        await using AppHost app = await AppHost.StartAsync(builder => builder.AddFakeOutboxSender(sender));
        sender.FailNext();
        await Enqueue(app);

        await Work(app);
        sender.Sent.ShouldBeEmpty();
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await Work(app);

        sender.Sent.ShouldHaveSingleItem().Key.ShouldBe("k-1");
        (await app.Get<ICommandOutbox>().FindAsync("k-1"))!.State.ShouldBe(WorkState.Done);
    }

    [Fact]
    public async Task Outbox_ThatCannotLookUp_GivesTheCommandUpForAPerson()
    {
        FakeOutboxSender sender = new("send-text") { CanLookUp = false };
        await using AppHost app = await AppHost.StartAsync(builder => builder.AddFakeOutboxSender(sender));
        sender.LoseNextAnswer();
        await Enqueue(app);

        await Work(app);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await Work(app);

        (await app.Get<ICommandOutbox>().ListDeadAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sink_KeepsEachCallOnce_UnderOneId()
    {
        FakeCallLogSink sink = new();
        CallBuilder call = new();
        string first = await sink.LogAsync(call.StillTalking().ToRecord());
        sink.FailNext();

        await Should.ThrowAsync<OutsourcingException>(() => sink.LogAsync(call.ToRecord()));
        sink.Entries[call.Id].Status.ShouldBe(CallStatus.InProgress);
        string again = await sink.LogAsync(call.ToRecord());
        string other = await sink.LogAsync(call.WithId("call-2").ToRecord());

        again.ShouldBe(first);
        other.ShouldNotBe(first);
        sink.Entries.Count.ShouldBe(2);
        sink.Entries[call.Id].Status.ShouldBe(CallStatus.Completed);
        sink.Logged.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Contacts_SharingANumber_AreFoundInTheirOrder()
    {
        FakeContactLookup contacts = new FakeContactLookup().Add(Numbers.Ann, "c-1", "Ann").Add(Numbers.Ann, "c-2");

        (await contacts.FindAsync(Numbers.Ann)).Select(contact => contact.Id).ShouldBe(["c-1", "c-2"]);
        (await contacts.FindAsync(Numbers.Bea)).ShouldBeEmpty();
        contacts.Lookups.ShouldBe([Numbers.Ann, Numbers.Bea]);
    }

    [Fact]
    public async Task Source_TellsTheLatestStateAsFetched_AndNothingOfOtherCalls()
    {
        CallBuilder call = new();
        FakeCallSource source = new FakeCallSource().Add(call.StillRinging().ToUpdates()[0]).Add(call.ToUpdates()[^1]);
        source.FailNext();

        await Should.ThrowAsync<OutsourcingException>(() => source.FetchAsync(call.Id));
        CallUpdate known = (await source.FetchAsync(call.Id))!;

        known.Status.ShouldBe(CallStatus.Completed);
        known.Verification.ShouldBe(WebhookVerification.Fetched);
        (await source.FetchAsync(new CallId("fake", "main", "other"))).ShouldBeNull();
        source.Fetched.Count.ShouldBe(3);
    }

    [Fact]
    public void Tenants_GivenNoAccount_AreNamedInTheRefusal()
    {
        FakeTenantAccessor tenants = new FakeTenantAccessor(otherwise: null).Give("twilio", "north", TenantId.From("acme"));

        tenants.OfAccount("Twilio", "North").Value.ShouldBe("acme");
        Should.Throw<OutsourcingException>(() => tenants.OfAccount("twilio", "south")).Message.ShouldContain("twilio/south");
        new FakeTenantAccessor().OfAccount("twilio", "south").ShouldBe(TenantId.Default);
    }

    private static Task<bool> Enqueue(AppHost app) => app.Get<ICommandOutbox>().EnqueueAsync(Command);

    private static Task<int> Work(AppHost app) => app.Get<OutboxProcessor>().ProcessPendingAsync();
}
