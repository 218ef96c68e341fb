using System.Net;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Telephony;
using Shouldly;

namespace Outsourcing.Testing.Tests.Fakes;

public sealed class FakeTelephonyTests
{
    private static readonly CallFlow Hello = CallFlow.Of(new SayStep("Hello."), new HangUpStep());

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly FakeTelephony _telephony;

    public FakeTelephonyTests() => _telephony = new FakeTelephony("north", "fake", _clock);

    [Theory]
    [InlineData("US", "+12125550")]
    [InlineData("GB", "+442079460")]
    public async Task Search_WithoutOffersOfItsOwn_FindsFictionalNumbers(string country, string start)
    {
        AvailableNumber[] found = await _telephony.SearchNumbersAsync(new NumberSearch { Country = country, Limit = 5 }).ToArrayAsync();

        found.Length.ShouldBe(5);
        found.ShouldAllBe(offer => offer.Number.E164.StartsWith(start, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Search_NarrowsByCountryAreaAndDigits_AndLeavesOutWhatIsOwned()
    {
        PhoneNumber newYork = PhoneNumber.Parse("+12125550150");
        PhoneNumber chicago = PhoneNumber.Parse("+13125550151");
        _telephony.Offer(newYork, "US", "New York").Offer(chicago, "US").Offer(Numbers.Ann, "GB");

        (await Find(new NumberSearch { Country = "us" })).ShouldBe([newYork, chicago]);
        (await Find(new NumberSearch { Country = "US", AreaCode = "312" })).ShouldBe([chicago]);
        (await Find(new NumberSearch { Country = "US", AreaCode = "125" })).ShouldBeEmpty();
        (await Find(new NumberSearch { Country = "GB", Contains = "0123" })).ShouldBe([Numbers.Ann]);
        await _telephony.BuyNumberAsync(newYork);
        (await Find(new NumberSearch { Country = "US" })).ShouldBe([chicago]);
        Should.Throw<ArgumentException>(() => _telephony.Offer(Numbers.Ann, "US"));
    }

    [Fact]
    public async Task Number_IsBoughtRoutedForwardedAndReleased()
    {
        PhoneNumber number = (await Find(new NumberSearch { Country = "GB", Limit = 1 }))[0];
        NumberRouting routing = new() { Answer = new Uri("https://crm.example/answer") };

        OwnedNumber bought = await _telephony.BuyNumberAsync(number);
        OwnedNumber routed = await _telephony.RouteNumberAsync(bought, routing);
        await _telephony.ForwardNumberAsync(bought, Numbers.Partner);

        routed.ShouldBe(bought with { Routing = routing });
        (await _telephony.ListNumbersAsync().ToListAsync()).ShouldBe([routed]);
        _telephony.ForwardingOf(number).ShouldBe(Numbers.Partner);
        await _telephony.ForwardNumberAsync(bought, null);
        _telephony.ForwardingOf(number).ShouldBeNull();
        await _telephony.ReleaseNumberAsync(bought);
        _telephony.Numbers.ShouldBeEmpty();
        _telephony.Requests.Select(request => request.Operation).ShouldBe(
        [
            TelephonyOperation.SearchNumbers, TelephonyOperation.BuyNumber, TelephonyOperation.RouteNumber, TelephonyOperation.ForwardNumber,
            TelephonyOperation.ListNumbers, TelephonyOperation.ForwardNumber, TelephonyOperation.ReleaseNumber,
        ]);
        _telephony.Requests[3].Target.ShouldBe(Numbers.Partner);
        _telephony.Requests.ShouldAllBe(request => !request.Failed && request.At == _clock.GetUtcNow());
    }

    [Fact]
    public async Task WhatTheAccountDoesNotHave_IsRefusedAsARealProviderDoes()
    {
        OwnedNumber foreign = new() { Id = "number-9", Number = Numbers.Bea };

        await Refused(ProviderFailure.Refused, () => _telephony.BuyNumberAsync(Numbers.Bea));
        await Refused(ProviderFailure.NotFound, () => _telephony.ReleaseNumberAsync(foreign));
        await Refused(ProviderFailure.NotFound, () => _telephony.RouteNumberAsync(foreign, new NumberRouting { Answer = new Uri("https://crm.example/") }));
        await Refused(ProviderFailure.NotFound, () => _telephony.ForwardNumberAsync(foreign, Numbers.Ann));
        await Refused(ProviderFailure.Refused, () => _telephony.PlaceCallAsync(Numbers.Bea, Numbers.Ann, Hello));
        await Refused(ProviderFailure.Refused, () => _telephony.SendTextAsync(Numbers.Bea, Numbers.Ann, "Hello"));
        await Refused(ProviderFailure.NotFound, () => _telephony.HangUpAsync(new CallId("fake", "north", "gone")));
        (await _telephony.GetCallAsync(new CallId("fake", "north", "gone"))).ShouldBeNull();

        _telephony.Requests.Count(request => request.Failed).ShouldBe(7);
        _telephony.Texts.ShouldBeEmpty();
        _telephony.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_IsPlacedGoesOnAndIsHungUp()
    {
        _telephony.Own(Numbers.Business);
        CallUpdate placed = await _telephony.PlaceCallAsync(Numbers.Business, Numbers.Ann, Hello);
        _clock.Advance(TimeSpan.FromSeconds(6));
        CallUpdate answered = _telephony.Progress(placed.Call, CallStatus.InProgress);
        _clock.Advance(TimeSpan.FromSeconds(40));
        await _telephony.HangUpAsync(placed.Call);

        CallRecord record = CallHistory.From([(await _telephony.GetCallAsync(placed.Call))!, answered, placed]).ToRecord();
        record.Direction.ShouldBe(CallDirection.Outbound);
        (record.Dialled, record.Caller?.Number).ShouldBe((Numbers.Business, Numbers.Ann));
        record.Status.ShouldBe(CallStatus.Completed);
        (record.AnsweredAt - record.StartedAt).ShouldBe(TimeSpan.FromSeconds(6));
        record.Duration.ShouldBe(TimeSpan.FromSeconds(40));
        record.UpdateCount.ShouldBe(3);
        record.Verification.ShouldBe(WebhookVerification.Fetched);
        Should.Throw<InvalidOperationException>(() => _telephony.Progress(placed.Call, CallStatus.Ringing));
        _telephony.Requests[0].Flow.ShouldBe(Hello);
    }

    [Fact]
    public async Task HangUp_BeforeTheAnswer_CancelsTheCall_AndAfterItsEndChangesNothing()
    {
        _telephony.Own(Numbers.Business);
        CallUpdate placed = await _telephony.PlaceCallAsync(Numbers.Business, Numbers.Ann, Hello);

        await _telephony.HangUpAsync(placed.Call);
        CallUpdate ended = (await _telephony.GetCallAsync(placed.Call))!;
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _telephony.HangUpAsync(placed.Call);

        ended.Status.ShouldBe(CallStatus.Canceled);
        ended.Duration.ShouldBe(TimeSpan.Zero);
        (await _telephony.GetCallAsync(placed.Call)).ShouldBe(ended);
    }

    [Fact]
    public async Task ListCalls_GivesThoseOfTheWindow_NewestFirst()
    {
        DateTimeOffset nine = _clock.GetUtcNow();
        foreach (int minute in new[] { 0, 10, 20, 30 })
        {
            _telephony.AddCall(new CallBuilder($"call-{minute}", "fake", "north").StartedAt(nine.AddMinutes(minute)).ToFetched());
        }

        List<CallUpdate> listed = await _telephony.ListCallsAsync(nine.AddMinutes(10), nine.AddMinutes(20)).ToListAsync();

        listed.Select(call => call.Call.ProviderCallId).ShouldBe(["call-20", "call-10"]);
        listed.ShouldAllBe(call => call.Verification == WebhookVerification.Fetched);
        Should.Throw<ArgumentException>(() => _telephony.AddCall(new CallBuilder(account: "south").ToFetched()));
    }

    [Fact]
    public async Task MissingCapability_ThrowsNamingIt_AndNothingIsAsked()
    {
        _telephony.Capabilities = TelephonyCapabilities.None;
        _telephony.RoutesNumbers = false;
        OwnedNumber owned = _telephony.Own(Numbers.Business);
        (string Capability, Func<Task> Act)[] acts =
        [
            ("BuyNumbers", () => Find(new NumberSearch { Country = "US" })), ("BuyNumbers", () => _telephony.BuyNumberAsync(Numbers.Ann)),
            ("ForwardNumbers", () => _telephony.ForwardNumberAsync(owned, Numbers.Ann)), ("Calls", () => _telephony.PlaceCallAsync(Numbers.Business, Numbers.Ann, Hello)),
            ("Calls", () => _telephony.GetCallAsync(new CallId("fake", "north", "x"))), ("Calls", () => _telephony.HangUpAsync(new CallId("fake", "north", "x"))),
            ("CallList", () => _telephony.ListCallsAsync(default, default).ToListAsync().AsTask()), ("Messages", () => _telephony.SendTextAsync(Numbers.Business, Numbers.Ann, "x")),
            ("application", () => _telephony.RouteNumberAsync(owned, new NumberRouting { Answer = new Uri("https://crm.example/") })),
        ];

        foreach ((string capability, Func<Task> act) in acts)
        {
            (await Should.ThrowAsync<NotSupportedException>(act)).Message.ShouldContain(capability);
        }

        _telephony.Requests.ShouldBeEmpty();
        (await _telephony.ListNumbersAsync().ToListAsync()).ShouldBe([owned]);
    }

    [Fact]
    public async Task StepThatIsRuledOut_IsNotSupported()
    {
        _telephony.WithoutStep("say").Own(Numbers.Business);

        (await Should.ThrowAsync<CallFlowNotSupportedException>(() => _telephony.PlaceCallAsync(Numbers.Business, Numbers.Ann, Hello))).Step.ShouldBe("say");
    }

    [Fact]
    public async Task FailNext_OfOneOperation_LetsOthersPass_AndThenThatOneToo()
    {
        _telephony.Own(Numbers.Business);
        _telephony.FailNext(TelephonyFault.RateLimited(TimeSpan.FromSeconds(3)), TelephonyOperation.SendText, times: 2);

        (await _telephony.ListNumbersAsync().ToListAsync()).Count.ShouldBe(1);
        for (int time = 0; time < 2; time++)
        {
            ProviderRateLimitException limited = await Should.ThrowAsync<ProviderRateLimitException>(() => _telephony.SendTextAsync(Numbers.Business, Numbers.Ann, "Hello"));
            limited.RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));
            limited.IsTransient.ShouldBeTrue();
        }

        await _telephony.SendTextAsync(Numbers.Business, Numbers.Ann, "Hello");
        FakeText sent = _telephony.Texts.ShouldHaveSingleItem();
        (sent.Caller, sent.Callee, sent.Text.Value, sent.SentAt).ShouldBe((Numbers.Business, Numbers.Ann, "Hello", _clock.GetUtcNow()));
        _telephony.Requests.Select(request => request.Failed).ShouldBe([false, true, true, false]);
    }

    [Theory]
    [InlineData(true, ReconciledOutcome.TookEffect)]
    [InlineData(false, ReconciledOutcome.NotFound)]
    public async Task LostAnswerOfACommand_IsUnknown_AndLookingSettlesIt(bool tookEffect, ReconciledOutcome expected)
    {
        _telephony.Own(Numbers.Business);
        _telephony.FailNext(TelephonyFault.ConnectionLost(afterEffect: tookEffect));

        ProviderOutcomeUnknownException unknown = await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => _telephony.PlaceCallAsync(Numbers.Business, Numbers.Ann, Hello));

        (await _telephony.ReconcileCallAsync(Numbers.Business, Numbers.Ann, unknown.Attempt)).Outcome.ShouldBe(expected);
    }

    [Fact]
    public async Task LostAnswerOfARead_IsAPlainFailure()
    {
        _telephony.FailNext(TelephonyFault.TimedOut());

        ProviderException failed = await Should.ThrowAsync<ProviderException>(() => _telephony.ListNumbersAsync().ToListAsync().AsTask());

        failed.ShouldNotBeOfType<ProviderOutcomeUnknownException>();
        failed.Failure.ShouldBe(ProviderFailure.TimedOut);
    }

    [Fact]
    public async Task Cancelled_IsNotSent()
    {
        _telephony.Own(Numbers.Business);

        await Should.ThrowAsync<OperationCanceledException>(() => _telephony.SendTextAsync(Numbers.Business, Numbers.Ann, "x", new CancellationToken(canceled: true)));

        _telephony.Requests.ShouldBeEmpty();
        _telephony.Texts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, ProviderFailure.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound, ProviderFailure.NotFound)]
    [InlineData(HttpStatusCode.UnprocessableEntity, ProviderFailure.Refused)]
    public async Task Refused_TellsTheKindByItsStatus(HttpStatusCode status, ProviderFailure expected)
    {
        _telephony.Own(Numbers.Business);
        _telephony.FailNext(TelephonyFault.Refused(status, "21211"));

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => _telephony.SendTextAsync(Numbers.Business, Numbers.Ann, "x"));

        (refused.Failure, refused.Status, refused.Code, refused.IsTransient).ShouldBe((expected, status, "21211", false));
        refused.Message.ShouldNotContain("2079460");
    }

    [Fact]
    public async Task Texts_FromManyThreads_EachStandOnceWithAnIdOfItsOwn()
    {
        _telephony.Own(Numbers.Business);

        string[] ids = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => _telephony.SendTextAsync(Numbers.Business, Numbers.Ann, "x"))));

        ids.ShouldBeUnique();
        _telephony.Texts.Select(text => text.Id).Order().ShouldBe(ids.Order());
    }

    private static async Task Refused(ProviderFailure expected, Func<Task> act) => (await Should.ThrowAsync<ProviderException>(act)).Failure.ShouldBe(expected);

    private async Task<PhoneNumber[]> Find(NumberSearch search) => await _telephony.SearchNumbersAsync(search).Select(found => found.Number).ToArrayAsync();
}
