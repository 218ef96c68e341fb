using System.Text.Json;
using CsCheck;
using Outsourcing.Partners;
using Shouldly;
using static Outsourcing.Tests.Partners.Samples;

namespace Outsourcing.Tests.Partners;

public sealed class PartnerRankingTests
{
    [Fact]
    public void Rank_OneBetterInNearlyAll_IsClear()
    {
        Verdict<PartnerRanking> verdict = PartnerRanking.Rank(Criteria, Three, Evidence);

        PartnerRanking ranking = verdict.Require();
        ranking.Leader.ShouldBe(North);
        ranking.Certainty.ShouldBe(RankingCertainty.Clear);
        ranking.Standings.Select(standing => standing.Rank).ShouldBe([1, 2, 3]);
        verdict.Explanation.Checks.ShouldAllBe(check => check.Passed);
    }

    [Fact]
    public void Rank_Recomputed_IsTheSameVerdict_AlsoThroughJson()
    {
        Verdict<PartnerRanking> verdict = PartnerRanking.Rank(Criteria, Three, Evidence);
        string json = JsonSerializer.Serialize(verdict.Explanation, OutsourcingJson.TypeInfo<VerdictExplanation>());

        PartnerRanking.Recompute(verdict.Explanation).ShouldBe(verdict);
        PartnerRanking.Recompute(JsonSerializer.Deserialize(json, OutsourcingJson.TypeInfo<VerdictExplanation>())!).ShouldBe(verdict);
        Should.Throw<ArgumentException>(() => PartnerRanking.Recompute(verdict.Explanation with { Rule = "another/1" }));
    }

    [Fact]
    public void Rank_ThreeOfThree_DoesNotOutrank180Of200()
    {
        Verdict<PartnerRanking> two = PartnerRanking.Rank([Single()], Three[..2], [PartnerEvidence.Share(North, "share", 3, 3), PartnerEvidence.Share(South, "share", 180, 200)]);
        IReadOnlyList<PartnerScore> scores = PartnerScoring.Score([Single()], Three, [PartnerEvidence.Share(North, "share", 3, 3), PartnerEvidence.Share(South, "share", 180, 200), PartnerEvidence.Share(West, "share", 45, 60)]);

        (two.IsDecided && two.Value.Leader == North).ShouldBeFalse();
        scores[0].Cautious.ShouldBeLessThan(scores[1].Cautious);
    }

    [Fact]
    public void Rank_NothingKnown_IsInsufficientEvidence()
    {
        Verdict<PartnerRanking> verdict = PartnerRanking.Rank(Criteria, Three, []);

        verdict.Refusal!.Kind.ShouldBe(RefusalKind.InsufficientEvidence);
        verdict.Refusal.Remedy.ShouldContain("in-time");
    }

    [Fact]
    public void Rank_EqualPartners_IsUndecidedOrFragile_NeverClear()
    {
        PartnerEvidence[] same = [.. Three.Select(partner => PartnerEvidence.Share(partner.Id, "share", 80, 100))];

        Verdict<PartnerRanking> verdict = PartnerRanking.Rank([Single()], Three, same);

        verdict.Refusal!.Kind.ShouldBe(RefusalKind.Undecided);
    }

    [Fact]
    public void Rank_CertainTie_SharesTheRank()
    {
        Verdict<PartnerRanking> verdict = PartnerRanking.Rank([Single()], Three[..2], [PartnerEvidence.Measurement(North, "share", 0.8), PartnerEvidence.Measurement(South, "share", 0.8)]);

        PartnerRanking ranking = verdict.Require();
        ranking.Certainty.ShouldBe(RankingCertainty.Fragile);
        ranking.Standings.Select(standing => standing.Rank).ShouldBe([1, 1]);
        ranking.Standings[0].RankAcceptability.ShouldBe([0.5, 0.5]);
    }

    [Fact]
    public void Rank_AllKnockedOut_IsNoneQualifies()
    {
        PartnerEvidence[] poor = [.. Three.Select(partner => PartnerEvidence.Share(partner.Id, "in-time", 100, 500))];

        PartnerRanking.Rank(Criteria, Three, poor).Refusal!.Kind.ShouldBe(RefusalKind.NoneQualifies);
    }

    [Fact]
    public void Rank_KnownToMissADemand_IsOut_ButDoubtIsNot()
    {
        PartnerCriterion[] demanding = [Single() with { KnockOut = 0.9 }];

        PartnerRanking ranking = PartnerRanking.Rank(demanding, Three[..2], [PartnerEvidence.Share(North, "share", 500, 1000), PartnerEvidence.Share(South, "share", 17, 20)]).Require();

        ranking.KnockedOut.Keys.ShouldBe(["north"]);
        ranking.Leader.ShouldBe(South);
    }

    [Fact]
    public void Rank_Flip_NamesTheWeightThatMakesARivalLead()
    {
        PartnerCriterion[] two = [Single("a") with { Weight = 6 }, Single("b") with { Weight = 4 }];
        PartnerEvidence[] known =
        [
            PartnerEvidence.Measurement(North, "a", 0.9), PartnerEvidence.Measurement(North, "b", 0.4),
            PartnerEvidence.Measurement(South, "a", 0.5), PartnerEvidence.Measurement(South, "b", 0.8),
        ];

        Verdict<PartnerRanking> verdict = PartnerRanking.Rank(two, Three[..2], known);

        VerdictFlip flip = verdict.Explanation.Flip!;
        flip.To.ShouldBe(0.5, 1e-9);
        flip.Becomes.ShouldBe("south leads");
    }

    [Fact]
    public void Rank_DominatedPartner_NeverAboveItsDominator() =>
        Gen.Select(Gen.Double[0, 1].Array[4], Gen.Double[0, 1].Array[4], Gen.Double[0.01, 5].Array[4], Gen.Double[0, 1].Array[4]).Sample((better, less, weights, other) =>
        {
            PartnerCriterion[] criteria = [.. weights.Select((weight, index) => Single($"c{index}") with { Weight = weight })];
            PartnerEvidence[] evidence =
            [
                .. better.Select((value, index) => PartnerEvidence.Measurement(South, $"c{index}", value)),
                .. less.Select((share, index) => PartnerEvidence.Measurement(North, $"c{index}", share * better[index])),
                .. other.Select((value, index) => PartnerEvidence.Measurement(West, $"c{index}", value)),
            ];

            IReadOnlyList<PartnerScore> scores = PartnerScoring.Score(criteria, Three, evidence);

            scores[0].Cautious.ShouldBeLessThanOrEqualTo(scores[1].Cautious);
            scores.ShouldAllBe(score => score.Total >= 0 && score.Total <= 1 && score.Range.Contains(score.Total));
        });

    [Fact]
    public void Score_AnotherUnitWithItsBounds_ChangesNothing() =>
        Gen.Select(Gen.Double[0.01, 100], Gen.Double[-500, 500], Gen.Double[200, 800].Array[3]).Sample((scale, offset, prices) =>
        {
            double Convert(double value) => (value * scale) + offset;
            PartnerCriterion[] one = [Single("p") with { Value = ValueFunction.Linear(800, 200) }];
            PartnerCriterion[] other = [Single("p") with { Value = ValueFunction.Linear(Convert(800), Convert(200)) }];

            double[] before = [.. PartnerScoring.Score(one, Three, [.. prices.Select((price, index) => PartnerEvidence.Measurement(Three[index].Id, "p", price))]).Select(score => score.Total)];
            double[] after = [.. PartnerScoring.Score(other, Three, [.. prices.Select((price, index) => PartnerEvidence.Measurement(Three[index].Id, "p", Convert(price)))]).Select(score => score.Total)];

            for (int index = 0; index < before.Length; index++)
            {
                after[index].ShouldBe(before[index], 1e-9);
            }
        });

    [Fact]
    public void Score_WeightsTimesAnything_ChangesNothing() =>
        Gen.Double[0.001, 1000].Sample(factor =>
        {
            double[] before = [.. PartnerScoring.Score(Criteria, Three, Evidence).Select(score => score.Total)];
            double[] after = [.. PartnerScoring.Score([.. Criteria.Select(criterion => criterion with { Weight = criterion.Weight * factor })], Three, Evidence).Select(score => score.Total)];

            for (int index = 0; index < before.Length; index++)
            {
                after[index].ShouldBe(before[index], 1e-12);
            }
        });

    [Fact]
    public void Score_MoreOfTheSameEvidence_NarrowsTheRange() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 40], Gen.Int[2, 10]).Where((trials, successes, _) => successes <= trials).Sample((trials, successes, times) =>
        {
            Partner[] one = Three[..1];
            Interval before = PartnerScoring.Score([Single()], one, [PartnerEvidence.Share(North, "share", successes, trials)])[0].Range;
            Interval after = PartnerScoring.Score([Single()], one, [PartnerEvidence.Share(North, "share", successes * times, trials * times)])[0].Range;

            after.Width.ShouldBeLessThan(before.Width);
        });

    [Fact]
    public void Score_Unknown_IsTheWholeRange()
    {
        CriterionScore unknown = PartnerScoring.Score(Criteria, Three, Evidence)[2].Criteria[2];

        unknown.IsKnown.ShouldBeFalse();
        unknown.Range.ShouldBe(new Interval(0, 1));
    }

    [Fact]
    public void Score_BadInput_ThrowsNamingIt()
    {
        Should.Throw<ArgumentException>(() => PartnerScoring.Score([], Three, []));
        Should.Throw<ArgumentException>(() => PartnerScoring.Score(Criteria, [], []));
        Should.Throw<ArgumentException>(() => PartnerScoring.Score([Single(), Single()], Three, [])).Message.ShouldContain("share");
        Should.Throw<ArgumentException>(() => PartnerScoring.Score([Single()], Three, [PartnerEvidence.Share(North, "other", 1, 2)])).Message.ShouldContain("other");
        Should.Throw<ArgumentException>(() => PartnerScoring.Score([Single()], Three, [PartnerEvidence.Measurement(North, "share", double.NaN)]));
        Should.Throw<ArgumentException>(() => PartnerScoring.Score([Single() with { Weight = 0 }], Three, []));
        Should.Throw<ArgumentOutOfRangeException>(() => Single() with { Weight = -1 });
        Should.Throw<ArgumentException>(() => ValueFunction.Linear(3, 3)).Message.ShouldContain("3");
    }
}
