using Outsourcing.Calls;
using Outsourcing.Delegation;
using Shouldly;

namespace Outsourcing.Testing.Tests.Builders;

public sealed class BriefBuilderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void CompleteBrief_HasNoFindingAndCanBeDelivered(int version)
    {
        BriefReview review = BriefReviewer.Default.Review(new BriefBuilder(version: version).Build());

        review.Findings.ShouldBeEmpty();
        review.Score.ShouldBe(1);
        review.Deliverable().TryGet(out bool deliverable).ShouldBeTrue();
        deliverable.ShouldBeTrue();
    }

    [Theory]
    [InlineData(BriefPart.Purpose, "OBR001")]
    [InlineData(BriefPart.Trigger, "OBR002")]
    [InlineData(BriefPart.Inputs, "OBR003")]
    [InlineData(BriefPart.CallTypes, "OBR004")]
    [InlineData(BriefPart.Recognition, "OBR005")]
    [InlineData(BriefPart.Actions, "OBR006")]
    [InlineData(BriefPart.Outcomes, "OBR008")]
    [InlineData(BriefPart.Target, "OBR009")]
    [InlineData(BriefPart.Accountable, "OBR010")]
    [InlineData(BriefPart.Responsible, "OBR011")]
    [InlineData(BriefPart.Escalation, "OBR012")]
    [InlineData(BriefPart.Hours, "OBR014")]
    [InlineData(BriefPart.OutOfHours, "OBR015")]
    [InlineData(BriefPart.Volume, "OBR016")]
    [InlineData(BriefPart.Limits, "OBR017")]
    [InlineData(BriefPart.DataProtection, "OBR018")]
    [InlineData(BriefPart.Examples, "OBR019")]
    [InlineData(BriefPart.ChangeLog, "OBR020")]
    [InlineData(BriefPart.SignOff, "OBR021")]
    public void PartLeftOut_IsTheOneRequiredElementMissing(BriefPart part, string code)
    {
        BriefReview review = BriefReviewer.Default.Review(new BriefBuilder().Without(part).Build());

        review.Required.Where(element => !element.Passed).Select(element => element.Code).ShouldBe([code]);
        review.Findings.Where(finding => finding.Severity == ReviewSeverity.Error).ShouldAllBe(finding => finding.Code == code);
    }

    [Fact]
    public void ContactsLeftOut_AreMissedWhereTheyAreNamedToo()
    {
        BriefReview review = BriefReviewer.Default.Review(new BriefBuilder().Without(BriefPart.Contacts).Build());

        review.Required.Where(element => !element.Passed).Select(element => element.Code).ShouldBe(["OBR013"]);
        review.Findings.ShouldContain(finding => finding.Code == "OBR031");
    }

    [Fact]
    public void EveryPart_CanBeLeftOutTogetherWithEveryOther()
    {
        foreach (BriefPart first in Enum.GetValues<BriefPart>())
        {
            foreach (BriefPart second in Enum.GetValues<BriefPart>())
            {
                BriefReviewer.Default.Review(new BriefBuilder().Without(first).Without(second).Build()).Required.ShouldContain(element => !element.Passed);
            }
        }
    }

    [Fact]
    public void Parts_AreReplacedAndAdded()
    {
        DelegationBrief brief = new BriefBuilder("front-desk", 2)
            .WithCallType("emergency", type => type with { Share = 0.2 })
            .WithCallType("spam", type => type.RecognisedBy("The caller sells something.").Then(CallAction.Do("End the call.")))
            .WithOutcome("answered", metric => metric with { Target = MetricTarget.AtLeast(0.9) })
            .WithOutcome("booked", metric => metric with { Definition = "Visits booked." })
            .With(whole => whole.WithGreeting("Hello."))
            .Build();

        (brief.Id.Value, brief.Version, brief.Greeting).ShouldBe(("front-desk", 2, "Hello."));
        brief.CallTypes.Select(type => (type.Id.Value, type.Share)).ShouldBe([("emergency", 0.2), ("new-job", 0.6), ("spam", null)]);
        brief.CallTypes[0].Urgency.ShouldBe(CallUrgency.High);
        brief.Outcomes.Select(metric => (metric.Id, metric.Target?.Value)).ShouldBe([("answered", 0.9), ("booked", null)]);
        new BriefBuilder().Build().ShouldBe(new BriefBuilder().Build());
    }
}
