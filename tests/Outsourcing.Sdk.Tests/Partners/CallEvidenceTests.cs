using Outsourcing.Calls;
using Outsourcing.Partners;
using Outsourcing.Statistics;
using Shouldly;
using static Outsourcing.Tests.Partners.Samples;

namespace Outsourcing.Tests.Partners;

public sealed class CallEvidenceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly CallRecord[] Calls =
    [
        Record(1) with { AnsweredAt = Noon.AddSeconds(5), Successful = true },
        Record(2) with { AnsweredAt = Noon.AddSeconds(30), Successful = false },
        Record(3) with { AnsweredAt = Noon.AddSeconds(10), AnsweredBy = AnsweredBy.Voicemail },
        Record(4) with { Status = CallStatus.NoAnswer },
        Record(5) with { Direction = CallDirection.Outbound, AnsweredAt = Noon.AddSeconds(3) },
        Record(7),
        Record(6) with { Status = CallStatus.InProgress, AnsweredAt = Noon.AddSeconds(3) },
    ];

    [Fact]
    public void AnsweredWithin_CountsOfferedCallsOnly_AndNoVoicemail() =>
        CallEvidence.AnsweredWithin(North, Calls, TimeSpan.FromSeconds(20), "in-time").ShouldBe(PartnerEvidence.Share(North, "in-time", 1, 4));

    [Fact]
    public void Unanswered_CountsVoicemailToo() => CallEvidence.Unanswered(North, Calls, "missed").Counted.ShouldBe(new Proportion(2, 4));

    [Fact]
    public void Successful_CountsKnownOutcomesOnly() => CallEvidence.Successful(North, Calls, "went-well").Counted.ShouldBe(new Proportion(1, 2));

    [Fact]
    public void MedianTimeToAnswer_HasItsInterval_AndIsUnknownWithoutAnswers()
    {
        CallEvidence.MedianTimeToAnswer(North, Calls, "speed").ShouldBe(PartnerEvidence.Measurement(North, "speed", 17.5, new Interval(5, 30)));
        CallEvidence.MedianTimeToAnswer(North, [], "speed").ShouldBeNull();
    }

    private static CallRecord Record(int number) => new()
    {
        Id = new CallId("provider", "account", $"c{number}"),
        LastRevision = new CallRevision(Noon, $"r{number}"),
        Direction = CallDirection.Inbound,
        Status = CallStatus.Completed,
        StartedAt = Noon,
    };
}
