using System.Text.Json;
using CsCheck;
using Outsourcing.Calls;
using Outsourcing.Partners;
using Shouldly;
using static Outsourcing.Tests.Partners.Samples;

namespace Outsourcing.Tests.Partners.Scorecards;

public sealed class ScorecardTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly ScorecardTemplate Template = new("calls", 2,
    [
        new() { Id = "greeting", Question = "Did they greet as agreed?" },
        new() { Id = "number", Question = "Did they take a number to call back?", Points = 3 },
        new() { Id = "promise", Question = "Did they promise only what the brief allows?", AutoFail = true },
    ]);

    [Fact]
    public void Score_PointsEarnedOfPointsThatApply()
    {
        Score(ScorecardMark.Met, ScorecardMark.Met, ScorecardMark.Met).ShouldBe(new ScorecardScore { Share = 1, Passed = true });
        Score(ScorecardMark.Met, ScorecardMark.NotMet, ScorecardMark.Met).ShouldBe(new ScorecardScore { Share = 2.0 / 5, Passed = false });
        Score(ScorecardMark.Met, ScorecardMark.NotApplicable, ScorecardMark.Met).Share.ShouldBe(1);
        Score(ScorecardMark.NotApplicable, ScorecardMark.NotApplicable, ScorecardMark.NotApplicable).ShouldBe(new ScorecardScore { Share = null, Passed = null });
    }

    [Fact]
    public void Score_AutoFail_IsZeroWhateverElseWasGood() =>
        Score(ScorecardMark.Met, ScorecardMark.Met, ScorecardMark.NotMet).ShouldBe(new ScorecardScore { Share = 0, Passed = false, AutoFailedBy = ["promise"] });

    [Fact]
    public void Score_OfAnotherVersion_Throws() =>
        Should.Throw<ArgumentException>(() => Scorecard.Score(Template.WithItems(Template.Items), Review(1, "ann"))).Message.ShouldContain("version 2");

    [Fact]
    public void Of_AnswersThatDoNotFit_ThrowNamingTheItem()
    {
        Should.Throw<ArgumentException>(() => ScorecardReview.Of(Template, Id(1), North, "ann", Noon, [])).Message.ShouldContain("greeting");
        Should.Throw<ArgumentException>(() => ScorecardReview.Of(Template, Id(1), North, "ann", Noon, [.. Answers(ScorecardMark.Met, ScorecardMark.Met, ScorecardMark.Met), new ScorecardAnswer { Item = "tone", Mark = ScorecardMark.Met }])).Message.ShouldContain("tone");
    }

    [Fact]
    public void Template_ItemsThatShareAName_Throws() =>
        Should.Throw<ArgumentException>(() => new ScorecardTemplate("calls", 1, [Template.Items[0], Template.Items[0]]));

    [Fact]
    public void DecideAppeal_Upheld_RescoresAndKeepsWhatWasBefore()
    {
        ScorecardReview review = Review(1, "ann", promise: ScorecardMark.NotMet);

        ScorecardReview decided = review
            .Appeal("south lead", Noon.AddDays(1), ["promise"], "At 02:10 the caller asked for the owner to promise.")
            .DecideAppeal("bea", Noon.AddDays(2), new ScorecardAnswer { Item = "promise", Mark = ScorecardMark.Met });

        Scorecard.Score(Template, review).Share.ShouldBe(0);
        Scorecard.Score(Template, decided).Share.ShouldBe(1);
        decided.Appeals[0].Outcome.ShouldBe(AppealOutcome.Upheld);
        decided.Appeals[0].Before.ShouldBe(review.Answers);
        decided.Appeals[0].DecidedBy.ShouldBe("bea");
    }

    [Fact]
    public void DecideAppeal_WithoutNewAnswers_IsRejectedAndChangesNoAnswer()
    {
        ScorecardReview review = Review(1, "ann");

        ScorecardReview decided = review.Appeal("south lead", Noon, ["number"], "listen").DecideAppeal("bea", Noon);

        decided.Answers.ShouldBe(review.Answers);
        decided.Appeals[0].Outcome.ShouldBe(AppealOutcome.Rejected);
    }

    [Fact]
    public void Appeal_AgainstTheRules_Throws()
    {
        ScorecardReview open = Review(1, "ann").Appeal("south lead", Noon, ["number"], "listen");

        Should.Throw<InvalidOperationException>(() => open.Appeal("south lead", Noon, ["number"], "again"));
        Should.Throw<ArgumentException>(() => open.DecideAppeal("ann", Noon));
        Should.Throw<ArgumentException>(() => open.DecideAppeal("south lead", Noon));
        Should.Throw<ArgumentException>(() => open.DecideAppeal("bea", Noon, new ScorecardAnswer { Item = "greeting", Mark = ScorecardMark.Met }));
        Should.Throw<ArgumentException>(() => Review(1, "ann").Appeal("south lead", Noon, ["tone"], "listen"));
        Should.Throw<InvalidOperationException>(() => Review(1, "ann").DecideAppeal("bea", Noon));
    }

    [Fact]
    public void Review_ThroughJson_IsTheSame()
    {
        ScorecardReview review = Review(1, "ann").Appeal("south lead", Noon, ["number"], "listen").DecideAppeal("bea", Noon);

        string json = JsonSerializer.Serialize(review, OutsourcingJson.TypeInfo<ScorecardReview>());

        JsonSerializer.Deserialize(json, OutsourcingJson.TypeInfo<ScorecardReview>()).ShouldBe(review);
    }

    [Fact]
    public void Choose_AnyOrderOfCalls_IsTheSameSampleOfThePlannedSize() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[1, 1000]).Sample((count, seed) =>
        {
            SamplingPlan plan = new() { Seed = (ulong)seed };
            CallId[] calls = [.. Enumerable.Range(0, count).Select(Id)];

            IReadOnlyList<CallId> chosen = plan.Choose(calls);

            chosen.ShouldBe(plan.Choose(calls.Reverse()));
            chosen.Count.ShouldBe(plan.Size(count));
            chosen.Distinct().Count().ShouldBe(chosen.Count);
            chosen.ShouldBeSubsetOf(calls);
        }, iter: 50);

    [Fact]
    public void Choose_ManySeeds_TakesEveryCallAboutEquallyOften()
    {
        CallId[] calls = [.. Enumerable.Range(0, 40).Select(Id)];
        Dictionary<CallId, int> taken = calls.ToDictionary(call => call, _ => 0);
        SamplingPlan plan = new() { HalfWidth = 0.2 };
        for (ulong seed = 0; seed < 2000; seed++)
        {
            foreach (CallId call in (plan with { Seed = seed }).Choose(calls))
            {
                taken[call]++;
            }
        }

        double expected = 2000.0 * plan.Size(40) / 40;
        taken.Values.ShouldAllBe(count => Math.Abs(count - expected) < 0.15 * expected);
    }

    [Fact]
    public void Size_FewCalls_IsNeverMoreThanThereAre()
    {
        SamplingPlan plan = new() { HalfWidth = 0.05 };

        plan.Size(10).ShouldBe(10);
        plan.Size(0).ShouldBe(0);
        plan.Size(100_000).ShouldBeInRange(370, 390);
    }

    [Fact]
    public void Compare_ReviewersWhoAgree_AndOneItemTheyDoNot_NamesIt()
    {
        List<ScorecardReview> reviews = [];
        for (int call = 0; call < 20; call++)
        {
            ScorecardMark mark = call % 2 == 0 ? ScorecardMark.Met : ScorecardMark.NotMet;
            ScorecardMark other = call % 4 < 2 ? ScorecardMark.Met : ScorecardMark.NotMet;
            reviews.Add(ScorecardReview.Of(Template, Id(call), North, "ann", Noon, Answers(mark, mark, ScorecardMark.Met)));
            reviews.Add(ScorecardReview.Of(Template, Id(call), North, "bea", Noon, Answers(mark, other, ScorecardMark.Met)));
        }

        Verdict<IReadOnlyList<ItemAgreement>> verdict = ScorecardCalibration.Compare(Template, reviews);

        IReadOnlyList<ItemAgreement> items = verdict.Require();
        items[0].Item.ShouldBe("number");
        items[0].Kappa.ShouldNotBeNull().ShouldBe(0, 1e-12);
        items.Single(item => item.Item == "greeting").Kappa.ShouldBe(1);
        items.Single(item => item.Item == "promise").Kappa.ShouldBeNull();
        verdict.Explanation.Summary.ShouldContain("number");
        verdict.Explanation.Summary.ShouldNotContain("greeting");
    }

    [Fact]
    public void Compare_ThreeReviewers_UsesFleiss()
    {
        ScorecardReview[] reviews = [.. Enumerable.Range(0, 12).SelectMany(call => new[] { "ann", "bea", "cem" }
            .Select(reviewer => ScorecardReview.Of(Template, Id(call), North, reviewer, Noon, Answers(call % 2 == 0 ? ScorecardMark.Met : ScorecardMark.NotMet, ScorecardMark.Met, ScorecardMark.Met))))];

        ScorecardCalibration.Compare(Template, reviews).Require().Single(item => item.Item == "greeting").Kappa.ShouldBe(1);
    }

    [Fact]
    public void Compare_TooFewCommonCalls_IsRefused() =>
        ScorecardCalibration.Compare(Template, [Review(1, "ann"), Review(1, "bea"), Review(2, "ann")]).Refusal!.Kind.ShouldBe(RefusalKind.InsufficientEvidence);

    [Fact]
    public void History_ByMonth_SeparatesSignalFromNoise()
    {
        List<ScorecardReview> reviews = [];
        for (int month = 1; month <= 5; month++)
        {
            for (int call = 0; call < 50; call++)
            {
                bool fails = month == 5 ? call < 25 : call % 10 == 0;
                reviews.Add(ScorecardReview.Of(Template, Id((month * 100) + call), North, "ann", new DateTimeOffset(2026, month, 10, 9, 0, 0, TimeSpan.Zero), Answers(ScorecardMark.Met, ScorecardMark.Met, fails ? ScorecardMark.NotMet : ScorecardMark.Met)));
            }
        }

        ScorecardHistory history = ScorecardHistory.Of(Template, North, reviews, TimeZoneInfo.Utc);

        history.Periods.Select(period => period.Month.Month).ShouldBe([1, 2, 3, 4, 5]);
        history.Periods[^1].Control.InControl.ShouldBeFalse();
        history.Periods[0].Control.InControl.ShouldBeTrue();
        history.Periods[0].Passed.Successes.ShouldBe(45);
        history.Trend.ShouldNotBeNull().S.ShouldBe(-4);
    }

    [Fact]
    public void PassRate_OfReviews_IsEvidencePerPartner()
    {
        ScorecardReview[] reviews = [Review(1, "ann"), Review(1, "bea", ScorecardMark.NotMet) with { At = Noon.AddDays(1) }, Review(2, "ann"), Review(3, "ann") with { Partner = South }];

        IReadOnlyList<PartnerEvidence> evidence = ScorecardEvidence.PassRate(Template, reviews, "reviews");

        evidence.ShouldBe([PartnerEvidence.Share(North, "reviews", 1, 2), PartnerEvidence.Share(South, "reviews", 1, 1)]);
    }

    private static ScorecardScore Score(ScorecardMark greeting, ScorecardMark number, ScorecardMark promise) =>
        Scorecard.Score(new ScorecardTemplate("calls", 2, [Template.Items[0], Template.Items[1], Template.Items[2]]), ScorecardReview.Of(Template, Id(1), North, "ann", Noon, Answers(greeting, number, promise)));

    private static ScorecardReview Review(int call, string reviewer, ScorecardMark promise = ScorecardMark.Met) =>
        ScorecardReview.Of(Template, Id(call), North, reviewer, Noon, Answers(ScorecardMark.Met, ScorecardMark.Met, promise));

    private static ScorecardAnswer[] Answers(ScorecardMark greeting, ScorecardMark number, ScorecardMark promise) =>
        [new() { Item = "greeting", Mark = greeting }, new() { Item = "number", Mark = number }, new() { Item = "promise", Mark = promise, Note = "heard twice" }];

    private static CallId Id(int number) => new("provider", "account", $"c{number:000}");
}
