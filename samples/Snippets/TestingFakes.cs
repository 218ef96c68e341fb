using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Partners;
using Outsourcing.Processes;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Outsourcing.Testing;

namespace Outsourcing.Snippets;

internal static class TestingFakes
{
    internal static async Task FakeAsync(ServiceCollection services, CancellationToken cancellationToken)
    {
        FakeTimeProvider clock = new();
        FakeTelephony telephony = new("main", time: clock);
        telephony.Own(PhoneNumber.Parse("+442079460100"));
        FakeCallRecordHandler handler = new();
        services.AddOutsourcing().AddFakeTelephony(telephony).AddFakeCallStore().AddFakeCallRecordHandler(handler);

        telephony.FailNext(TelephonyFault.RateLimited(TimeSpan.FromSeconds(2)), TelephonyOperation.SendText);
        telephony.FailNext(TelephonyFault.ConnectionLost(afterEffect: true), TelephonyOperation.PlaceCall);
        telephony.Capabilities &= ~TelephonyCapabilities.BuyNumbers;

        TelephonyRequest text = await telephony.Requests.WaitForAsync(request => request.Operation == TelephonyOperation.SendText, cancellationToken);
        IReadOnlyList<CallRecordChange> firstThree = await handler.Changes.WaitForCountAsync(3, cancellationToken);
    }

    internal static void Build(FakeTelephony telephony)
    {
        CallBuilder call = new CallBuilder()
            .From(PhoneNumber.Parse("+12125550142"), "Ann")
            .RangFor(TimeSpan.FromSeconds(12))
            .TalkedFor(TimeSpan.FromMinutes(3))
            .TransferredTo(PhoneNumber.Parse("+442079460102"))
            .WithSummary("Wants a visit on Friday.")
            .Recorded()
            .Charged(0.42m, "GBP");
        IReadOnlyList<CallUpdate> webhooks = call.ToUpdates();
        CallRecord record = call.ToRecord();
        IReadOnlyList<CallRecordChange> heard = call.ToChanges();
        telephony.AddCall(call.ToFetched());
    }

    internal static void BuildTheRest()
    {
        DelegationBrief brief = new BriefBuilder().Without(BriefPart.Escalation).WithOutcome("answered", metric => metric with { Target = MetricTarget.AtLeast(0.9) }).Build();
        DiscoveredProcess process = new EventLogBuilder(seed: 7)
            .Cases(80, "register", "check", "pay")
            .Case("refused", "register", "check", "refuse")
            .Waiting(TimeSpan.FromMinutes(10), TimeSpan.FromHours(4))
            .Taking("check", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20))
            .DoneBy("check", "ann", "bea")
            .Reworking("check", share: 0.2)
            .Discover();
        Verdict<PartnerRanking> ranking = new CandidatesBuilder()
            .Add(new PartnerBuilder("north"))
            .Add(new PartnerBuilder("south").AnsweredInTime(120, of: 200).Price(320))
            .Rank();
    }
}
