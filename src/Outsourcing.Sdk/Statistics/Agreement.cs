namespace Outsourcing.Statistics;

/// <summary>How far raters agree beyond chance.</summary>
/// <param name="Observed">The observed agreement, 0 to 1.</param>
/// <param name="Expected">The agreement expected by chance, 0 to 1.</param>
/// <param name="Kappa">(observed − expected) / (1 − expected); <see langword="null"/> when chance alone would agree always.</param>
public readonly record struct Agreement(double Observed, double Expected, double? Kappa)
{
    /// <summary>Computes Cohen's kappa of two raters (Cohen 1960).</summary>
    /// <param name="table">A square table: row is the first rater's category, column the second's; counts of 0 or more.</param>
    /// <returns>The agreement.</returns>
    /// <exception cref="ArgumentException">The table is empty, not square, or holds a negative count.</exception>
    public static Agreement Cohen(IReadOnlyList<IReadOnlyList<double>> table)
    {
        double total = Total(table, square: true);
        double observed = 0;
        double expected = 0;
        for (int k = 0; k < table.Count; k++)
        {
            int column = k;
            observed += table[k][k] / total;
            expected += table[k].Sum() / total * (table.Sum(row => row[column]) / total);
        }

        return Of(observed, expected);
    }

    /// <summary>Computes Fleiss' kappa of several raters (Fleiss 1971).</summary>
    /// <param name="table">One row per subject, one column per category: how many raters chose it. Every row has the same sum of at least 2.</param>
    /// <returns>The agreement.</returns>
    /// <exception cref="ArgumentException">The table is empty or ragged, a count is negative, or subjects have different numbers of raters.</exception>
    public static Agreement Fleiss(IReadOnlyList<IReadOnlyList<double>> table)
    {
        double total = Total(table, square: false);
        double raters = table[0].Sum();
        if (raters < 2 || table.Any(row => row.Sum() != raters))
        {
            throw new ArgumentException("Fleiss' kappa needs the same number of raters, at least 2, for every subject.", nameof(table));
        }

        double observed = table.Average(row => (row.Sum(count => count * count) - raters) / (raters * (raters - 1)));
        double expected = 0;
        for (int k = 0; k < table[0].Count; k++)
        {
            int column = k;
            double share = table.Sum(row => row[column]) / total;
            expected += share * share;
        }

        return Of(observed, expected);
    }

    private static Agreement Of(double observed, double expected) =>
        new(observed, expected, expected >= 1 ? null : (observed - expected) / (1 - expected));

    private static double Total(IReadOnlyList<IReadOnlyList<double>> table, bool square)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Count == 0 || table.Any(row => row.Count != (square ? table.Count : table[0].Count)))
        {
            throw new ArgumentException(square ? "Cohen's kappa needs a square table of counts." : "Every subject needs one count per category.", nameof(table));
        }

        if (table.Any(row => row.Any(count => !(count >= 0) || !double.IsFinite(count))))
        {
            throw new ArgumentException("Counts are 0 or more.", nameof(table));
        }

        double total = table.Sum(row => row.Sum());
        return total > 0 ? total : throw new ArgumentException("The table counts nothing.", nameof(table));
    }
}
