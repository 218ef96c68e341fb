namespace Outsourcing.Partners;

/// <summary>The smallest change of one weight that changes the winner of a weighted sum.</summary>
/// <param name="Criterion">The criterion, from 0.</param>
/// <param name="Current">Its weight now.</param>
/// <param name="Threshold">The weight at which another alternative draws level; the other weights keep their proportions.</param>
/// <param name="NewWinner">The alternative that wins beyond it.</param>
public readonly record struct WeightThreshold(int Criterion, double Current, double Threshold, int NewWinner)
{
    /// <summary>Gets the change from the current weight.</summary>
    public double Delta => Threshold - Current;

    /// <summary>Finds the threshold of every weight that has one.</summary>
    /// <param name="values">One row per alternative, one value per criterion; higher is better.</param>
    /// <param name="weights">One weight of 0 or more per criterion.</param>
    /// <returns>At most one threshold per criterion, the nearest, in the order of the criteria.</returns>
    public static IReadOnlyList<WeightThreshold> FindAll(IReadOnlyList<IReadOnlyList<double>> values, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(values);
        IReadOnlyList<double> scaled = CriteriaWeights.Direct(weights);
        double[] scores = [.. values.Select(row => row.Zip(scaled, (value, weight) => value * weight).Sum())];
        int winner = Array.IndexOf(scores, scores.Max());
        List<WeightThreshold> found = [];
        for (int criterion = 0; criterion < scaled.Count; criterion++)
        {
            double current = scaled[criterion];
            if (current >= 1)
            {
                continue;
            }

            WeightThreshold? nearest = null;
            for (int rival = 0; rival < values.Count; rival++)
            {
                // score(x) = x·value + (1 − x)·rest; the two lines meet where the lead is 0.
                double lead = values[winner][criterion] - values[rival][criterion];
                double rest = (scores[winner] - scores[rival] - (current * lead)) / (1 - current);
                double at = rest / (rest - lead);
                if (rival != winner && double.IsFinite(at) && at is >= 0 and <= 1
                    && (nearest is not { } known || Math.Abs(at - current) < Math.Abs(known.Delta)))
                {
                    nearest = new(criterion, current, at, rival);
                }
            }

            if (nearest is { } threshold)
            {
                found.Add(threshold);
            }
        }

        return ValueList.Copy(found);
    }
}
