using CsCheck;
using Outsourcing.Statistics;
using Shouldly;

namespace Outsourcing.Tests.Statistics;

public sealed class ProportionTests
{
    private static readonly Gen<Proportion> Proportions = Gen.Int[1, 400].SelectMany(trials => Gen.Int[0, trials].Select(successes => new Proportion(successes, trials)));
    private static readonly ProportionMethod[] Methods = [ProportionMethod.Wilson, ProportionMethod.Jeffreys, ProportionMethod.ClopperPearson];

    [Fact]
    public void ConfidenceInterval_EveryMethod_HoldsTheRateAndStaysWithinZeroAndOne() =>
        Gen.Select(Proportions, Gen.Int[0, 2], Gen.Double[0.5, 0.999]).Sample((proportion, method, confidence) =>
        {
            Interval interval = proportion.ConfidenceInterval(confidence, Methods[method]);

            interval.Lower.ShouldBeGreaterThanOrEqualTo(0);
            interval.Upper.ShouldBeLessThanOrEqualTo(1);
            interval.Contains(proportion.Rate!.Value).ShouldBeTrue($"{proportion} {interval}");
        });

    [Fact]
    public void ConfidenceInterval_MoreOfTheSameEvidence_IsNarrower() =>
        Gen.Select(Proportions, Gen.Int[0, 2], Gen.Int[2, 20]).Sample((proportion, method, times) =>
        {
            Proportion more = new(proportion.Successes * times, proportion.Trials * times);

            more.ConfidenceInterval(0.95, Methods[method]).Width.ShouldBeLessThan(proportion.ConfidenceInterval(0.95, Methods[method]).Width);
        });

    [Fact]
    public void ConfidenceInterval_OfFailures_MirrorsThatOfSuccesses() =>
        Gen.Select(Proportions, Gen.Int[0, 2]).Sample((proportion, method) =>
        {
            Interval one = proportion.ConfidenceInterval(0.9, Methods[method]);
            Interval other = new Proportion(proportion.Trials - proportion.Successes, proportion.Trials).ConfidenceInterval(0.9, Methods[method]);

            one.Lower.ShouldBe(1 - other.Upper, 1e-9);
            one.Upper.ShouldBe(1 - other.Lower, 1e-9);
        });

    [Fact]
    public void ConfidenceInterval_Exact_LeavesHalfTheErrorInEachTail() =>
        Gen.Int[1, 60].SelectMany(trials => Gen.Int[0, trials].Select(successes => (successes, trials))).Sample(counts =>
        {
            Interval interval = new Proportion(counts.successes, counts.trials).ConfidenceInterval(0.9, ProportionMethod.ClopperPearson);

            if (counts.successes > 0)
            {
                Binomial(counts.trials, interval.Lower).Skip(counts.successes).Sum().ShouldBe(0.05, 1e-9);
            }

            if (counts.successes < counts.trials)
            {
                Binomial(counts.trials, interval.Upper).Take(counts.successes + 1).Sum().ShouldBe(0.05, 1e-9);
            }
        });

    [Fact]
    public void ConfidenceInterval_Wilson_HoldsEveryRateItsScoreTestWouldNotReject() =>
        Gen.Select(Proportions, Gen.Double[0.001, 0.999]).Sample((proportion, rate) =>
        {
            double score = Math.Abs(proportion.Rate!.Value - rate) / Math.Sqrt(rate * (1 - rate) / proportion.Trials);
            if (Math.Abs(score - 1.959963984540054) > 1e-6)
            {
                proportion.ConfidenceInterval().Contains(rate).ShouldBe(score < 1.959963984540054, $"{proportion} {rate}");
            }
        });

    [Fact]
    public void ConfidenceInterval_WithoutTrials_IsEverything() => new Proportion(0, 0).ConfidenceInterval().ShouldBe(new Interval(0, 1));

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    [InlineData(double.NaN, 3)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.PositiveInfinity)]
    public void Constructor_CountsThatCannotBe_Throws(double successes, double trials) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Proportion(successes, trials));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void ConfidenceInterval_LevelOutOfRange_Throws(double confidence) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Proportion(1, 2).ConfidenceInterval(confidence));

    [Fact]
    public void ToString_AnyCulture_IsInvariant() => new Proportion(180, 200).ToString().ShouldBe("180 of 200 (90.0 %)");

    private static double[] Binomial(int trials, double rate)
    {
        double[] chance = new double[trials + 1];
        chance[0] = 1;
        for (int trial = 0; trial < trials; trial++)
        {
            for (int successes = trial + 1; successes > 0; successes--)
            {
                chance[successes] = (chance[successes] * (1 - rate)) + (chance[successes - 1] * rate);
            }

            chance[0] *= 1 - rate;
        }

        return chance;
    }
}
