using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class BriefReviewerTests
{
    private static readonly string[] Sentences = [.. SmellSentences.All().Select(item => item.Text)];

    private static readonly Gen<string> GenText = Gen.Int[0, Sentences.Length - 1].Select(index => Sentences[index]).List[1, 4].Select(some => string.Join(' ', some));

    [Fact]
    public void Review_BriefWithEveryPart_HasNothingToSayButTheOneGap()
    {
        BriefReview review = BriefReviewer.Default.Review(SampleBriefs.Plumber());

        review.Findings.Select(finding => (finding.Code, finding.Place.Value)).ShouldBe([("OBR003", "inputs[prices]")]);
        review.Score.ShouldBe(20.0 / 21, 1e-12);
        review.HardFailure.ShouldBeFalse();
        review.SmellsPer100Words.ShouldBe(0);
    }

    [Fact]
    public void Review_EmptyBrief_LacksAllThatDoesNotDependOnAnotherPart()
    {
        BriefReview review = BriefReviewer.Default.Review(SampleBriefs.Minimal());

        review.Required.Where(element => element.Passed).Select(element => element.Code).ShouldBe(["OBR005", "OBR006", "OBR007", "OBR009"]);
        review.Score.ShouldBe(4.0 / 21, 1e-12);
        review.HardFailure.ShouldBeTrue();
    }

    [Fact]
    public void Review_BlankInsteadOfText_IsMissingAndNoted()
    {
        BriefReview review = BriefReviewer.Default.Review(Complete() with { Purpose = "[what the business wants to reach]" });

        review.Findings.Select(finding => finding.Code).ShouldBe(["OBR001", "OBR082"]);
    }

    public static TheoryData<string, Func<DelegationBrief, DelegationBrief>> Contradictions { get; } = new()
    {
        { "OBR030", brief => brief with { Outcomes = [.. brief.Outcomes, brief.Outcomes[0] with { Id = "again", Target = MetricTarget.AtLeast(0.9) }] } },
        { "OBR031", brief => WithAction(brief, CallAction.TransferTo(ContactId.From("nobody"), TransferKind.Warm, TimeSpan.FromSeconds(20))) },
        { "OBR032", brief => WithAction(brief with { Contacts = [.. brief.Contacts, new() { Id = ContactId.From("office"), Name = "Office", Email = "office@example.com" }] }, CallAction.TransferTo(ContactId.From("office"), TransferKind.Warm, TimeSpan.FromSeconds(20))) },
        { "OBR033", brief => WithQuestion(brief, new() { Id = "q", Text = "Which one?", Answer = AnswerKind.Choice, Choices = ["Only"] }) },
        { "OBR034", brief => WithQuestion(brief, new() { Id = "q", Text = "How many?", Answer = AnswerKind.Number, Choices = ["One", "Two"] }) },
        { "OBR035", brief => brief with { CallTypes = [.. brief.CallTypes, brief.CallTypes[1] with { Id = CallTypeId.From("copy"), Share = null }] } },
        { "OBR036", brief => WithAction(brief, CallAction.RouteTo(CallTypeId.From("new-job")), 1) },
        { "OBR037", brief => WithAction(brief, CallAction.RouteTo(CallTypeId.From("nothing"), "the caller hums")) },
        { "OBR038", brief => WithAction(WithAction(brief, CallAction.VoicemailOf(ContactId.From("owner"))), CallAction.Do("Say goodbye to the caller.")) },
        { "OBR039", brief => brief with { OnCall = brief.OnCall! with { Escalation = [.. brief.OnCall.Escalation, brief.OnCall.Escalation[1]] } } },
        { "OBR040", brief => WithWindows(brief, new OpeningHours { Day = DayOfWeek.Monday, From = new(18, 0), Until = new(8, 0) }) },
        { "OBR041", brief => brief with { OnCall = brief.OnCall! with { Rotations = [.. brief.OnCall.Rotations, brief.OnCall.Rotations[0] with { Id = "second" }] } } },
        { "OBR042", brief => brief with { OnCall = brief.OnCall! with { TimeZone = "America/New_York" } } },
        { "OBR043", brief => brief with { Hours = brief.Hours! with { Weekly = [.. brief.Hours.Weekly, new() { Day = DayOfWeek.Monday, From = new(17, 0), Until = new(19, 0) }] } } },
        { "OBR044", brief => brief with { CallTypes = [.. brief.CallTypes.Select(type => type with { Share = 0.6 })] } },
        { "OBR045", brief => brief with { Limits = brief.Limits! with { MayDecide = ["the owner's private number"] } } },
        { "OBR046", brief => brief with { Outcomes = [brief.Outcomes[0] with { Target = MetricTarget.AtLeast(80) }] } },
        { "OBR047", brief => brief with { DataProtection = brief.DataProtection! with { RecordingNotice = null } } },
        { "OBR048", brief => brief with { Outcomes = [.. brief.Outcomes, brief.Outcomes[0] with { Id = "passed-on", Measure = MetricMeasure.MessageDeliveredWithin, Within = TimeSpan.FromMinutes(1) }] } },
        { "OBR049", brief => brief with { CallTypes = [brief.CallTypes[0], brief.CallTypes[1] with { Limits = brief.CallTypes[1].Limits! with { MaximumLength = TimeSpan.FromMinutes(7) } }] } },
        { "OBR050", brief => brief with { Trigger = "A call reaches the PBX." } },
        { "OBR051", brief => WithAction(brief, new() { Kind = CallActionKind.Schedule }) },
        { "OBR080", brief => brief with { Trigger = string.Join(' ', Enumerable.Repeat("call", 36)) + "." } },
        { "OBR083", brief => brief with { Language = "de" } },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Review_BriefThatContradictsItself_SaysSoOnceAndNothingElse(string code, Func<DelegationBrief, DelegationBrief> spoil)
    {
        BriefReview review = BriefReviewer.Default.Review(spoil(Complete()));

        review.Findings.Select(finding => finding.Code).Distinct().ShouldBe([code]);
    }

    [Fact]
    public void Review_OnCallCoversExactlyWhatTheHoursLeaveOpen_HasNoGap()
    {
        OpeningHours[] nights = [.. Enumerable.Range(1, 4).Select(day => Window((DayOfWeek)day, 18, 8)), Window(DayOfWeek.Friday, 18, 0), Window(DayOfWeek.Saturday, 0, 0), Window(DayOfWeek.Sunday, 0, 0), Window(DayOfWeek.Monday, 0, 8)];

        BriefReviewer.Default.Review(WithWindows(Complete(), nights)).Findings.ShouldBeEmpty();
        BriefReviewer.Default.Review(WithWindows(Complete(), nights[..^1])).Findings.ShouldHaveSingleItem().Message.ShouldContain("Monday 00:00");

        static OpeningHours Window(DayOfWeek day, int from, int until) => new() { Day = day, From = new(from, 0), Until = new(until, 0) };
    }

    [Fact]
    public void Review_IsDeterministicAndChangesNothing() => GenText.Sample(text =>
    {
        DelegationBrief brief = WithClause(text);
        BriefReview first = BriefReviewer.Default.Review(brief);

        new BriefReviewer([]).Review(brief with { }).ShouldBe(first);
        brief.ShouldBe(WithClause(text));
    });

    [Fact]
    public void ApplyTo_AnyFindingWithARewrite_RemovesItAndAddsNoneAsSevere() => GenText.Sample(text =>
    {
        DelegationBrief brief = WithClause(text);
        BriefReview before = BriefReviewer.Default.Review(brief);
        foreach (ReviewFinding finding in before.Findings.Where(finding => finding.Rewrite is not null))
        {
            BriefReview after = BriefReviewer.Default.Review(finding.ApplyTo(brief));

            foreach (string code in after.Findings.Where(one => one.Severity >= finding.Severity).Select(one => one.Code).Distinct())
            {
                int allowed = before.Findings.Count(one => one.Code == code) - (code == finding.Code ? 1 : 0);
                after.Findings.Count(one => one.Code == code).ShouldBeLessThanOrEqualTo(allowed, $"{finding.Code} “{finding.Words}” in “{text}” became “{finding.ApplyTo(brief).Clauses[^1].Text}”");
            }
        }
    });

    [Fact]
    public void Review_EveryRewriteInTurn_LeavesNoSmell() => GenText.Sample(text =>
    {
        DelegationBrief brief = WithClause(text);
        for (int round = 0; round < 40 && BriefReviewer.Default.Review(brief).Findings.FirstOrDefault(finding => finding.Rewrite is not null) is { } finding; round++)
        {
            brief = finding.ApplyTo(brief);
        }

        BriefReviewer.Default.Review(brief).Smells.ShouldBe(0, brief.Clauses[^1].Text);
    });

    [Fact]
    public void Review_SuppressedFinding_IsListedWithItsReasonAndStillMissing()
    {
        ReviewSuppression accepted = new() { Code = "OBR003", Reason = "The price list is on paper in the office." };

        BriefReview review = BriefReviewer.Default.Review(SampleBriefs.Plumber(), [accepted]);

        review.Findings.ShouldBeEmpty();
        review.Suppressed.ShouldHaveSingleItem().Reason.ShouldBe(accepted.Reason);
        review.Required.Single(element => element.Code == "OBR003").Passed.ShouldBeFalse();
    }

    [Fact]
    public void Suppression_OfAnotherPlace_SuppressesNothing() =>
        BriefReviewer.Default.Review(SampleBriefs.Plumber(), [new() { Code = "OBR003", Place = BriefPlace.From("inputs[calendar]"), Reason = "checked" }]).Findings.Count.ShouldBe(1);

    [Fact]
    public void Suppression_WithoutReason_IsRefused() =>
        Should.Throw<ArgumentException>(() => new ReviewSuppression { Code = "OBR003", Reason = " " });

    [Fact]
    public void AddBriefRule_RuleOfTheApp_TakesPart()
    {
        ServiceCollection services = new();
        services.AddOutsourcing().AddBriefRule<TitleRule>().AddBriefRule<TitleRule>().AddBriefReview();
        using ServiceProvider provider = services.BuildServiceProvider();

        BriefReview review = provider.GetRequiredService<BriefReviewer>().Review(Complete());

        review.Findings.ShouldHaveSingleItem().Code.ShouldBe("APP001");
    }

    [Fact]
    public void Deliverable_OneFindingLeft_SaysWhatFlipsItAndRecomputes()
    {
        Verdict<bool> verdict = BriefReviewer.Default.Review(SampleBriefs.Plumber()).Deliverable();

        verdict.Require().ShouldBeFalse();
        BriefReviewer.Recompute(verdict.Explanation).ShouldBe(verdict);
        BriefReviewer.Default.Review(Complete()).Deliverable().Require().ShouldBeTrue();
        BriefReviewer.Default.Review(Complete() with { Purpose = "Every caller reaches [who] within 20 seconds." }).Deliverable().Explanation.Flip!.Input.ShouldBe("blanks");
    }

    [Fact]
    public void ApplyTo_FindingWithoutRewrite_IsRefused()
    {
        ReviewFinding finding = BriefReviewer.Default.Review(SampleBriefs.Plumber()).Findings[0];

        Should.Throw<InvalidOperationException>(() => finding.ApplyTo(SampleBriefs.Plumber())).Message.ShouldContain(finding.Suggestion);
    }

    [Theory]
    [InlineData("trigger", "Calls are forwarded after 3 rings when nobody answers.")]
    [InlineData("limits.mustNotSay[0]", "the owner is not in")]
    [InlineData("callTypes[emergency].recognition[0]", "The caller was not called back.")]
    [InlineData("greeting", "Good morning, we are the best plumbers in town, and we do not bite.")]
    public void Review_WordsThatPutNoDutyOnAnybody_AreNoSmell(string place, string text) =>
        BriefReviewer.Default.Review(Complete().WithText(BriefPlace.From(place), text)).Findings.ShouldBeEmpty();

    [Fact]
    public void Rules_EachHasOneCodeOfItsOwn() => ReviewRules.All.Select(rule => rule.Code).ShouldBeUnique();

    internal static DelegationBrief Complete() => SampleBriefs.Plumber().WithInput(1, input => input with { Access = "The owner e-mails the list to the partner's team lead." });

    private static DelegationBrief WithClause(string text)
    {
        DelegationBrief brief = Complete();
        return brief with { Clauses = [.. brief.Clauses, new() { Id = "under-test", Text = text }] };
    }

    private static DelegationBrief WithAction(DelegationBrief brief, CallAction action, int type = 0) => brief with
    {
        CallTypes = [.. brief.CallTypes.Select((one, index) => index == type ? one with { Actions = [.. one.Actions, action] } : one)],
    };

    private static DelegationBrief WithQuestion(DelegationBrief brief, IntakeQuestion question) => brief with
    {
        CallTypes = [brief.CallTypes[0] with { Questions = [question] }, brief.CallTypes[1]],
    };

    private static DelegationBrief WithWindows(DelegationBrief brief, params OpeningHours[] windows) => brief with
    {
        OnCall = brief.OnCall! with { Rotations = [brief.OnCall.Rotations[0] with { Windows = windows }] },
    };

    private sealed class TitleRule : IBriefRule
    {
        public IEnumerable<ReviewFinding> Review(DelegationBrief brief)
        {
            yield return new ReviewFinding
            {
                Code = "APP001",
                Place = BriefPlace.From("title"),
                Severity = ReviewSeverity.Note,
                Message = "The title does not name the branch office.",
                Why = "Each office has its own brief.",
                Suggestion = "Add the office.",
            };
        }
    }
}

internal static class BriefEdits
{
    internal static DelegationBrief WithInput(this DelegationBrief brief, int index, Func<BriefInput, BriefInput> change) =>
        brief with { Inputs = [.. brief.Inputs.Select((input, at) => at == index ? change(input) : input)] };
}
