using CsCheck;
using Outsourcing.Partners;
using Shouldly;

namespace Outsourcing.Tests.Partners.Weights;

public sealed class WeightsTests
{
    [Fact]
    public void PairwiseComparison_OfConsistentRatios_GivesTheWeightsBack() =>
        Gen.Double[0.05, 1].Array[3, 7].Sample(points =>
        {
            PairwiseComparison comparison = new([.. points.Select(row => points.Select(column => row / column).ToArray())]);
            double sum = points.Sum();
            double[] wanted = [.. points.Select(point => point / sum)];

            foreach (IReadOnlyList<double> weights in new[] { comparison.EigenvectorWeights(), comparison.GeometricMeanWeights(), comparison.ColumnMeanWeights() })
            {
                weights.Zip(wanted).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
            }

            comparison.ConsistencyRatio().ShouldBe(0, 1e-9);
            comparison.GeometricConsistencyIndex().ShouldBe(0, 1e-9);
        });

    [Fact]
    public void Aggregate_JudgementsOrPriorities_GiveTheSameGeometricWeights() =>
        Gen.Double[-2, 2].Array[3].Array[2, 5].Sample(logs =>
        {
            PairwiseComparison[] members = [.. logs.Select(log => Of(Math.Exp(log[0]), Math.Exp(log[1]), Math.Exp(log[2])))];

            IReadOnlyList<double> judgements = PairwiseComparison.Aggregate(members).GeometricMeanWeights();
            IReadOnlyList<double> priorities = PairwiseComparison.AggregatePriorities(members);

            judgements.Zip(priorities).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
        });

    [Fact]
    public void Decide_Contradiction_IsRefusedWithTheJudgementToBlameAndItsMending()
    {
        // 8 : 4 : 2 : 1 throughout, but the last is said to outweigh the first.
        PairwiseComparison comparison = Ladder(1.0 / 8);

        Verdict<IReadOnlyList<double>> verdict = comparison.Decide();

        verdict.Refusal!.Kind.ShouldBe(RefusalKind.InconsistentJudgements);
        VerdictFlip flip = verdict.Explanation.Flip!;
        flip.Input.ShouldBe("0:3");
        flip.To.ShouldBe(8, 1e-6);
        flip.Becomes.ShouldBe("consistent");
        Ladder(flip.To).Decide().IsDecided.ShouldBeTrue();
        PairwiseComparison.Recompute(verdict.Explanation).ShouldBe(verdict);
    }

    [Fact]
    public void Decide_RoundedReciprocals_RecomputesTheSame()
    {
        PairwiseComparison rounded = new([[1, 6, 3], [0.17, 1, 0.5], [0.33, 2, 1]]);

        PairwiseComparison.Recompute(rounded.Decide().Explanation).ShouldBe(rounded.Decide());
    }

    [Fact]
    public void PairwiseComparison_BadRatios_ThrowNamingThem()
    {
        Should.Throw<ArgumentException>(() => new PairwiseComparison([[1, 2], [2, 1]])).Message.ShouldContain("(0, 1) = 2");
        Should.Throw<ArgumentException>(() => new PairwiseComparison([[1, -2], [-0.5, 1]]));
        Should.Throw<ArgumentException>(() => new PairwiseComparison([[1, 2]]));
        Should.Throw<ArgumentException>(() => new PairwiseComparison([[1, double.NaN], [1, 1]]));
    }

    [Fact]
    public void BestWorst_ConsistentComparisons_HaveNoMisfit() =>
        Gen.Int[1, 9].Array[3, 6].Sample(points =>
        {
            double best = points.Max();
            double worst = points.Min();
            (IReadOnlyList<double> weights, double misfit) = BestWorst.Solve([.. points.Select(point => best / point)], [.. points.Select(point => point / worst)]);

            misfit.ShouldBe(0, 1e-9);
            weights.Zip(points).ShouldAllBe(pair => Math.Abs(pair.First - (pair.Second / (double)points.Sum())) < 1e-9);
        });

    [Fact]
    public void BestWorst_AnyComparisons_GiveWeightsThatSumToOne_NoneBetterByChance() =>
        Gen.Select(Gen.Int[2, 9].Array[4], Gen.Int[2, 9].Array[4], Gen.Double[0.01, 1].Array[4]).Sample((toOthers, toWorst, trial) =>
        {
            double[] best = [.. toOthers.Select((ratio, index) => index == 0 ? 1.0 : ratio)];
            double[] worst = [.. toWorst.Select((ratio, index) => index == 3 ? 1.0 : index == 0 ? best[3] : ratio)];
            (IReadOnlyList<double> weights, double misfit) = BestWorst.Solve(best, worst);
            double sum = trial.Sum();
            double[] other = [.. trial.Select(value => value / sum)];

            weights.Sum().ShouldBe(1, 1e-9);
            Misfit(weights).ShouldBe(misfit, 1e-8);
            Misfit(other).ShouldBeGreaterThanOrEqualTo(misfit - 1e-9);

            double Misfit(IReadOnlyList<double> of) => Enumerable.Range(0, 4).Max(index => Math.Max(Math.Abs(of[0] - (best[index] * of[index])), Math.Abs(of[index] - (worst[index] * of[3]))));
        });

    [Fact]
    public void BestWorst_TwoAsGoodAsTheBest_CountAlike() =>
        BestWorst.Solve([1, 1, 4], [4, 4, 1]).Weights.Zip(new[] { 4 / 9.0, 4 / 9.0, 1 / 9.0 }).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);

    [Fact]
    public void BestWorst_BadComparisons_Throw()
    {
        Should.Throw<ArgumentException>(() => BestWorst.Solve([2, 3], [2, 1]));
        Should.Throw<ArgumentException>(() => BestWorst.Solve([1, 0.5], [2, 1]));
        Should.Throw<ArgumentException>(() => BestWorst.Solve([1, 2], [1]));
    }

    [Fact]
    public void RankWeights_AnyCount_SumToOneAndFall() =>
        Gen.Int[1, 40].Sample(count =>
        {
            foreach (IReadOnlyList<double> weights in new[] { CriteriaWeights.RankOrderCentroid(count), CriteriaWeights.RankSum(count), CriteriaWeights.RankReciprocal(count) })
            {
                weights.Sum().ShouldBe(1, 1e-12);
                weights.Zip(weights.Skip(1)).ShouldAllBe(pair => pair.First > pair.Second);
            }
        });

    [Fact]
    public void Hierarchy_MultipliesDown() =>
        CriteriaWeights.Hierarchy([(3, [1, 1]), (1, [4, 1])]).ShouldBe([0.375, 0.375, 0.2, 0.05]);

    [Fact]
    public void Diagnostics_CriterionThatIsTheSameEverywhere_GetsNoWeight()
    {
        DecisionMatrix matrix = new([[1, 5], [2, 5], [3, 5]], [CriterionDirection.Benefit, CriterionDirection.Benefit]);

        CriteriaWeights.Entropy(matrix)[1].ShouldBe(0, 1e-12);
        CriteriaWeights.Critic(matrix)[1].ShouldBe(0, 1e-12);
    }

    private static PairwiseComparison Of(double ab, double ac, double bc) => new([[1, ab, ac], [1 / ab, 1, bc], [1 / ac, 1 / bc, 1]]);

    private static PairwiseComparison Ladder(double firstToLast) =>
        new([[1, 2, 4, firstToLast], [0.5, 1, 2, 4], [0.25, 0.5, 1, 2], [1 / firstToLast, 0.25, 0.5, 1]]);
}
