namespace Outsourcing.Statistics;

/// <summary>Point values and intervals of measurements.</summary>
public static class Estimate
{
    /// <summary>Computes a quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996).</summary>
    /// <param name="sorted">The values in ascending order; not empty.</param>
    /// <param name="probability">The probability, 0 to 1.</param>
    /// <returns>The quantile.</returns>
    /// <exception cref="ArgumentException"><paramref name="sorted"/> is empty.</exception>
    public static double Quantile(ReadOnlySpan<double> sorted, double probability)
    {
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("A quantile needs at least one value.", nameof(sorted));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        double position = probability * (sorted.Length - 1);
        int below = (int)position;
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + ((position - below) * (sorted[below + 1] - sorted[below]));
    }

    /// <summary>Computes the interval of a mean by Student's t.</summary>
    /// <param name="values">At least two finite values.</param>
    /// <param name="confidence">The confidence level, between 0 and 1 exclusive.</param>
    /// <returns>The mean and its interval; the interval of fewer than two values is unbounded.</returns>
    public static (double Mean, Interval Interval) Mean(IReadOnlyList<double> values, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            throw new ArgumentException("A mean needs at least one value.", nameof(values));
        }

        double mean = values.Average();
        if (values.Count == 1)
        {
            return (mean, new Interval(double.NegativeInfinity, double.PositiveInfinity));
        }

        double variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        double half = SpecialFunctions.StudentQuantile(0.5 + (confidence / 2), values.Count - 1) * Math.Sqrt(variance / values.Count);
        return (mean, new Interval(mean - half, mean + half));
    }

    /// <summary>Computes the distribution-free interval of a median from order statistics.</summary>
    /// <param name="sorted">The values in ascending order; not empty.</param>
    /// <param name="confidence">The confidence level, between 0 and 1 exclusive.</param>
    /// <returns>The interval between the order statistics n/2 ± z·√n/2 away from the middle.</returns>
    public static Interval MedianInterval(ReadOnlySpan<double> sorted, double confidence = 0.95)
    {
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("A median needs at least one value.", nameof(sorted));
        }

        double half = SpecialFunctions.NormalQuantile(0.5 + (confidence / 2)) * Math.Sqrt(sorted.Length) / 2;
        int low = Math.Clamp((int)Math.Floor((sorted.Length / 2.0) - half), 0, sorted.Length - 1);
        int high = Math.Clamp((int)Math.Ceiling((sorted.Length / 2.0) + half), 0, sorted.Length - 1);
        return new Interval(sorted[low], sorted[high]);
    }

    /// <summary>Computes how many observations give a share's interval the wanted half-width, at worst.</summary>
    /// <param name="halfWidth">The half-width, above 0 and below 0.5.</param>
    /// <param name="expectedRate">The share expected; 0.5 is the worst case.</param>
    /// <param name="confidence">The confidence level, between 0 and 1 exclusive.</param>
    /// <returns>The number of observations.</returns>
    public static int SampleSize(double halfWidth, double expectedRate = 0.5, double confidence = 0.95)
    {
        if (!(halfWidth > 0 && halfWidth < 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(halfWidth), halfWidth, "A half-width lies between 0 and 0.5, such as 0.05.");
        }

        int low = 1;
        int high = 1;
        while (HalfWidth(high) > halfWidth)
        {
            low = high;
            high *= 2;
        }

        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (HalfWidth(middle) > halfWidth)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;

        double HalfWidth(int n) => new Proportion(expectedRate * n, n).ConfidenceInterval(confidence).Width / 2;
    }
}
