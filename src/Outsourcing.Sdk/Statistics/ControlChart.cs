namespace Outsourcing.Statistics;

/// <summary>One sample of a p-chart.</summary>
/// <param name="Rate">The observed share.</param>
/// <param name="LowerLimit">The lower control limit, not below 0.</param>
/// <param name="UpperLimit">The upper control limit, not above 1.</param>
/// <param name="InControl">Whether the share lies within the limits.</param>
public readonly record struct ControlPoint(double Rate, double LowerLimit, double UpperLimit, bool InControl);

/// <summary>Control charts: they tell a signal from the noise that any process has.</summary>
public static class ControlChart
{
    /// <summary>Draws a p-chart: each sample against its own limits around the common share.</summary>
    /// <param name="samples">The samples in order, each with at least one trial; sizes may differ.</param>
    /// <param name="sigmas">How many standard errors the limits stand off; above 0.</param>
    /// <returns>The common share (center line) and one point per sample.</returns>
    /// <remarks>Limits p ± k·√(p(1−p)/nᵢ) (Shewhart; NIST/SEMATECH e-Handbook 6.3.3.2).</remarks>
    /// <exception cref="ArgumentException">There is no sample, or one has no trials.</exception>
    public static (double Center, IReadOnlyList<ControlPoint> Points) P(IReadOnlyList<Proportion> samples, double sigmas = 3)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigmas);
        if (samples.Count == 0 || samples.Any(sample => sample.Trials == 0))
        {
            throw new ArgumentException("A p-chart needs samples, each with at least one trial.", nameof(samples));
        }

        double center = samples.Sum(sample => sample.Successes) / samples.Sum(sample => sample.Trials);
        ControlPoint[] points = [.. samples.Select(sample =>
        {
            double half = sigmas * Math.Sqrt(center * (1 - center) / sample.Trials);
            double rate = sample.Successes / sample.Trials;
            double lower = Math.Max(0, center - half);
            double upper = Math.Min(1, center + half);
            return new ControlPoint(rate, lower, upper, rate >= lower && rate <= upper);
        })];
        return (center, ValueList.Copy(points));
    }

    /// <summary>Draws a tabular CUSUM of measurements.</summary>
    /// <param name="values">The measurements in order.</param>
    /// <param name="target">The value aimed at.</param>
    /// <param name="slack">The allowance k, 0 or more, in the measurement's unit.</param>
    /// <param name="decision">The decision interval h, above 0, in the measurement's unit.</param>
    /// <returns>The upper and lower sums, and the number (from 1) of the first sample past the decision interval.</returns>
    /// <remarks>NIST/SEMATECH e-Handbook 6.3.2.3.</remarks>
    public static (IReadOnlyList<double> High, IReadOnlyList<double> Low, int? FirstSignal) Cusum(IReadOnlyList<double> values, double target, double slack, double decision)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(slack);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decision);
        double[] high = new double[values.Count];
        double[] low = new double[values.Count];
        int? signal = null;
        for (int index = 0; index < values.Count; index++)
        {
            high[index] = Math.Max(0, (index == 0 ? 0 : high[index - 1]) + values[index] - target - slack);
            low[index] = Math.Max(0, (index == 0 ? 0 : low[index - 1]) + target - slack - values[index]);
            if (signal is null && (high[index] > decision || low[index] > decision))
            {
                signal = index + 1;
            }
        }

        return (ValueList.Copy(high), ValueList.Copy(low), signal);
    }

    /// <summary>Draws a Bernoulli CUSUM of defects: log-likelihood weights, reset at 0.</summary>
    /// <param name="defects">Whether each unit was defective, in order.</param>
    /// <param name="acceptable">The acceptable defect rate p₀, between 0 and 1.</param>
    /// <param name="unacceptable">The defect rate p₁ to be found quickly; above <paramref name="acceptable"/>, below 1.</param>
    /// <param name="decision">The decision interval h, above 0.</param>
    /// <returns>The weights of a good and of a defective unit, the path, and the number (from 1) of the first unit past the decision interval.</returns>
    /// <remarks>Reynolds and Stoumbos 1999; weights ln((1−p₁)/(1−p₀)) and ln(p₁/p₀).</remarks>
    public static (double GoodWeight, double DefectWeight, IReadOnlyList<double> Path, int? FirstSignal) BernoulliCusum(
        IReadOnlyList<bool> defects, double acceptable, double unacceptable, double decision)
    {
        ArgumentNullException.ThrowIfNull(defects);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decision);
        SequentialTest.Rates(acceptable, unacceptable);
        double good = Math.Log((1 - unacceptable) / (1 - acceptable));
        double defect = Math.Log(unacceptable / acceptable);
        double[] path = new double[defects.Count];
        int? signal = null;
        for (int index = 0; index < path.Length; index++)
        {
            path[index] = Math.Max(0, (index == 0 ? 0 : path[index - 1]) + (defects[index] ? defect : good));
            if (signal is null && path[index] > decision)
            {
                signal = index + 1;
            }
        }

        return (good, defect, ValueList.Copy(path), signal);
    }
}
