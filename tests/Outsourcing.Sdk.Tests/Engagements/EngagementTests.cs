using System.Text.Json;
using CsCheck;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Partners;
using Shouldly;

namespace Outsourcing.Tests.Engagements;

public sealed class EngagementTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly PhoneNumber Line = PhoneNumber.Parse("+12025550143");
    private static readonly PhoneNumber Other = PhoneNumber.Parse("+12025550144");

    [Fact]
    public void Start_WithNumberAndBrief_IsActive() => Active().State.ShouldBe(EngagementState.Active);

    [Fact]
    public void Start_NotAgreed_ThrowsNamingState()
    {
        EngagementTransitionException thrown = Should.Throw<EngagementTransitionException>(() => Proposed().Start(Noon));

        thrown.State.ShouldBe(EngagementState.Proposed);
        thrown.Message.ShouldContain("Proposed");
        thrown.Message.ShouldContain("started");
    }

    [Fact]
    public void Start_WithoutBriefOrNumber_Throws()
    {
        Should.Throw<EngagementTransitionException>(() => Proposed().Agree(Noon).AssignNumber(Line, Noon).Start(Noon));
        Should.Throw<EngagementTransitionException>(() => Proposed().Agree(Noon).PutInForce(1, Noon).Start(Noon));
    }

    [Fact]
    public void Finish_ThenAnything_Throws() =>
        Should.Throw<EngagementTransitionException>(() => Active().Finish(Noon.AddDays(1), "moved away").Resume(Noon.AddDays(2)));

    [Fact]
    public void Change_DatedBeforeTheLast_Throws() =>
        Should.Throw<EngagementTransitionException>(() => Active().Pause(Noon.AddHours(-1), "holiday"));

    [Fact]
    public void BriefVersionInForce_EachMoment_IsTheNewestUntilThen()
    {
        Engagement engagement = Active().PutInForce(2, Noon.AddDays(2)).Finish(Noon.AddDays(3), "done");

        engagement.BriefVersionInForce(Noon.AddSeconds(-1)).ShouldBeNull();
        engagement.BriefVersionInForce(Noon)!.Version.ShouldBe(1);
        engagement.BriefVersionInForce(Noon.AddDays(2).AddTicks(-1))!.Version.ShouldBe(1);
        engagement.BriefVersionInForce(Noon.AddDays(2)).ShouldBe(new BriefInForce { Brief = BriefId.From("calls"), Version = 2, Since = Noon.AddDays(2) });
        engagement.BriefVersionInForce(Noon.AddDays(3)).ShouldBeNull();
    }

    [Fact]
    public void BriefVersionInForce_OutsideThePeriod_IsNone()
    {
        Engagement engagement = Begin(Engagement.Propose(EngagementId.From("e"), PartnerId.From("p"), BriefId.From("calls"), Noon.AddHours(1), Noon.AddHours(2)));

        engagement.BriefVersionInForce(Noon.AddMinutes(30)).ShouldBeNull();
        engagement.BriefVersionInForce(Noon.AddMinutes(90)).ShouldNotBeNull();
        engagement.BriefVersionInForce(Noon.AddHours(2)).ShouldBeNull();
    }

    [Fact]
    public void Handles_NumberAssignedWhenTheCallStarted_Decides()
    {
        Engagement engagement = Active().AssignNumber(Other, Noon.AddDays(1)).ReleaseNumber(Line, Noon.AddDays(2));

        engagement.Handles(CallTo(Line, Noon.AddDays(1))).ShouldBeTrue();
        engagement.Handles(CallTo(Line, Noon.AddDays(2))).ShouldBeFalse();
        engagement.Handles(CallTo(Other, Noon.AddDays(2))).ShouldBeTrue();
        engagement.Handles(CallTo(Other, Noon)).ShouldBeFalse();
        engagement.Handles(CallTo(Other, Noon.AddDays(3)) with { Dialled = null, ForwardedFrom = Other }).ShouldBeTrue();
    }

    [Fact]
    public void Json_AnyLegalLife_RoundTrips() =>
        Gen.Int[0, 7].Array[0, 30].Sample(choices =>
        {
            Engagement engagement = Proposed();
            foreach ((int choice, int index) in choices.Select((choice, index) => (choice, index)))
            {
                engagement = Try(engagement, choice, Noon.AddMinutes(index));
            }

            string json = JsonSerializer.Serialize(engagement, OutsourcingJson.TypeInfo<Engagement>());
            Engagement read = JsonSerializer.Deserialize(json, OutsourcingJson.TypeInfo<Engagement>())!;

            read.ShouldBe(engagement);
            read.State.ShouldBe(engagement.State);
            read.StateAt(DateTimeOffset.MaxValue).ShouldBe(engagement.State);
        });

    [Fact]
    public void Json_UnknownChangeAndMembers_Survive()
    {
        const string Json = """{"id":"e","partner":"p","brief":"b","from":"2026-03-02T12:00:00+00:00","changes":[{"kind":"audited","at":"2026-03-02T12:00:00+00:00","auditor":"x"}],"colour":"red"}""";

        Engagement engagement = JsonSerializer.Deserialize(Json, OutsourcingJson.TypeInfo<Engagement>())!;
        string written = JsonSerializer.Serialize(engagement.Agree(Noon), OutsourcingJson.TypeInfo<Engagement>());

        engagement.State.ShouldBe(EngagementState.Proposed);
        written.ShouldContain("\"auditor\":\"x\"");
        written.ShouldContain("\"colour\":\"red\"");
    }

    private static Engagement Try(Engagement engagement, int choice, DateTimeOffset at)
    {
        try
        {
            return choice switch
            {
                0 => engagement.Agree(at, "Ann"),
                1 => engagement.Start(at),
                2 => engagement.Pause(at, "holiday"),
                3 => engagement.Resume(at),
                4 => engagement.AssignNumber(Line, at),
                5 => engagement.AssignNumber(Other, at),
                6 => engagement.ReleaseNumber(Line, at),
                _ => engagement.PutInForce(engagement.Changes.Count + 1, at),
            };
        }
        catch (EngagementTransitionException)
        {
            return engagement;
        }
    }

    private static Engagement Proposed() =>
        Engagement.Propose(EngagementId.From("e"), PartnerId.From("p"), BriefId.From("calls"), Noon.AddDays(-1));

    private static Engagement Active() => Begin(Proposed());

    private static Engagement Begin(Engagement proposed) =>
        proposed.Agree(Noon.AddHours(-2)).AssignNumber(Line, Noon.AddHours(-1)).PutInForce(1, Noon).Start(Noon);

    private static CallUpdate CallTo(PhoneNumber number, DateTimeOffset at) => new()
    {
        Call = new CallId("twilio", "north", "CA1"),
        Revision = new CallRevision(at, "test"),
        Dialled = number,
        StartedAt = at,
    };
}
