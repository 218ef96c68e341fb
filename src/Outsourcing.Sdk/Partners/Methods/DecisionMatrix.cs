using System.Globalization;

namespace Outsourcing.Partners;

/// <summary>What each alternative achieves on each criterion.</summary>
public sealed class DecisionMatrix
{
    private readonly double[] _values;
    private readonly CriterionDirection[] _directions;

    /// <summary>Initializes the matrix.</summary>
    /// <param name="rows">One row per alternative, one finite number per criterion.</param>
    /// <param name="directions">One direction per criterion.</param>
    /// <exception cref="ArgumentException">There is no alternative or criterion, a row has another length, or a number is not finite.</exception>
    public DecisionMatrix(IReadOnlyList<IReadOnlyList<double>> rows, IReadOnlyList<CriterionDirection> directions)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(directions);
        if (rows.Count == 0 || directions.Count == 0)
        {
            throw new ArgumentException("A decision needs at least one alternative and one criterion.", nameof(rows));
        }

        _directions = [.. directions];
        _values = new double[rows.Count * directions.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].Count != directions.Count)
            {
                throw new ArgumentException($"Alternative {row} has {rows[row].Count} numbers for {directions.Count} criteria.", nameof(rows));
            }

            for (int column = 0; column < directions.Count; column++)
            {
                double value = rows[row][column];
                if (!double.IsFinite(value))
                {
                    throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Alternative {row} has {value} on criterion {column}; every number is finite. Leave an unknown one to the evidence, which widens it to an interval."), nameof(rows));
                }

                _values[(row * directions.Count) + column] = value;
            }
        }

        Alternatives = rows.Count;
    }

    /// <summary>Gets how many alternatives there are.</summary>
    public int Alternatives { get; }

    /// <summary>Gets how many criteria there are.</summary>
    public int Criteria => _directions.Length;

    /// <summary>Gets which way of each criterion is better.</summary>
    public IReadOnlyList<CriterionDirection> Directions => _directions;

    /// <summary>Gets a number.</summary>
    /// <param name="alternative">The alternative, from 0.</param>
    /// <param name="criterion">The criterion, from 0.</param>
    public double this[int alternative, int criterion] => _values[(alternative * Criteria) + criterion];

    internal ReadOnlySpan<double> Row(int alternative) => _values.AsSpan(alternative * Criteria, Criteria);

    internal bool IsBenefit(int criterion) => _directions[criterion] == CriterionDirection.Benefit;

    /// <summary>Gets the smallest and the largest number of each criterion.</summary>
    internal (double[] Low, double[] High) Ranges()
    {
        double[] low = [.. Row(0)];
        double[] high = [.. Row(0)];
        for (int alternative = 1; alternative < Alternatives; alternative++)
        {
            ReadOnlySpan<double> row = Row(alternative);
            for (int criterion = 0; criterion < row.Length; criterion++)
            {
                low[criterion] = Math.Min(low[criterion], row[criterion]);
                high[criterion] = Math.Max(high[criterion], row[criterion]);
            }
        }

        return (low, high);
    }

    /// <summary>Checks weights and scales them to a sum of 1.</summary>
    internal double[] Normalize(IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count != Criteria)
        {
            throw new ArgumentException($"{weights.Count} weights do not fit {Criteria} criteria.", nameof(weights));
        }

        return [.. CriteriaWeights.Direct(weights)];
    }
}
