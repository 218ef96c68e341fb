using CsCheck;
using Outsourcing.Statistics;
using Shouldly;

namespace Outsourcing.Tests.Statistics;

public sealed class EstimateTests
{
    [Fact]
    public void Quantile_BetweenOrderStatistics_Interpolates()
    {
        Estimate.Quantile([1, 2, 4, 8], 0.5).ShouldBe(3);
        Estimate.Quantile([1, 2, 4, 8], 0).ShouldBe(1);
        Estimate.Quantile([1, 2, 4, 8], 1).ShouldBe(8);
        Should.Throw<ArgumentException>(() => Estimate.Quantile([], 0.5));
        Should.Throw<ArgumentOutOfRangeException>(() => Estimate.Quantile([1], 1.5));
    }

    [Fact]
    public void Mean_OfFiveValues_IsStudentsInterval()
    {
        (double mean, Interval interval) = Estimate.Mean([1, 2, 3, 4, 5]);

        mean.ShouldBe(3);
        interval.Lower.ShouldBe(3 - (2.7764451051977987 * Math.Sqrt(2.5 / 5)), 1e-9);
        interval.Upper.ShouldBe(6 - interval.Lower, 1e-12);
    }

    [Fact]
    public void Mean_OfOneValue_IsUnbounded() => Estimate.Mean([4]).Interval.Width.ShouldBe(double.PositiveInfinity);

    [Fact]
    public void Mean_BadInput_Throws()
    {
        Should.Throw<ArgumentException>(() => Estimate.Mean([]));
        Should.Throw<ArgumentException>(() => Estimate.Mean([1, double.NaN]));
        Should.Throw<ArgumentOutOfRangeException>(() => Estimate.Mean([1, 2], 1));
    }

    // Tabled ranks of the exact 95 % interval of a median: n = 10 gives the 2nd and 9th value, n = 20 the 6th and 15th.
    [Theory]
    [InlineData(5, 1, 5)]
    [InlineData(6, 1, 6)]
    [InlineData(10, 2, 9)]
    [InlineData(20, 6, 15)]
    [InlineData(50, 18, 33)]
    public void MedianInterval_Sizes_TakeTheTabledRanks(int count, int low, int high) =>
        Estimate.MedianInterval([.. Enumerable.Range(1, count).Select(value => (double)value)]).ShouldBe(new Interval(low, high));

    [Fact]
    public void Bootstrap_SameSeed_GivesTheSameIntervalAroundTheStatistic()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(index => (double)(index * index % 37))];
        static double Median(ReadOnlySpan<double> sorted) => Estimate.Quantile(sorted, 0.5);

        Interval interval = Estimate.Bootstrap(values, Median, seed: 7);

        interval.ShouldBe(Estimate.Bootstrap(values, Median, seed: 7));
        interval.Contains(Median([.. values.Order()])).ShouldBeTrue();
        interval.ShouldNotBe(Estimate.Bootstrap(values, Median, 0.5, seed: 7));
    }

    [Fact]
    public void Bootstrap_OfAMean_IsCloseToStudentsInterval()
    {
        Random random = new(5);
        double[] values = new double[200];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = random.NextDouble();
        }

        Interval student = Estimate.Mean(values).Interval;
        Interval bootstrap = Estimate.Bootstrap(values, sorted => sorted.ToArray().Average());

        bootstrap.Lower.ShouldBe(student.Lower, 0.01);
        bootstrap.Upper.ShouldBe(student.Upper, 0.01);
    }

    [Fact]
    public void SampleSize_IsTheSmallestThatSuffices() =>
        Gen.Select(Gen.Double[0.02, 0.3], Gen.Double[0, 1]).Sample((half, rate) =>
        {
            int size = Estimate.SampleSize(half, rate);

            (new Proportion(rate * size, size).ConfidenceInterval().Width / 2).ShouldBeLessThanOrEqualTo(half);
            if (size > 2)
            {
                (new Proportion(rate * (size - 1), size - 1).ConfidenceInterval().Width / 2).ShouldBeGreaterThan(half);
            }
        });
}
