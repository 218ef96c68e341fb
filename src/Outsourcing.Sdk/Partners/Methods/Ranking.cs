namespace Outsourcing.Partners;

/// <summary>Ranks, dominance, and what several rankings have in common.</summary>
public static class Ranking
{
    // Scores this close differ by rounding only.
    private const double Tie = 1e-10;

    /// <summary>Ranks by score.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="lowerIsBetter">Whether the lowest score is best.</param>
    /// <returns>1 is best; scores that differ only by rounding share the better rank.</returns>
    public static IReadOnlyList<int> FromScores(IReadOnlyList<double> scores, bool lowerIsBetter = false)
    {
        ArgumentNullException.ThrowIfNull(scores);
        double sign = lowerIsBetter ? -1 : 1;
        int[] order = [.. Enumerable.Range(0, scores.Count).OrderByDescending(index => sign * scores[index])];
        int[] ranks = new int[order.Length];
        for (int position = 0; position < order.Length; position++)
        {
            bool tied = position > 0
                && Math.Abs(scores[order[position]] - scores[order[position - 1]]) <= Tie * Math.Max(1, Math.Abs(scores[order[position]]));
            ranks[order[position]] = tied ? ranks[order[position - 1]] : position + 1;
        }

        return ValueList.Copy(ranks);
    }

    /// <summary>Tells whether one alternative dominates another: nowhere worse and somewhere better.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="first">The alternative that may dominate.</param>
    /// <param name="second">The other.</param>
    /// <returns>Whether it does.</returns>
    public static bool Dominates(DecisionMatrix matrix, int first, int second)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        bool better = false;
        for (int criterion = 0; criterion < matrix.Criteria; criterion++)
        {
            double lead = matrix.IsBenefit(criterion) ? matrix[first, criterion] - matrix[second, criterion] : matrix[second, criterion] - matrix[first, criterion];
            if (lead < 0)
            {
                return false;
            }

            better |= lead > 0;
        }

        return better;
    }

    /// <summary>Gets the alternatives that no other dominates.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <returns>Their numbers, ascending.</returns>
    public static IReadOnlyList<int> Pareto(DecisionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return ValueList.Copy(Enumerable.Range(0, matrix.Alternatives)
            .Where(second => !Enumerable.Range(0, matrix.Alternatives).Any(first => Dominates(matrix, first, second))));
    }

    /// <summary>Adds the ranks of several voters (Borda): the lowest sum is best.</summary>
    /// <param name="ranks">One row per alternative, one rank per voter or method; 1 is best.</param>
    /// <returns>The rank sums, and the ranks they give.</returns>
    public static (IReadOnlyList<double> Sums, IReadOnlyList<int> Ranks) Borda(IReadOnlyList<IReadOnlyList<double>> ranks)
    {
        Voters(ranks);
        IReadOnlyList<double> sums = ValueList.Copy(ranks.Select(row => row.Sum()));
        return (sums, FromScores(sums, lowerIsBetter: true));
    }

    /// <summary>Counts pairwise majorities won less those lost (Copeland).</summary>
    /// <param name="ranks">One row per alternative, one rank per voter or method; 1 is best.</param>
    /// <returns>Wins less losses, and the ranks they give.</returns>
    public static (IReadOnlyList<double> Scores, IReadOnlyList<int> Ranks) Copeland(IReadOnlyList<IReadOnlyList<double>> ranks)
    {
        int voters = Voters(ranks);
        double[] scores = new double[ranks.Count];
        for (int first = 0; first < ranks.Count; first++)
        {
            for (int second = 0; second < ranks.Count; second++)
            {
                int lead = Enumerable.Range(0, voters).Sum(voter => Math.Sign(ranks[second][voter] - ranks[first][voter]));
                scores[first] += Math.Sign(lead);
            }
        }

        return (ValueList.Copy(scores), FromScores(scores));
    }

    /// <summary>Computes Kendall's coefficient of concordance W of several rankings, corrected for ties.</summary>
    /// <param name="ranks">One row per alternative, one rank per voter or method; at least two alternatives.</param>
    /// <returns>0 (no agreement) to 1 (the same ranking).</returns>
    public static double KendallW(IReadOnlyList<IReadOnlyList<double>> ranks)
    {
        double voters = Voters(ranks);
        double n = ranks.Count;
        double[] sums = [.. ranks.Select(row => row.Sum())];
        double mean = sums.Average();
        double spread = sums.Sum(sum => (sum - mean) * (sum - mean));
        double ties = Enumerable.Range(0, (int)voters).Sum(voter => ranks.GroupBy(row => row[voter]).Sum(group => Math.Pow(group.Count(), 3) - group.Count()));
        double possible = (voters * voters * ((n * n * n) - n)) - (voters * ties);
        return possible <= 0 ? 1 : 12 * spread / possible;
    }

    private static int Voters(IReadOnlyList<IReadOnlyList<double>> ranks)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        if (ranks.Count == 0 || ranks[0].Count == 0 || ranks.Any(row => row.Count != ranks[0].Count))
        {
            throw new ArgumentException("Every alternative needs one rank per voter.", nameof(ranks));
        }

        return ranks[0].Count;
    }
}
