namespace Outsourcing.Partners;

/// <summary>The linear best-worst method (Rezaei 2016).</summary>
public static class BestWorst
{
    /// <summary>Computes the weights that fit the comparisons best.</summary>
    /// <param name="bestToOthers">How many times the best criterion outweighs each; 1 for itself, up to 9.</param>
    /// <param name="othersToWorst">How many times each outweighs the worst criterion; 1 for the worst itself, up to 9.</param>
    /// <returns>Weights that sum to 1, and ξ: the largest misfit, 0 when fully consistent.</returns>
    /// <remarks>Minimizes ξ with |w_best − a·w_j| ≤ ξ and |w_j − a·w_worst| ≤ ξ, as a linear program.</remarks>
    /// <exception cref="ArgumentException">The lists differ in length, hold a number below 1, or name no best or no worst criterion.</exception>
    public static (IReadOnlyList<double> Weights, double Misfit) Solve(IReadOnlyList<double> bestToOthers, IReadOnlyList<double> othersToWorst)
    {
        ArgumentNullException.ThrowIfNull(bestToOthers);
        ArgumentNullException.ThrowIfNull(othersToWorst);
        int count = bestToOthers.Count;
        if (count == 0 || othersToWorst.Count != count || bestToOthers.Concat(othersToWorst).Any(ratio => !(ratio >= 1) || !double.IsFinite(ratio)))
        {
            throw new ArgumentException("Each criterion needs a comparison of 1 or more with the best and with the worst.", nameof(bestToOthers));
        }

        int best = IndexOfOne(bestToOthers, othersToWorst, nameof(bestToOthers));
        int worst = IndexOfOne(othersToWorst, bestToOthers, nameof(othersToWorst));
        List<double[]> rows = [];
        for (int criterion = 0; criterion < count; criterion++)
        {
            Pair(best, criterion, bestToOthers[criterion]);
            Pair(criterion, worst, othersToWorst[criterion]);
        }

        double[] solution = LinearProgram.MinimizeLast(rows, count + 1, equalSum: count);
        return (ValueList.Copy(solution.Take(count)), solution[count]);

        // ±(w_one − ratio·w_other) − ξ ≤ 0
        void Pair(int one, int other, double ratio)
        {
            if (one == other)
            {
                return;
            }

            double[] row = new double[count + 1];
            row[one] += 1;
            row[other] -= ratio;
            rows.Add([.. row.Take(count), -1]);
            rows.Add([.. row.Take(count).Select(value => -value), -1]);
        }
    }

    // Where several compare as 1, the one furthest from the other end is meant.
    private static int IndexOfOne(IReadOnlyList<double> ratios, IReadOnlyList<double> opposite, string name)
    {
        int found = -1;
        for (int index = 0; index < ratios.Count; index++)
        {
            if (ratios[index] == 1 && (found < 0 || opposite[index] > opposite[found]))
            {
                found = index;
            }
        }

        return found >= 0 ? found : throw new ArgumentException("One criterion compares with itself as 1.", name);
    }
}
