using System.Globalization;

namespace Outsourcing.Charts;

/// <summary>A linear axis with round marks.</summary>
internal sealed class ChartScale
{
    private readonly double _from;
    private readonly double _to;

    /// <param name="low">The smallest value shown.</param>
    /// <param name="high">The largest value shown.</param>
    /// <param name="from">Where the smallest lies on the page.</param>
    /// <param name="to">Where the largest lies on the page.</param>
    /// <param name="marks">About how many marks.</param>
    internal ChartScale(double low, double high, double from, double to, int marks = 5)
    {
        double range = high > low ? high - low : Math.Max(1, Math.Abs(low));
        double raw = range / marks;
        double magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = (raw / magnitude) switch
        {
            <= 1 => magnitude,
            <= 2 => 2 * magnitude,
            <= 5 => 5 * magnitude,
            _ => 10 * magnitude,
        };
        Low = Math.Floor(low / step) * step;
        High = Math.Ceiling(Math.Max(high, low + (range * 1e-9)) / step) * step;
        _from = from;
        _to = to;
        int count = (int)Math.Round((High - Low) / step);
        Marks = [.. Enumerable.Range(0, count + 1).Select(index => Low + (index * step))];
    }

    internal double Low { get; }

    internal double High { get; }

    internal IReadOnlyList<double> Marks { get; }

    internal double At(double value) => _from + ((value - Low) / (High - Low) * (_to - _from));

    internal static string Label(double value) => Math.Abs(value) >= 10_000
        ? value.ToString("#,0", CultureInfo.InvariantCulture)
        : value.ToString("0.###", CultureInfo.InvariantCulture);
}
