using CsCheck;
using Outsourcing.Partners;
using Shouldly;

namespace Outsourcing.Tests.Partners.Methods;

public sealed class RankingMethodTests
{
    private static readonly IRankingMethod[] Methods =
    [
        new WeightedSum(), new Topsis(), new Topsis(TopsisNormalization.Vector), new Vikor(), new Promethee(),
        new Promethee([.. Enumerable.Range(0, 3).Select(_ => PreferenceFunction.Of(PreferenceKind.Linear, 0.1, 0.4))]),
        new Promethee([.. Enumerable.Range(0, 3).Select(_ => PreferenceFunction.Of(PreferenceKind.Gaussian, preference: 0.3))]),
    ];

    private static readonly Gen<(double[][] Rows, double[] Weights)> Problems = Gen.Select(Gen.Double[0.01, 1].Array[3].Array[2, 8], Gen.Double[0.01, 10].Array[3]);

    private static readonly CriterionDirection[] Directions = [CriterionDirection.Benefit, CriterionDirection.Cost, CriterionDirection.Benefit];

    [Fact]
    public void Rank_DominatedAlternative_NeverAboveItsDominator() =>
        Gen.Select(Problems, Gen.Int[0, Methods.Length - 1]).Sample((problem, method) =>
        {
            DecisionMatrix matrix = new(problem.Rows, Directions);
            IReadOnlyList<int> ranks = Methods[method].Rank(matrix, problem.Weights).Ranks;
            for (int first = 0; first < matrix.Alternatives; first++)
            {
                for (int second = 0; second < matrix.Alternatives; second++)
                {
                    if (Ranking.Dominates(matrix, first, second))
                    {
                        ranks[first].ShouldBeLessThanOrEqualTo(ranks[second], Methods[method].Name);
                    }
                }
            }
        });

    [Fact]
    public void Rank_WeightsTimesAnything_ChangesNothing() =>
        Gen.Select(Problems, Gen.Int[0, Methods.Length - 1], Gen.Double[0.001, 1000]).Sample((problem, method, factor) =>
        {
            DecisionMatrix matrix = new(problem.Rows, Directions);
            IReadOnlyList<double> before = Methods[method].Rank(matrix, problem.Weights).Scores;
            IReadOnlyList<double> after = Methods[method].Rank(matrix, [.. problem.Weights.Select(weight => weight * factor)]).Scores;

            for (int index = 0; index < before.Count; index++)
            {
                after[index].ShouldBe(before[index], 1e-9);
            }
        });

    [Fact]
    public void Rank_ScoresOfWeightedSumAndTopsis_LieBetweenZeroAndOne() =>
        Gen.Select(Problems, Gen.Int[0, 2]).Sample((problem, method) =>
            Methods[method].Rank(new DecisionMatrix(problem.Rows, Directions), problem.Weights).Scores.ShouldAllBe(score => score >= 0 && score <= 1 + 1e-12));

    [Fact]
    public void Rank_EqualAlternatives_Tie()
    {
        DecisionMatrix matrix = new([[0.3, 0.2, 0.1], [0.3, 0.2, 0.1], [0.2, 0.4, 0.1]], Directions);

        Methods.ShouldAllBe(method => method.Rank(matrix, new double[] { 1, 2, 3 }).Ranks.Take(2).All(rank => rank == 1));
    }

    [Fact]
    public void Rank_UnitAndZeroOfACriterion_DoNotChangeMinMaxTopsisAndVikor() =>
        Gen.Select(Problems, Gen.Double[0.1, 50], Gen.Double[-20, 20]).Sample((problem, scale, offset) =>
        {
            DecisionMatrix before = new(problem.Rows, Directions);
            DecisionMatrix after = new([.. problem.Rows.Select(row => row.Select((value, index) => index == 1 ? (value * scale) + offset : value).ToArray())], Directions);
            foreach (IRankingMethod method in new IRankingMethod[] { new Topsis(), new Vikor() })
            {
                double[] one = [.. method.Rank(before, problem.Weights).Scores];
                double[] other = [.. method.Rank(after, problem.Weights).Scores];
                one.Zip(other).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-7);
            }
        });

    [Fact]
    public void Rank_BadWeights_ThrowNamingTheRule()
    {
        DecisionMatrix matrix = new([[0.1, 0.2, 0.3]], Directions);
        foreach (IRankingMethod method in Methods)
        {
            Should.Throw<ArgumentException>(() => method.Rank(matrix, [1, -1, 1])).Message.ShouldContain("-1");
            Should.Throw<ArgumentException>(() => method.Rank(matrix, [0, 0, 0]));
            Should.Throw<ArgumentException>(() => method.Rank(matrix, [1, 1]));
            Should.Throw<ArgumentException>(() => method.Rank(matrix, [1, double.NaN, 1]));
        }
    }

    [Fact]
    public void DecisionMatrix_BadInput_Throws()
    {
        Should.Throw<ArgumentException>(() => new DecisionMatrix([], Directions));
        Should.Throw<ArgumentException>(() => new DecisionMatrix([[1, 2]], Directions)).Message.ShouldContain("2 numbers for 3 criteria");
        Should.Throw<ArgumentException>(() => new DecisionMatrix([[1, double.NaN, 2]], Directions)).Message.ShouldContain("NaN");
    }

    [Fact]
    public void Promethee_NetFlows_SumToZero() =>
        Problems.Sample(problem => new Promethee().Solve(new DecisionMatrix(problem.Rows, Directions), problem.Weights).NetFlow.Sum().ShouldBe(0, 1e-9));

    [Theory]
    [InlineData(PreferenceKind.Usual, 0.01, 1)]
    [InlineData(PreferenceKind.UShape, 1, 0)]
    [InlineData(PreferenceKind.UShape, 1.01, 1)]
    [InlineData(PreferenceKind.VShape, 1.5, 0.5)]
    [InlineData(PreferenceKind.Level, 2, 0.5)]
    [InlineData(PreferenceKind.Level, 3.1, 1)]
    [InlineData(PreferenceKind.Linear, 2, 0.5)]
    [InlineData(PreferenceKind.Gaussian, 3, 0.3934693402873666)]
    public void PreferenceFunction_AtALead_IsAsDefined(PreferenceKind kind, double lead, double expected) =>
        PreferenceFunction.Of(kind, 1, 3).Of(lead).ShouldBe(expected, 1e-12);

    [Fact]
    public void PreferenceFunction_ThresholdsReversed_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => PreferenceFunction.Of(PreferenceKind.Linear, 2, 1)).Message.ShouldContain("2");

    [Fact]
    public void MethodComparison_MethodsThatAgree_GiveWOne()
    {
        DecisionMatrix matrix = new([[0.9, 0.1, 0.9], [0.5, 0.5, 0.5], [0.1, 0.9, 0.1]], Directions);

        MethodComparison comparison = MethodComparison.Of(matrix, [1, 1, 1]);

        comparison.Agreement.ShouldBe(1, 1e-12);
        comparison.BordaRanks.ShouldBe([1, 2, 3]);
        comparison.CopelandRanks.ShouldBe([1, 2, 3]);
    }
}
