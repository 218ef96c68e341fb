using CsCheck;
using Outsourcing.Statistics;
using Shouldly;

namespace Outsourcing.Tests.Statistics;

public sealed class ControlChartTests
{
    [Fact]
    public void P_SamplesOfDifferentSize_GetTheirOwnLimits()
    {
        (double center, IReadOnlyList<ControlPoint> points) = ControlChart.P([new(5, 50), new(20, 200), new(40, 100)]);

        center.ShouldBe(65.0 / 350, 1e-12);
        (points[0].UpperLimit - points[0].LowerLimit).ShouldBeGreaterThan(points[1].UpperLimit - points[1].LowerLimit);
        points.Select(point => point.InControl).ShouldBe([true, false, false]);
        Should.Throw<ArgumentException>(() => ControlChart.P([new Proportion(0, 0)]));
    }

    [Fact]
    public void Cusum_OnTarget_NeverSignals_AndAShiftDoes()
    {
        ControlChart.Cusum([.. Enumerable.Repeat(10.0, 100)], 10, 0.5, 4).FirstSignal.ShouldBeNull();
        ControlChart.Cusum([.. Enumerable.Repeat(10.0, 10), .. Enumerable.Repeat(11.5, 10)], 10, 0.5, 4).FirstSignal.ShouldBe(15);
    }

    [Fact]
    public void BernoulliCusum_NeverBelowZero_AndADefectRaisesIt() =>
        Gen.Bool.Array[1, 200].Sample(defects =>
        {
            (double good, double defect, IReadOnlyList<double> path, _) = ControlChart.BernoulliCusum(defects, 0.05, 0.15, 3);

            good.ShouldBeLessThan(0);
            defect.ShouldBeGreaterThan(0);
            for (int index = 0; index < path.Count; index++)
            {
                path[index].ShouldBeGreaterThanOrEqualTo(0);
                if (defects[index])
                {
                    path[index].ShouldBeGreaterThan(index == 0 ? 0 : path[index - 1]);
                }
            }
        });

    [Fact]
    public void BernoulliCusum_RatesReversed_Throws() => Should.Throw<ArgumentException>(() => ControlChart.BernoulliCusum([true], 0.2, 0.1, 3));

    [Fact]
    public void SequentialTest_RunOfSuccesses_AcceptsTheHigherRate()
    {
        SequentialResult result = SequentialTest.Run(Enumerable.Repeat(true, 100), 0.8, 0.95);

        result.Decision.ShouldBe(SequentialDecision.AcceptSecond);
        result.Observations.ShouldBe((int)Math.Ceiling(Math.Log(19) / Math.Log(0.95 / 0.8)));
    }

    [Fact]
    public void SequentialTest_ErrorsOutOfRange_Throw() =>
        Should.Throw<ArgumentOutOfRangeException>(() => SequentialTest.Run([true], 0.8, 0.9, 0.6, 0.5));

    [Fact]
    public void MannKendall_Mirrored_ChangesOnlyTheSign() =>
        Gen.Int[0, 9].Array[2, 30].Sample(series =>
        {
            Trend forward = Trend.MannKendall([.. series.Select(value => (double)value)]);
            Trend backward = Trend.MannKendall([.. series.Reverse().Select(value => (double)value)]);

            backward.S.ShouldBe(-forward.S);
            backward.PValue.ShouldBe(forward.PValue, 1e-12);
        });

    [Fact]
    public void Agreement_OfThoseWhoAlwaysAgree_IsOne() => Agreement.Cohen([[10, 0], [0, 10]]).Kappa.ShouldBe(1);

    [Fact]
    public void Agreement_OfOneAnswerThroughout_HasNoKappa() => Agreement.Cohen([[10, 0], [0, 0]]).Kappa.ShouldBeNull();

    [Fact]
    public void Agreement_BadTables_Throw()
    {
        Should.Throw<ArgumentException>(() => Agreement.Cohen([[1, 2]]));
        Should.Throw<ArgumentException>(() => Agreement.Cohen([[1, double.NaN], [0, 1]]));
        Should.Throw<ArgumentException>(() => Agreement.Fleiss([[2, 1], [1, 1]]));
    }
}
