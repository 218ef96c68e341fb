using System.Globalization;

namespace Outsourcing.Partners;

/// <summary>Ways to get weights: from points, from an order, or (as a diagnostic only) from the data.</summary>
public static class CriteriaWeights
{
    /// <summary>Scales points to weights that sum to 1: direct rating, or swing weighting with the best swing at 100.</summary>
    /// <param name="points">One number of 0 or more per criterion, not all 0.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentException">A number is negative or not finite, or all are 0.</exception>
    public static IReadOnlyList<double> Direct(IReadOnlyList<double> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        double sum = 0;
        for (int index = 0; index < points.Count; index++)
        {
            if (!(points[index] >= 0) || !double.IsFinite(points[index]))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Weight {index} is {points[index]}; weights are 0 or more."), nameof(points));
            }

            sum += points[index];
        }

        if (sum <= 0)
        {
            throw new ArgumentException("All weights are 0; at least one criterion must count.", nameof(points));
        }

        double[] weights = new double[points.Count];
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = points[index] / sum;
        }

        return weights;
    }

    /// <summary>Weights criteria by their order alone: the centroid of all weights that respect it. The default when only an order is known.</summary>
    /// <param name="count">How many criteria; 1 or more.</param>
    /// <returns>Weights of the first, second, … criterion: (1/n)·Σᵢ₌ₖⁿ 1/i.</returns>
    public static IReadOnlyList<double> RankOrderCentroid(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        double[] weights = new double[count];
        double tail = 0;
        for (int index = count - 1; index >= 0; index--)
        {
            tail += 1.0 / (index + 1);
            weights[index] = tail / count;
        }

        return weights;
    }

    /// <summary>Weights criteria by rank sum: 2(n + 1 − k)/(n(n + 1)).</summary>
    /// <param name="count">How many criteria; 1 or more.</param>
    /// <returns>Weights of the first, second, … criterion.</returns>
    public static IReadOnlyList<double> RankSum(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return [.. Enumerable.Range(1, count).Select(k => 2.0 * (count + 1 - k) / ((double)count * (count + 1)))];
    }

    /// <summary>Weights criteria by reciprocal rank: (1/k)/Σ(1/i).</summary>
    /// <param name="count">How many criteria; 1 or more.</param>
    /// <returns>Weights of the first, second, … criterion.</returns>
    public static IReadOnlyList<double> RankReciprocal(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Direct([.. Enumerable.Range(1, count).Select(k => 1.0 / k)]);
    }

    /// <summary>Multiplies weights down a hierarchy: a group's weight times its members' weights within the group.</summary>
    /// <param name="groups">The weight of each group, and of the members within it.</param>
    /// <returns>One weight per member, group after group; they sum to 1.</returns>
    public static IReadOnlyList<double> Hierarchy(IReadOnlyList<(double Weight, IReadOnlyList<double> Members)> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        IReadOnlyList<double> outer = Direct([.. groups.Select(group => group.Weight)]);
        return [.. groups.SelectMany((group, index) => Direct(group.Members).Select(member => member * outer[index]))];
    }

    /// <summary>Measures how much each criterion tells the alternatives apart, by Shannon entropy. A diagnostic: spread is not importance.</summary>
    /// <param name="matrix">Numbers of 0 or more; every criterion has a positive sum; at least two alternatives.</param>
    /// <returns>Weights that sum to 1; equal ones where nothing differs.</returns>
    /// <exception cref="ArgumentException">A number is negative, or a criterion sums to 0.</exception>
    public static IReadOnlyList<double> Entropy(DecisionMatrix matrix)
    {
        Several(matrix);
        double[] spread = new double[matrix.Criteria];
        for (int criterion = 0; criterion < spread.Length; criterion++)
        {
            double sum = 0;
            for (int alternative = 0; alternative < matrix.Alternatives; alternative++)
            {
                double value = matrix[alternative, criterion];
                if (value < 0)
                {
                    throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Alternative {alternative} has {value} on criterion {criterion}; entropy needs shares, so numbers of 0 or more."), nameof(matrix));
                }

                sum += value;
            }

            if (sum == 0)
            {
                throw new ArgumentException($"Criterion {criterion} sums to 0; it has no shares.", nameof(matrix));
            }

            double entropy = 0;
            for (int alternative = 0; alternative < matrix.Alternatives; alternative++)
            {
                double share = matrix[alternative, criterion] / sum;
                entropy -= share > 0 ? share * Math.Log(share) : 0;
            }

            spread[criterion] = Math.Max(0, 1 - (entropy / Math.Log(matrix.Alternatives)));
        }

        return Scaled(spread);
    }

    /// <summary>Measures how much each criterion tells, by its spread and its conflict with the others (CRITIC, Diakoulaki et al. 1995). A diagnostic.</summary>
    /// <param name="matrix">At least two alternatives.</param>
    /// <returns>Weights that sum to 1; equal ones where nothing differs.</returns>
    public static IReadOnlyList<double> Critic(DecisionMatrix matrix)
    {
        Several(matrix);
        int count = matrix.Criteria;
        (double[] low, double[] high) = matrix.Ranges();
        double[][] values = new double[count][];
        double[] deviation = new double[count];
        for (int criterion = 0; criterion < count; criterion++)
        {
            double range = high[criterion] - low[criterion];
            double[] column = new double[matrix.Alternatives];
            for (int alternative = 0; alternative < column.Length; alternative++)
            {
                double value = range == 0 ? 0 : (matrix[alternative, criterion] - low[criterion]) / range;
                column[alternative] = matrix.IsBenefit(criterion) || range == 0 ? value : 1 - value;
            }

            double mean = column.Average();
            for (int alternative = 0; alternative < column.Length; alternative++)
            {
                column[alternative] -= mean;
                deviation[criterion] += column[alternative] * column[alternative];
            }

            deviation[criterion] = Math.Sqrt(deviation[criterion]);
            values[criterion] = column;
        }

        double[] information = new double[count];
        for (int criterion = 0; criterion < count; criterion++)
        {
            for (int other = 0; other < count; other++)
            {
                double product = deviation[criterion] * deviation[other];
                double correlation = product == 0 ? 0 : values[criterion].Zip(values[other], (x, y) => x * y).Sum() / product;
                information[criterion] += deviation[criterion] * (1 - (criterion == other ? 1 : correlation));
            }
        }

        return Scaled(information);
    }

    private static IReadOnlyList<double> Scaled(double[] measures) =>
        measures.Sum() <= 0 ? [.. measures.Select(_ => 1.0 / measures.Length)] : Direct(measures);

    private static void Several(DecisionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Alternatives < 2)
        {
            throw new ArgumentException("The spread of a criterion needs at least two alternatives.", nameof(matrix));
        }
    }
}
