namespace Outsourcing.Statistics;

/// <summary>The Mann-Kendall test of a monotone trend.</summary>
/// <param name="S">Rising pairs less falling pairs.</param>
/// <param name="Variance">The variance of S without a trend, corrected for ties.</param>
/// <param name="Z">The standardized statistic with continuity correction; 0 when nothing varies.</param>
/// <param name="PValue">The two-sided p value.</param>
public readonly record struct Trend(double S, double Variance, double Z, double PValue)
{
    /// <summary>Tests a series (Mann 1945, Kendall 1975).</summary>
    /// <param name="series">The values in order of time; finite.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Trend MannKendall(IReadOnlyList<double> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Any(value => !double.IsFinite(value)))
        {
            throw new ArgumentException("A trend needs finite values.", nameof(series));
        }

        double s = 0;
        for (int i = 0; i < series.Count; i++)
        {
            for (int j = i + 1; j < series.Count; j++)
            {
                s += Math.Sign(series[j] - series[i]);
            }
        }

        double n = series.Count;
        double ties = series.GroupBy(value => value).Sum(group => (double)group.Count() * (group.Count() - 1) * ((2 * group.Count()) + 5));
        double variance = ((n * (n - 1) * ((2 * n) + 5)) - ties) / 18;
        double z = variance <= 0 || s == 0 ? 0 : (s - Math.Sign(s)) / Math.Sqrt(variance);
        return new(s, variance, z, SpecialFunctions.NormalTwoSided(z));
    }
}
