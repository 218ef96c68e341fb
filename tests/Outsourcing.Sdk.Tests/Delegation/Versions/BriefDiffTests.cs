using System.Text.Json;
using CsCheck;
using Outsourcing.Calls;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class BriefDiffTests
{
    [Fact]
    public void ApplyTo_TheOlderOfAnyTwoVersions_GivesTheNewer() =>
        Gen.Select(GenBriefs.Brief, GenBriefs.Brief).Sample((older, newer) => BriefDiff.Between(older, newer).ApplyTo(older) == newer, iter: 500);

    [Fact]
    public void ApplyTo_AfterJson_StillGivesTheNewer() =>
        Gen.Select(GenBriefs.Brief, GenBriefs.Brief).Sample(
            (older, newer) =>
            {
                string json = JsonSerializer.Serialize(BriefDiff.Between(older, newer), OutsourcingJson.TypeInfo<BriefDiff>());
                return JsonSerializer.Deserialize(json, OutsourcingJson.TypeInfo<BriefDiff>())!.ApplyTo(older) == newer;
            },
            iter: 100);

    [Fact]
    public void Between_AVersionAndItself_IsEmpty() =>
        GenBriefs.Brief.Sample(brief => BriefDiff.Between(brief, brief).Differences.Count == 0, iter: 100);

    [Fact]
    public void Between_EditsOfEveryKind_SaysThemInSentences()
    {
        DelegationBrief older = SampleBriefs.Plumber();
        DelegationBrief newer = Edited(older);

        BriefDiff diff = BriefDiff.Between(older, newer);

        diff.ApplyTo(older).ShouldBe(newer);
        Snapshot.Match(string.Join('\n', diff.ForAnswerer.Append("--- not for the one who answers:").Concat(diff.Differences.Where(one => !one.ForAnswerer).Select(one => one.Summary))), "Edits");
    }

    [Fact]
    public void Between_OneText_IsOneDifferenceAtItsPlace()
    {
        DelegationBrief brief = SampleBriefs.Plumber();
        foreach (BriefText text in brief.Texts())
        {
            BriefDiff diff = BriefDiff.Between(brief, brief.WithText(text.Place, "Another text."));

            diff.Differences.Single().Place.ShouldBe(text.Place);
        }
    }

    [Fact]
    public void ApplyTo_AnotherVersion_IsRefused()
    {
        DelegationBrief brief = SampleBriefs.Plumber();
        BriefDiff diff = BriefDiff.Between(brief, brief with { Greeting = "Hello." });

        Should.Throw<InvalidBriefException>(() => diff.ApplyTo(brief with { Version = 9 })).Defect.ShouldBe(BriefDefect.Conflict);
        Should.Throw<InvalidBriefException>(() => diff.ApplyTo(brief with { Greeting = "Somebody edited this." })).Place.ShouldBe("greeting");
    }

    [Fact]
    public void Between_DifferentBriefs_IsRefused() =>
        Should.Throw<InvalidBriefException>(() => BriefDiff.Between(SampleBriefs.Plumber(), SampleBriefs.Minimal())).Defect.ShouldBe(BriefDefect.Conflict);

    [Fact]
    public void Difference_ToString_ShowsNoTelephoneNumber()
    {
        DelegationBrief brief = SampleBriefs.Plumber();
        BriefDiff diff = BriefDiff.Between(brief, brief with { Contacts = [brief.Contacts[0] with { Numbers = [PhoneNumber.Parse("+442079460123")] }, brief.Contacts[1]] });

        diff.Differences.ShouldNotBeEmpty();
        diff.Differences.ShouldAllBe(one => !one.ToString().Contains("9460123", StringComparison.Ordinal));
    }

    private static DelegationBrief Edited(DelegationBrief older) => older.NewVersion(new DateOnly(2026, 10, 1), "Autumn") with
    {
        Greeting = "North Plumbing, good day.",
        CallTypes =
        [
            older.CallTypes[1] with
            {
                Questions = [older.CallTypes[1].Questions[1], older.CallTypes[1].Questions[0] with { Required = false }, new() { Id = "phone", Text = "Which number reaches you?", Answer = AnswerKind.Phone }],
                Knowledge = [older.CallTypes[1].Knowledge[0] with { Answer = "A visit costs 95 EUR." }],
            },
            older.CallTypes[0] with
            {
                Actions = [older.CallTypes[0].Actions[0] with { RingFor = TimeSpan.FromSeconds(30), Transfer = TransferKind.Blind }, older.CallTypes[0].Actions[1]],
            },
            new() { Id = CallTypeId.From("supplier"), Name = "Supplier", Recognition = ["The caller offers goods."], Actions = [CallAction.Do("Say that offers go to the office address.")] },
        ],
        Outcomes = [older.Outcomes[0] with { Target = MetricTarget.AtLeast(0.85) }],
        Contacts = [older.Contacts[0] with { Deputy = null }],
        Limits = null,
        Volume = older.Volume! with { Calls = 140 },
        Clauses = [],
        Hours = older.Hours! with { Weekly = [.. older.Hours.Weekly.Take(4)] },
    };
}
