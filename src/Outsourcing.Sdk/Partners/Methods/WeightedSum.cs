namespace Outsourcing.Partners;

/// <summary>How a criterion's numbers are brought to one scale before they are added.</summary>
public enum WeightedSumNormalization
{
    /// <summary>The numbers are values in [0, 1] already, made by a <see cref="ValueFunction"/>: the default, free of rank reversal. A cost counts as 1 − value.</summary>
    None,

    /// <summary>Benefits over their maximum; the minimum over costs.</summary>
    Linear,

    /// <summary>Benefits over their sum; reciprocals of costs over the sum of reciprocals.</summary>
    Sum,
}

/// <summary>The weighted sum of values (simple additive weighting): the default method.</summary>
/// <param name="normalization">How numbers are brought to one scale.</param>
public sealed class WeightedSum(WeightedSumNormalization normalization = WeightedSumNormalization.None) : IRankingMethod
{
    /// <inheritdoc/>
    public string Name => "weighted-sum";

    /// <inheritdoc/>
    public MethodRanking Rank(DecisionMatrix matrix, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        double[] weight = matrix.Normalize(weights);
        (double[] low, double[] high) = matrix.Ranges();
        Check(matrix, low, high);
        double[] total = normalization == WeightedSumNormalization.Sum ? Totals(matrix) : [];

        // Each criterion adds factor·value or factor/value; what does not depend on the alternative is added once.
        double[] factor = new double[weight.Length];
        bool[]? reciprocal = null;
        double constant = 0;
        for (int criterion = 0; criterion < weight.Length; criterion++)
        {
            bool benefit = matrix.IsBenefit(criterion);
            factor[criterion] = normalization switch
            {
                WeightedSumNormalization.Linear => benefit ? weight[criterion] / high[criterion] : weight[criterion] * low[criterion],
                WeightedSumNormalization.Sum => weight[criterion] / total[criterion],
                _ => benefit ? weight[criterion] : -weight[criterion],
            };
            if (!benefit && normalization == WeightedSumNormalization.None)
            {
                constant += weight[criterion];
            }
            else if (!benefit)
            {
                (reciprocal ??= new bool[weight.Length])[criterion] = true;
            }
        }

        double[] scores = new double[matrix.Alternatives];
        for (int alternative = 0; alternative < scores.Length; alternative++)
        {
            // Scores stay within [0, 1] also where the sum was rounded.
            scores[alternative] = Math.Clamp(constant + Score(matrix.Row(alternative), factor, reciprocal), 0, 1);
        }

        return new MethodRanking { Method = Name, Scores = ValueList.Copy(scores) };
    }

    private static double Score(ReadOnlySpan<double> row, double[] factor, bool[]? reciprocal)
    {
        double score = 0;
        if (reciprocal is null)
        {
            for (int criterion = 0; criterion < factor.Length; criterion++)
            {
                score += factor[criterion] * row[criterion];
            }

            return score;
        }

        for (int criterion = 0; criterion < factor.Length; criterion++)
        {
            score += reciprocal[criterion] ? factor[criterion] / row[criterion] : factor[criterion] * row[criterion];
        }

        return score;
    }

    private static double[] Totals(DecisionMatrix matrix)
    {
        double[] totals = new double[matrix.Criteria];
        for (int alternative = 0; alternative < matrix.Alternatives; alternative++)
        {
            for (int criterion = 0; criterion < totals.Length; criterion++)
            {
                totals[criterion] += matrix.IsBenefit(criterion) ? matrix[alternative, criterion] : 1 / matrix[alternative, criterion];
            }
        }

        return totals;
    }

    private void Check(DecisionMatrix matrix, double[] low, double[] high)
    {
        for (int criterion = 0; criterion < low.Length; criterion++)
        {
            if (normalization == WeightedSumNormalization.None && (low[criterion] < 0 || high[criterion] > 1))
            {
                throw new ArgumentException($"Criterion {criterion} holds numbers outside [0, 1]; make values of them by a value function first, or choose a normalization.", nameof(matrix));
            }

            if (normalization != WeightedSumNormalization.None && (matrix.IsBenefit(criterion) ? low[criterion] < 0 || high[criterion] == 0 : low[criterion] <= 0))
            {
                throw new ArgumentException($"Criterion {criterion} holds numbers that cannot be divided by; this normalization needs positive ones.", nameof(matrix));
            }
        }
    }
}
