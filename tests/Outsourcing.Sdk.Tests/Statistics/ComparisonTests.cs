using CsCheck;
using Outsourcing.Statistics;
using Shouldly;

namespace Outsourcing.Tests.Statistics;

public sealed class ComparisonTests
{
    private static readonly Gen<Proportion> Proportions = Gen.Int[0, 60].SelectMany(trials => Gen.Int[0, trials].Select(successes => new Proportion(successes, trials)));

    [Fact]
    public void ProbabilityBetter_Swapped_IsTheComplement() =>
        Gen.Select(Proportions, Proportions).Sample((first, second) =>
            ProportionComparison.ProbabilityBetter(first, second).ShouldBe(1 - ProportionComparison.ProbabilityBetter(second, first), 1e-9));

    [Fact]
    public void ProbabilityBetter_FractionalPrior_AgreesWithItsNeighbours()
    {
        Proportion first = new(18, 20);
        Proportion second = new(15, 20);

        double between = ProportionComparison.ProbabilityBetter(first, second, 1.0000001, 1);

        between.ShouldBe(ProportionComparison.ProbabilityBetter(first, second), 1e-5);
    }

    [Fact]
    public void ProbabilityBetter_OneMoreSuccess_IsHigher() =>
        Gen.Select(Proportions.Where(proportion => proportion.Successes < proportion.Trials), Proportions).Sample((first, second) =>
        {
            double before = ProportionComparison.ProbabilityBetter(first, second);
            double after = ProportionComparison.ProbabilityBetter(new Proportion(first.Successes + 1, first.Trials), second);

            // Near 1 the difference is below what a number can hold.
            (after > before || before > 1 - 1e-9).ShouldBeTrue($"{before} {after}");
        });

    [Fact]
    public void TwoProportionTest_WithoutTrials_Throws() =>
        Should.Throw<ArgumentException>(() => ProportionComparison.TwoProportionTest(new Proportion(0, 0), new Proportion(1, 2)));

    [Fact]
    public void TwoProportionTest_KnownCase_IsMet()
    {
        (double z, double p) = ProportionComparison.TwoProportionTest(new Proportion(40, 100), new Proportion(55, 100));

        z.ShouldBe(0.15 / Math.Sqrt(0.475 * 0.525 * 0.02), 1e-12);
        p.ShouldBe(0.0337, 0.0001);
    }

    [Fact]
    public void Shrinkage_ThreeOfThree_DoesNotOutrank180Of200()
    {
        Proportion[] groups = [new(9, 10), new(45, 60), new(180, 200), new(3, 3), new(70, 100), new(410, 500)];

        Shrinkage fit = Shrinkage.MaximumLikelihood(groups);

        fit.PosteriorMean(groups[3]).ShouldBeLessThan(fit.PosteriorMean(groups[2]));
    }

    [Fact]
    public void Shrinkage_AnyGroup_LiesBetweenItsShareAndTheCommonOne() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 50], Gen.Int[1, 50]).Sample((a, b, c) =>
        {
            Proportion[] groups = [new(a, 50), new(b, 60), new(c, 70)];
            Shrinkage fit = Shrinkage.MaximumLikelihood(groups);
            double common = fit.Alpha / (fit.Alpha + fit.Beta);
            foreach (Proportion group in groups)
            {
                double mean = fit.PosteriorMean(group);
                mean.ShouldBeInRange(Math.Min(common, group.Rate!.Value) - 1e-9, Math.Max(common, group.Rate.Value) + 1e-9);
            }
        }, iter: 100);

    [Fact]
    public void Shrinkage_OneGroup_Throws() => Should.Throw<ArgumentException>(() => Shrinkage.MaximumLikelihood([new Proportion(1, 2), new Proportion(0, 0)]));

    [Fact]
    public void Count_OfZero_HasTheRuleOfThreeAsUpperBound() => Count.Interval(0, 0.9).Upper.ShouldBe(-Math.Log(0.05), 1e-8);
}
