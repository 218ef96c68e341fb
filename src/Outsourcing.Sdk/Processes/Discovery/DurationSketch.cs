using System.Runtime.InteropServices;

namespace Outsourcing.Processes;

/// <summary>A mergeable summary of durations: exact count, mean and extremes; quantiles within 0.5 % (buckets as in DDSketch, Masson, Rim and Lee 2019).</summary>
internal sealed class DurationSketch
{
    private const double Accuracy = 0.005;
    private static readonly double LogGamma = Math.Log((1 + Accuracy) / (1 - Accuracy));
    private readonly Dictionary<int, long> _buckets = [];
    private long _zeros;

    internal long Count { get; private set; }

    private Int128 Ticks { get; set; }

    private long Minimum { get; set; } = long.MaxValue;

    private long Maximum { get; set; } = long.MinValue;

    // Squares of ticks pass 2^127 only beyond years in every record, but a double loses nothing that a CV needs.
    private double Squares { get; set; }

    internal void Add(long ticks)
    {
        Count++;
        Ticks += ticks;
        double seconds = ticks / (double)TimeSpan.TicksPerSecond;
        Squares += seconds * seconds;
        Minimum = Math.Min(Minimum, ticks);
        Maximum = Math.Max(Maximum, ticks);
        if (ticks <= 0)
        {
            _zeros++;
            return;
        }

        int bucket = (int)Math.Ceiling(Math.Log(ticks) / LogGamma);
        CollectionsMarshal.GetValueRefOrAddDefault(_buckets, bucket, out _)++;
    }

    internal void Add(DurationSketch other)
    {
        Count += other.Count;
        Ticks += other.Ticks;
        Squares += other.Squares;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        _zeros += other._zeros;
        foreach ((int bucket, long count) in other._buckets)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_buckets, bucket, out _) += count;
        }
    }

    internal DurationSummary? ToSummary()
    {
        if (Count == 0)
        {
            return null;
        }

        double mean = (double)Ticks / Count / TimeSpan.TicksPerSecond;
        return new DurationSummary
        {
            Count = Count,
            MeanSeconds = mean,
            MedianSeconds = Quantile(0.5),
            Percentile90Seconds = Quantile(0.9),
            MinimumSeconds = Minimum / (double)TimeSpan.TicksPerSecond,
            MaximumSeconds = Maximum / (double)TimeSpan.TicksPerSecond,
            StandardDeviationSeconds = Math.Sqrt(Math.Max(0, (Squares / Count) - (mean * mean))),
            IsApproximate = true,
        };
    }

    private double Quantile(double probability)
    {
        double rank = probability * (Count - 1);
        double seen = _zeros;
        if (seen > rank)
        {
            return 0;
        }

        foreach ((int bucket, long count) in _buckets.OrderBy(pair => pair.Key))
        {
            seen += count;
            if (seen > rank)
            {
                double ticks = 2 * Math.Exp(bucket * LogGamma) / (Math.Exp(LogGamma) + 1);
                return Math.Clamp(ticks, Minimum, Maximum) / TimeSpan.TicksPerSecond;
            }
        }

        return Maximum / (double)TimeSpan.TicksPerSecond;
    }
}
