using CsCheck;
using Outsourcing.Partners;
using Shouldly;

namespace Outsourcing.Tests.Partners;

public sealed class ValueFunctionTests
{
    [Fact]
    public void Of_AnyMeasure_IsBetweenZeroAndOneAndMonotone() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[-1e6, 1e6], Gen.Double[-2e6, 2e6], Gen.Double[0, 1e6]).Where((worst, best, _, _) => Math.Abs(worst - best) > 1e-6).Sample((worst, best, measure, more) =>
        {
            ValueFunction function = ValueFunction.Linear(worst, best);
            double low = function.Of(measure);
            double high = function.Of(measure + more);

            low.ShouldBeInRange(0, 1);
            (best > worst ? high >= low : high <= low).ShouldBeTrue();
            function.Of(worst).ShouldBe(0);
            function.Of(best).ShouldBe(1);
        });

    [Fact]
    public void Of_PiecewiseLinear_Interpolates()
    {
        ValueFunction seconds = new([new(10, 1), new(20, 0.8), new(60, 0)]);

        seconds.Direction.ShouldBe(CriterionDirection.Cost);
        seconds.Of(15).ShouldBe(0.9, 1e-12);
        seconds.Of(40).ShouldBe(0.4, 1e-12);
        seconds.Of(new Interval(15, 40)).ShouldBe(new Interval(seconds.Of(40), seconds.Of(15)));
    }

    [Fact]
    public void Constructor_PointsThatBreakTheRule_Throw()
    {
        Should.Throw<ArgumentException>(() => new ValueFunction([new(1, 0)]));
        Should.Throw<ArgumentException>(() => new ValueFunction([new(2, 0), new(1, 1)])).Message.ShouldContain("(1, 1)");
        Should.Throw<ArgumentException>(() => new ValueFunction([new(1, 0), new(2, 1.5)]));
        Should.Throw<ArgumentException>(() => new ValueFunction([new(1, 0), new(2, 1), new(3, 0.5)]));
        Should.Throw<ArgumentException>(() => ValueFunction.Linear(double.NaN, 1));
        Should.Throw<ArgumentException>(() => ValueFunction.Linear(0, 1).Of(double.NaN));
    }
}
