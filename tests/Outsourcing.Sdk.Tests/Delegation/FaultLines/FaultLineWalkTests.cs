using CsCheck;
using Outsourcing.Calls;
using Outsourcing.Engagements;
using Outsourcing.Partners;
using Outsourcing.Statistics;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class FaultLineWalkTests
{
    private const string Vague = "Call the customer back promptly.";

    private static readonly DateTimeOffset Start = new(2026, 10, 5, 8, 0, 0, TimeSpan.FromHours(2));
    private static readonly DateTimeOffset Second = Start.AddDays(14);
    private static readonly BriefPlace CallBack = BriefPlace.From("clauses[call-back].text");

    private static readonly DelegationBrief VersionOne = BriefReviewerTests.Complete() with
    {
        Version = 1,
        Clauses = [new() { Id = "call-back", Text = Vague }],
    };

    private static readonly DelegationBrief VersionTwo = VersionOne with
    {
        Version = 2,
        Clauses = [new() { Id = "call-back", Text = "The receptionist calls the customer back within 30 minutes." }],
    };

    private static readonly Engagement Engagement = Outsourcing.Engagements.Engagement
        .Propose(EngagementId.From("north"), PartnerId.From("partner"), VersionOne.Id, Start)
        .Agree(Start).AssignNumber(PhoneNumber.Parse("+4930123456"), Start).PutInForce(1, Start).Start(Start)
        .PutInForce(2, Second);

    private static readonly FaultLineEvidence Evidence = new()
    {
        Engagement = Engagement,
        Versions = [VersionOne, VersionTwo],
        Receipts = [new() { Version = 1, AcknowledgedAt = Start }, new() { Version = 2, AcknowledgedAt = Second.AddDays(1) }],
        Outages = [],
        CapacityPerHour = 10,
        Arrivals = [],
    };

    private static readonly CallFailure Failure = new()
    {
        Call = new CallId("test", "main", "1"),
        At = Second.AddDays(3),
        Expectation = "The receptionist calls the customer back within 30 minutes",
        Place = CallBack,
        DoneAsBriefed = false,
    };

    public static TheoryData<FaultLineKind, FaultLineEvidence, CallFailure> Faults { get; } = new()
    {
        { FaultLineKind.BriefOmission, Evidence, Failure with { Place = BriefPlace.From("clauses[other].text") } },
        { FaultLineKind.BriefOmission, Evidence, Failure with { Place = null, Expectation = "Every parcel gets weighed on the green scale" } },
        { FaultLineKind.BriefAmbiguity, Evidence, Failure with { At = Start.AddDays(1) } },
        { FaultLineKind.NotTransmitted, Evidence, Failure with { At = Second.AddHours(1) } },
        { FaultLineKind.NotTransmitted, Evidence with { Receipts = [] }, Failure },
        { FaultLineKind.OwnerInputMissing, Evidence with { Outages = [new("calendar", Second, null)] }, Failure },
        { FaultLineKind.OverCapacity, Evidence with { Arrivals = [.. Enumerable.Range(0, 11).Select(index => Failure.At.AddSeconds(index))] }, Failure },
        { FaultLineKind.WrongGoal, Evidence, Failure with { DoneAsBriefed = true } },
        { FaultLineKind.Execution, Evidence, Failure },
        { FaultLineKind.Execution, Evidence, Failure with { Place = null } },
        { FaultLineKind.Execution, Evidence with { Outages = [new("calendar", Second, null)] }, Failure with { NeededInputs = ["prices"] } },
        { FaultLineKind.Undetermined, Evidence, Failure with { DoneAsBriefed = null } },
        { FaultLineKind.Undetermined, Evidence with { Receipts = null }, Failure },
        { FaultLineKind.Undetermined, Evidence, Failure with { At = Start.AddDays(-1) } },
        { FaultLineKind.Undetermined, Evidence with { Versions = [VersionOne] }, Failure },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Diagnose_OneThingWrong_FindsIt(FaultLineKind kind, FaultLineEvidence evidence, CallFailure failure)
    {
        CallDiagnosis diagnosis = new FaultLineWalk(evidence).Diagnose(failure);

        diagnosis.Kind.ShouldBe(kind);
        diagnosis.Steps.ShouldAllBe(step => step.Evidence.Length > 0);
    }

    [Theory]
    [InlineData("agent-1", 2, FaultLineKind.Execution, "first acknowledged")]
    [InlineData("agent-1", 0, FaultLineKind.NotTransmitted, "after the call")]
    [InlineData("agent-2", 2, FaultLineKind.NotTransmitted, "delivered on 2026-10-19 06:00:00Z and not acknowledged")]
    [InlineData("agent-3", 2, FaultLineKind.NotTransmitted, "neither delivered nor acknowledged")]
    [InlineData(null, 2, FaultLineKind.Execution, "first acknowledged")]
    public void Diagnose_ByTheRecordedCommunication_AsksWhoeverAnswered(string? person, int days, FaultLineKind kind, string evidence)
    {
        BriefCommunication communication = BriefCommunication.Of(VersionTwo)
            .Delivered(2, "agent-1", Second).Acknowledged(2, "agent-1", Second.AddDays(1))
            .Delivered(2, "agent-2", Second);

        CallDiagnosis diagnosis = new FaultLineWalk(Evidence with { Receipts = communication.Receipts() })
            .Diagnose(Failure with { At = Second.AddDays(days), AnsweredBy = person is null ? default(PersonalText?) : new PersonalText(person) });

        diagnosis.Kind.ShouldBe(kind);
        string step = diagnosis.Steps.Single(one => one.Question == "Was that version acknowledged before the call?").Evidence;
        step.ShouldContain(evidence);
        if (person is not null)
        {
            step.ShouldNotContain(person);
        }
    }

    [Fact]
    public void Diagnose_ReceiptForEverybody_CountsForWhoeverAnswered() =>
        new FaultLineWalk(Evidence).Diagnose(Failure with { AnsweredBy = "agent-9" }).Kind.ShouldBe(FaultLineKind.Execution);

    [Fact]
    public void Diagnose_WithoutPlace_FindsTheTextByItsWords() =>
        new FaultLineWalk(Evidence).Diagnose(Failure with { Place = null }).Place.ShouldBe(CallBack);

    [Fact]
    public void VersionInForce_AnyMoment_IsThatOfTheEngagement() =>
        Gen.Int[-100, 2000].Sample(hours =>
            new FaultLineWalk(Evidence).VersionInForce(Start.AddHours(hours)).ShouldBe(Engagement.BriefVersionInForce(Start.AddHours(hours))?.Version));

    [Fact]
    public void Walk_BriefOfAnotherEngagement_IsRefused() =>
        Should.Throw<ArgumentException>(() => new FaultLineWalk(Evidence with { Versions = [VersionOne with { Id = BriefId.From("other") }] }));

    [Fact]
    public void Report_ManyFailures_NamesTheClauseItsWordingAndTheEffect()
    {
        FaultLineWalk walk = new(Evidence);
        CallDiagnosis[] diagnoses =
        [
            .. Enumerable.Range(0, 30).Select(index => walk.Diagnose(Failure with { Call = new CallId("test", "main", $"a{index}"), At = Start.AddHours(index + 1) })),
            .. Enumerable.Range(0, 10).Select(index => walk.Diagnose(Failure with { Call = new CallId("test", "main", $"o{index}"), Place = BriefPlace.From("clauses[nothing].text"), Expectation = "ask for the postcode" })),
        ];

        FaultLineReport report = FaultLineReport.Of(diagnoses, VersionOne);

        report.Kinds.Select(kind => kind.Kind).ShouldBe([FaultLineKind.BriefAmbiguity, FaultLineKind.BriefOmission]);
        report.VitalFew.Count().ShouldBe(2);
        ClauseFinding first = report.Findings[0];
        first.Share.ShouldBe(new Proportion(30, 40));
        first.ExpectedEffect.ShouldBe(new Proportion(30, 40).ConfidenceInterval());
        first.Amendment!.Current.ShouldBe(Vague);
        LanguageReview.Find(first.Amendment.Proposed).ShouldBeEmpty();

        DelegationBrief amended = first.Amendment.ApplyTo(VersionOne, new DateOnly(2026, 10, 20), "The receptionist calls the customer back within 30 minutes.");
        amended.Version.ShouldBe(2);
        amended.Clauses.ShouldBe(VersionTwo.Clauses);
        BriefReviewer.Default.Review(amended).Findings.Select(finding => finding.Code).ShouldBe(["OBR021"]);

        report.Findings[1].Amendment!.ApplyTo(VersionOne, new DateOnly(2026, 10, 20)).Clauses[^1].Text.ShouldBe("Ask for the postcode.");
    }

    [Fact]
    public void Report_SameDiagnosesInAnyOrder_IsTheSame() =>
        Gen.Shuffle(Enumerable.Range(0, 12).ToArray()).Sample(order =>
        {
            FaultLineWalk walk = new(Evidence);
            CallDiagnosis[] diagnoses = [.. Enumerable.Range(0, 12).Select(index => walk.Diagnose(Failure with { Call = new CallId("test", "main", $"{index}"), At = Start.AddDays(index * 3) }))];

            FaultLineReport.Of(order.Select(index => diagnoses[index]), VersionTwo).ShouldBe(FaultLineReport.Of(diagnoses, VersionTwo));
        });

    [Fact]
    public void WhyChain_FromAFinding_EndsWhereTheEvidenceEnds()
    {
        FaultLineReport report = FaultLineReport.Of([new FaultLineWalk(Evidence).Diagnose(Failure with { At = Start.AddDays(1) })], VersionOne);

        WhyChain chain = WhyChain.From(report.Findings[0]);

        chain.Links.Count.ShouldBe(2);
        chain.Root!.Place.ShouldBe(CallBack);
        chain.Because("The owner wrote the brief in one evening.", "Change log of version 1.").Links.Count.ShouldBe(3);
        Should.Throw<ArgumentException>(() => chain.Because("Nobody knows.", " "));
        Should.Throw<ArgumentException>(() => chain.Because(chain.Root.Because, "again"));
    }

    [Fact]
    public void Failures_OfAMetric_AreTheCallsThatMissedIt()
    {
        CallRecord late = new() { Id = new CallId("test", "main", "late"), LastRevision = new CallRevision(Start, "test"), StartedAt = Start.AddHours(2), AnsweredAt = Start.AddHours(2).AddMinutes(1), Intent = new() { Kind = CallerIntentKind.From("x"), Label = "emergency" } };
        CallRecord quick = late with { Id = new CallId("test", "main", "quick"), AnsweredAt = late.StartedAt };

        CallFailure failure = OutcomeReviewer.Failures(VersionOne, VersionOne.Outcomes[0], [late, quick]).ShouldHaveSingleItem();

        (failure.Call, failure.CallType).ShouldBe((late.Id, CallTypeId.From("emergency")));
        new FaultLineWalk(Evidence).Diagnose(failure).Kind.ShouldBe(FaultLineKind.Execution);
    }

    [Fact]
    public void CoderAgreement_TwoCoders_CountsOnlyWhatBothCoded()
    {
        Dictionary<CallId, FaultLineKind> first = Codes(FaultLineKind.Execution, FaultLineKind.Execution, FaultLineKind.BriefOmission, FaultLineKind.BriefOmission, FaultLineKind.WrongGoal);
        Dictionary<CallId, FaultLineKind> second = Codes(FaultLineKind.Execution, FaultLineKind.BriefOmission, FaultLineKind.BriefOmission, FaultLineKind.BriefOmission);

        CoderAgreement agreement = CoderAgreement.Of(first, second);

        agreement.Calls.ShouldBe(4);
        agreement.Agreement.Observed.ShouldBe(0.75, 1e-12);
        agreement.Agreement.Kappa!.Value.ShouldBe(0.5, 1e-12);
        agreement.Differences.ShouldHaveSingleItem().Call.ProviderCallId.ShouldBe("1");
        Should.Throw<ArgumentException>(() => CoderAgreement.Of(first, new Dictionary<CallId, FaultLineKind>()));

        static Dictionary<CallId, FaultLineKind> Codes(params FaultLineKind[] kinds) =>
            kinds.Select((kind, index) => (kind, index)).ToDictionary(code => new CallId("test", "main", $"{code.index}"), code => code.kind);
    }
}
