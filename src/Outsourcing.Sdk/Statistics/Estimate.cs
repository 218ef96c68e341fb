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
    /// <param name="values">Finite values, at least one.</param>
    /// <param name="confidence">The confidence level, between 0 and 1 exclusive.</param>
    /// <returns>The mean and its interval; the interval of fewer than two values is unbounded.</returns>
    /// <exception cref="ArgumentException">There is no value, or one is not finite.</exception>
    public static (double Mean, Interval Interval) Mean(IReadOnlyList<double> values, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(values);
        Level(confidence);
        if (values.Count == 0 || !values.All(double.IsFinite))
        {
            throw new ArgumentException("A mean needs at least one value, and every one finite.", nameof(values));
        }

        double mean = values.Average();
        double variance = values.Count == 1 ? 0 : values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        return (mean, MeanInterval(mean, variance, values.Count, confidence));
    }

    /// <summary>Computes the interval of a mean from the sample's mean and variance.</summary>
    internal static Interval MeanInterval(double mean, double variance, int count, double confidence)
    {
        if (count == 1)
        {
            return new Interval(double.NegativeInfinity, double.PositiveInfinity);
        }

        double half = SpecialFunctions.StudentQuantile(0.5 + (confidence / 2), count - 1) * Math.Sqrt(variance / count);
        return new Interval(mean - half, mean + half);
    }

    /// <summary>Computes the distribution-free interval of a median from order statistics.</summary>
    /// <param name="sorted">The values in ascending order; not empty.</param>
    /// <param name="confidence">The confidence level, between 0 and 1 exclusive.</param>
    /// <returns>
    /// The narrowest pair of order statistics, equally far from the ends, that covers the median with at least the confidence
    /// (exact, by the binomial distribution; Thompson 1936). With fewer than 6 values at 95 % no pair does: the smallest and the largest value.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="sorted"/> is empty.</exception>
    public static Interval MedianInterval(ReadOnlySpan<double> sorted, double confidence = 0.95)
    {
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("A median needs at least one value.", nameof(sorted));
        }

        Level(confidence);
        double tail = (1 - confidence) / 2;
        int n = sorted.Length;
        int low = 0;
        int high = (n - 1) / 2;
        while (low < high)
        {
            // P(Binomial(n, 1/2) ≤ k) = I(1/2; n − k, k + 1): the chance that at most k values lie below the median.
            int k = (low + high + 1) / 2;
            if (SpecialFunctions.BetaCdf(0.5, n - k, k + 1) <= tail)
            {
                low = k;
            }
            else
            {
                high = k - 1;
            }
        }

        return new Interval(sorted[low], sorted[n - 1 - low]);
    }

    /// <summary>Computes the interval of any statistic by resampling (percentile bootstrap, Efron 1979).</summary>
    /// <param name="values">The observations; not empty, finite.</param>
    /// <param name="statistic">The statistic of a resample; it gets the values in ascending order.</param>
    /// <param name="confidence">The confidence level, between 0 and 1 exclusive.</param>
    /// <param name="resamples">How many resamples; at least 100.</param>
    /// <param name="seed">The seed: the same one gives the same interval on any machine.</param>
    /// <returns>The interval between the quantiles of the resampled statistic; it takes the observations as independent.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty or holds a value that is not finite.</exception>
    public static Interval Bootstrap(IReadOnlyList<double> values, Func<ReadOnlySpan<double>, double> statistic, double confidence = 0.95, int resamples = 2_000, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        Level(confidence);
        double[] sorted = [.. values];
        if (sorted.Length == 0 || !sorted.All(double.IsFinite))
        {
            throw new ArgumentException("A bootstrap needs at least one value, and every one finite.", nameof(values));
        }

        // Sorted once: a resample is then counts per position, already in order.
        Array.Sort(sorted);
        SeededRandom random = new(seed);
        int[] counts = new int[sorted.Length];
        double[] resample = new double[sorted.Length];
        double[] results = new double[resamples];
        for (int round = 0; round < resamples; round++)
        {
            Array.Clear(counts);
            for (int draw = 0; draw < sorted.Length; draw++)
            {
                counts[random.Next(sorted.Length)]++;
            }

            int at = 0;
            for (int index = 0; index < sorted.Length; index++)
            {
                resample.AsSpan(at, counts[index]).Fill(sorted[index]);
                at += counts[index];
            }

            results[round] = statistic(resample);
        }

        Array.Sort(results);
        double tail = (1 - confidence) / 2;
        return new Interval(Quantile(results, tail), Quantile(results, 1 - tail));
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

        if (!(expectedRate >= 0 && expectedRate <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(expectedRate), expectedRate, "A share lies between 0 and 1.");
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

        // Counts need not be whole here: the interval at the expected share itself is wanted.
        double HalfWidth(int n) => new Proportion(expectedRate * n, n).ConfidenceInterval(confidence).Width / 2;
    }

    private static void Level(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence level lies between 0 and 1, such as 0.95.");
        }
    }
}
