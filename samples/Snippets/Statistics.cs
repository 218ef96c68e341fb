using Outsourcing.Statistics;

namespace Outsourcing.Snippets;

internal static class Statistics
{
    internal static void Shares()
    {
        Proportion answered = new(180, 200);
        Interval wilson = answered.ConfidenceInterval();
        Interval exact = answered.ConfidenceInterval(0.99, ProportionMethod.ClopperPearson);
        double better = ProportionComparison.ProbabilityBetter(answered, new Proportion(3, 3));
    }

    internal static void Shrink()
    {
        Proportion[] partners = [new(9, 10), new(45, 60), new(180, 200), new(3, 3), new(70, 100), new(410, 500)];
        Shrinkage common = Shrinkage.MaximumLikelihood(partners);
        double afterThree = common.PosteriorMean(partners[3]);
        double afterTwoHundred = common.PosteriorMean(partners[2]);
    }

    internal static void Watch(IReadOnlyList<Proportion> weeks, IReadOnlyList<bool> failedCalls)
    {
        (double center, IReadOnlyList<ControlPoint> points) = ControlChart.P(weeks);
        int? signal = ControlChart.BernoulliCusum(failedCalls, acceptable: 0.05, unacceptable: 0.15, decision: 3).FirstSignal;
        SequentialResult trial = SequentialTest.Run(failedCalls.Select(failed => !failed), firstRate: 0.8, secondRate: 0.95);
    }

    internal static void Measure(double[] secondsToAnswer)
    {
        Array.Sort(secondsToAnswer);
        Interval median = Estimate.MedianInterval(secondsToAnswer);
        Interval ninth = Estimate.Bootstrap(secondsToAnswer, sorted => Estimate.Quantile(sorted, 0.9), seed: 7);
        int reviews = Estimate.SampleSize(halfWidth: 0.05);
    }
}
