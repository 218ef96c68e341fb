using CsCheck;
using Outsourcing.Calls;
using Shouldly;

namespace Outsourcing.Answering.Tests.Audit;

public sealed class PartnerCallAuditTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Compare_EachKindOfDisagreement_IsFound()
    {
        CallRecord[] own = [Call("o1", 0, true, 1), Call("o2", 10, false, 2), Call("o3", 20, true, 3), Call("o4", 30, false, 4), Call("o5", 40, false, 5)];
        CallRecord[] theirs = [Call("p1", 0, true, 1), Call("p2", 10, true, 2), Call("p5", 40, false, 5), Call("p6", 50, true, 6)];

        PartnerCallAuditResult audit = PartnerCallAudit.Compare(own, theirs);

        audit.Lines.Select(line => line.Finding).ShouldBe([
            PartnerCallFinding.Agreed, PartnerCallFinding.ClaimedAsAnswered, PartnerCallFinding.Unreported, PartnerCallFinding.MissedAndUnreported, PartnerCallFinding.Missed, PartnerCallFinding.Unfounded]);
    }

    [Fact]
    public void Compare_SameCallerTwice_PairsTheNearest()
    {
        PartnerCallAuditResult audit = PartnerCallAudit.Compare([Call("o1", 0, true, 1), Call("o2", 1.5, true, 1)], [Call("p2", 1.4, true, 1)]);

        audit.Lines.Single(line => line.Reported is not null).Independent!.Id.ProviderCallId.ShouldBe("o2");
        audit.Count(PartnerCallFinding.Unreported).ShouldBe(1);
    }

    [Fact]
    public void Compare_AnyLogs_EveryCallStandsInOneLineWhateverTheOrder() =>
        Gen.Select(Gen.Int[0, 60], Gen.Bool, Gen.Int[1, 3]).Array[0, 12].Select(Gen.Select(Gen.Int[0, 60], Gen.Bool, Gen.Int[1, 3]).Array[0, 12]).Sample((left, right) =>
        {
            CallRecord[] own = [.. left.Select((call, index) => Call($"o{index}", call.Item1, call.Item2, call.Item3))];
            CallRecord[] theirs = [.. right.Select((call, index) => Call($"p{index}", call.Item1, call.Item2, call.Item3))];

            PartnerCallAuditResult audit = PartnerCallAudit.Compare(own, theirs);

            audit.Lines.Select(line => line.Independent?.Id).OfType<CallId>().Order(Comparer<CallId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value)))
                .ShouldBe(own.Select(call => call.Id).Order(Comparer<CallId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))));
            audit.Lines.Count(line => line.Reported is not null).ShouldBe(theirs.Length);
            PartnerCallAudit.Compare(own.Reverse(), theirs.Reverse()).Lines.ShouldBe(audit.Lines);
        });

    private static CallRecord Call(string id, double minute, bool answered, int caller) => CallHistory.From(new CallUpdate
    {
        Call = new CallId(id[0] == 'o' ? "callrail" : "partner", "a", id),
        Revision = new CallRevision(Noon, id),
        StartedAt = Noon.AddMinutes(minute),
        Status = answered ? CallStatus.Completed : CallStatus.NoAnswer,
        Caller = new CallParty { Number = PhoneNumber.Parse($"+1202555010{caller}") },
    }).ToRecord();
}
