namespace Outsourcing.Partners;

/// <summary>How TOPSIS brings criteria to one scale.</summary>
public enum TopsisNormalization
{
    /// <summary>By the range of each criterion: free of units, and the default.</summary>
    MinMax,

    /// <summary>By the length of each criterion's vector (Hwang and Yoon 1981): depends on where a criterion's zero lies.</summary>
    Vector,
}

/// <summary>TOPSIS: closeness to the ideal against the anti-ideal (Hwang and Yoon 1981).</summary>
/// <param name="normalization">How criteria are brought to one scale.</param>
public sealed class Topsis(TopsisNormalization normalization = TopsisNormalization.MinMax) : IRankingMethod
{
    /// <inheritdoc/>
    public string Name => "topsis";

    /// <inheritdoc/>
    public MethodRanking Rank(DecisionMatrix matrix, IReadOnlyList<double> weights)
    {
        (double[] toIdeal, double[] toAntiIdeal) = Distances(matrix, weights);
        double[] scores = new double[toIdeal.Length];
        for (int index = 0; index < scores.Length; index++)
        {
            double sum = toIdeal[index] + toAntiIdeal[index];

            // Where nothing differs, everything is as close to the one as to the other.
            scores[index] = sum == 0 ? 0.5 : toAntiIdeal[index] / sum;
        }

        return new MethodRanking { Method = Name, Scores = ValueList.Copy(scores) };
    }

    /// <summary>Computes the weighted Euclidean distances.</summary>
    /// <param name="matrix">What each alternative achieves.</param>
    /// <param name="weights">One weight per criterion.</param>
    /// <returns>To the ideal and to the anti-ideal, per alternative.</returns>
    public (double[] ToIdeal, double[] ToAntiIdeal) Distances(DecisionMatrix matrix, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        double[] weight = matrix.Normalize(weights);
        (double[] low, double[] high) = matrix.Ranges();
        double[] scale = new double[low.Length];
        double[] ideal = new double[low.Length];
        double[] antiIdeal = new double[low.Length];
        for (int criterion = 0; criterion < scale.Length; criterion++)
        {
            double divisor = normalization == TopsisNormalization.MinMax ? high[criterion] - low[criterion] : Length(matrix, criterion);
            scale[criterion] = divisor == 0 ? 0 : weight[criterion] / divisor;
            (ideal[criterion], antiIdeal[criterion]) = matrix.IsBenefit(criterion) ? (high[criterion], low[criterion]) : (low[criterion], high[criterion]);
        }

        double[] toIdeal = new double[matrix.Alternatives];
        double[] toAntiIdeal = new double[matrix.Alternatives];
        for (int alternative = 0; alternative < toIdeal.Length; alternative++)
        {
            ReadOnlySpan<double> row = matrix.Row(alternative);
            double fromIdeal = 0;
            double fromAntiIdeal = 0;
            for (int criterion = 0; criterion < row.Length; criterion++)
            {
                double below = (ideal[criterion] - row[criterion]) * scale[criterion];
                double above = (row[criterion] - antiIdeal[criterion]) * scale[criterion];
                fromIdeal += below * below;
                fromAntiIdeal += above * above;
            }

            toIdeal[alternative] = Math.Sqrt(fromIdeal);
            toAntiIdeal[alternative] = Math.Sqrt(fromAntiIdeal);
        }

        return (toIdeal, toAntiIdeal);
    }

    private static double Length(DecisionMatrix matrix, int criterion)
    {
        double sum = 0;
        for (int alternative = 0; alternative < matrix.Alternatives; alternative++)
        {
            sum += matrix[alternative, criterion] * matrix[alternative, criterion];
        }

        return Math.Sqrt(sum);
    }
}
