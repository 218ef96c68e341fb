using System.Globalization;

namespace Outsourcing.Partners;

/// <summary>A judgement that spoils the consistency of the others, and what would mend it.</summary>
/// <param name="Row">The criterion compared.</param>
/// <param name="Column">The criterion it was compared with.</param>
/// <param name="Given">The judgement given.</param>
/// <param name="Mended">The judgement the others imply.</param>
/// <param name="RatioAfterwards">The consistency ratio once it is mended.</param>
public readonly record struct BlamedJudgement(int Row, int Column, double Given, double Mended, double RatioAfterwards);

/// <summary>Pairwise comparisons of the analytic hierarchy process (Saaty 1977): how many times one criterion outweighs another.</summary>
public sealed class PairwiseComparison
{
    private const string Rule = "weights.ahp/1";

    private static readonly double[] RandomIndex = [0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

    private readonly double[][] _ratios;

    /// <summary>Initializes the comparisons.</summary>
    /// <param name="ratios">A square matrix of positive ratios with 1 on the diagonal and reciprocals across it, which may be rounded to two decimals.</param>
    /// <exception cref="ArgumentException">The matrix is not square, a ratio is not positive, or two entries are not reciprocal.</exception>
    public PairwiseComparison(IReadOnlyList<IReadOnlyList<double>> ratios)
    {
        ArgumentNullException.ThrowIfNull(ratios);
        if (ratios.Count == 0 || ratios.Any(row => row.Count != ratios.Count))
        {
            throw new ArgumentException("Comparisons form a square matrix with one row and one column per criterion.", nameof(ratios));
        }

        _ratios = [.. ratios.Select(row => row.ToArray())];
        for (int row = 0; row < Count; row++)
        {
            for (int column = row; column < Count; column++)
            {
                double product = _ratios[row][column] * _ratios[column][row];
                if (!(_ratios[row][column] > 0) || !(Math.Abs(product - 1) <= 0.06))
                {
                    throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Entries ({row}, {column}) = {_ratios[row][column]} and ({column}, {row}) = {_ratios[column][row]} are not positive reciprocals of each other."), nameof(ratios));
                }
            }
        }
    }

    /// <summary>Gets how many criteria are compared.</summary>
    public int Count => _ratios.Length;

    /// <summary>Gets the ratios.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Ratios => _ratios;

    /// <summary>Combines the judgements of several people, by element-wise geometric means (AIJ).</summary>
    /// <param name="members">Comparisons of the same criteria.</param>
    /// <returns>The group's comparisons.</returns>
    /// <exception cref="ArgumentException">There is none, or they compare different numbers of criteria.</exception>
    public static PairwiseComparison Aggregate(IReadOnlyList<PairwiseComparison> members)
    {
        Same(members);
        int count = members[0].Count;
        return new([.. Enumerable.Range(0, count).Select(row => Enumerable.Range(0, count)
            .Select(column => Math.Exp(members.Average(member => Math.Log(member._ratios[row][column])))).ToArray())]);
    }

    /// <summary>Combines the priorities of several people, by geometric means (AIP).</summary>
    /// <param name="members">Comparisons of the same criteria.</param>
    /// <returns>The group's weights.</returns>
    /// <exception cref="ArgumentException">There is none, or they compare different numbers of criteria.</exception>
    public static IReadOnlyList<double> AggregatePriorities(IReadOnlyList<PairwiseComparison> members)
    {
        Same(members);
        IReadOnlyList<double>[] weights = [.. members.Select(member => member.GeometricMeanWeights())];
        return CriteriaWeights.Direct([.. Enumerable.Range(0, members[0].Count).Select(index => Math.Exp(weights.Average(weight => Math.Log(weight[index]))))]);
    }

    /// <summary>Computes the weights as the principal eigenvector.</summary>
    /// <returns>Weights that sum to 1.</returns>
    public IReadOnlyList<double> EigenvectorWeights() => Principal().Weights;

    /// <summary>Computes the principal eigenvalue; the number of criteria when the judgements are perfectly consistent.</summary>
    /// <returns>λ max.</returns>
    public double PrincipalEigenvalue() => Principal().Value;

    /// <summary>Computes the weights as row geometric means (logarithmic least squares).</summary>
    /// <returns>Weights that sum to 1.</returns>
    public IReadOnlyList<double> GeometricMeanWeights() =>
        CriteriaWeights.Direct([.. _ratios.Select(row => Math.Exp(row.Average(Math.Log)))]);

    /// <summary>Computes the weights as means of normalized columns, the approximation by hand.</summary>
    /// <returns>Weights that sum to 1.</returns>
    public IReadOnlyList<double> ColumnMeanWeights()
    {
        double[] sums = [.. Enumerable.Range(0, Count).Select(column => _ratios.Sum(row => row[column]))];
        return CriteriaWeights.Direct([.. _ratios.Select(row => row.Select((ratio, column) => ratio / sums[column]).Average())]);
    }

    /// <summary>Computes the consistency index (λ − n)/(n − 1).</summary>
    /// <returns>0 when perfectly consistent.</returns>
    public double ConsistencyIndex() => Count < 2 ? 0 : Math.Max(0, (PrincipalEigenvalue() - Count) / (Count - 1));

    /// <summary>Computes the consistency ratio CI/RI; up to 0.10 is accepted.</summary>
    /// <param name="randomIndices">The mean consistency index of random judgements for 1, 2, … criteria; null takes Saaty's.</param>
    /// <returns>0 when perfectly consistent, or with fewer than three criteria.</returns>
    public double ConsistencyRatio(IReadOnlyList<double>? randomIndices = null) => Ratio(ConsistencyIndex(), randomIndices);

    /// <summary>Computes the eigenvalue that the column means imply: the mean of (A·w)ᵢ/wᵢ.</summary>
    /// <returns>The approximation of λ max that goes with <see cref="ColumnMeanWeights"/>.</returns>
    public double ColumnMeanEigenvalue()
    {
        IReadOnlyList<double> weights = ColumnMeanWeights();
        return _ratios.Select((row, index) => row.Zip(weights, (ratio, weight) => ratio * weight).Sum() / weights[index]).Average();
    }

    /// <summary>Computes the consistency ratio that the column means imply.</summary>
    /// <param name="randomIndices">The mean consistency index of random judgements for 1, 2, … criteria; null takes Saaty's.</param>
    /// <returns>0 when perfectly consistent, or with fewer than three criteria.</returns>
    public double ColumnMeanConsistencyRatio(IReadOnlyList<double>? randomIndices = null) =>
        Ratio(Count < 2 ? 0 : Math.Max(0, (ColumnMeanEigenvalue() - Count) / (Count - 1)), randomIndices);

    /// <summary>Computes the geometric consistency index (Aguarón and Moreno-Jiménez 2003).</summary>
    /// <returns>0 when perfectly consistent; thresholds are 0.31 (n = 3), 0.35 (n = 4), 0.37 (n &gt; 4).</returns>
    public double GeometricConsistencyIndex()
    {
        if (Count < 3)
        {
            return 0;
        }

        IReadOnlyList<double> weights = GeometricMeanWeights();
        double sum = 0;
        for (int row = 0; row < Count; row++)
        {
            for (int column = row + 1; column < Count; column++)
            {
                double error = Math.Log(_ratios[row][column] * weights[column] / weights[row]);
                sum += error * error;
            }
        }

        return 2 * sum / ((Count - 1.0) * (Count - 2));
    }

    /// <summary>Finds the judgement whose mending makes the rest most consistent.</summary>
    /// <returns>The judgement, the value the others imply for it (Harker 1987), and the ratio afterwards; <see langword="null"/> with fewer than three criteria.</returns>
    public BlamedJudgement? MostToBlame()
    {
        BlamedJudgement? worst = null;
        for (int row = 0; row < Count && Count >= 3; row++)
        {
            for (int column = row + 1; column < Count; column++)
            {
                double mended = Implied(row, column);
                double[][] changed = [.. _ratios.Select(line => line.ToArray())];
                changed[row][column] = mended;
                changed[column][row] = 1 / mended;
                double ratio = new PairwiseComparison(changed).ConsistencyRatio();
                if (worst is not { } known || ratio < known.RatioAfterwards)
                {
                    worst = new(row, column, _ratios[row][column], mended, ratio);
                }
            }
        }

        return worst;
    }

    /// <summary>Decides the weights, or refuses when the judgements contradict each other.</summary>
    /// <param name="threshold">The highest consistency ratio accepted.</param>
    /// <returns>The eigenvector weights; refused as inconsistent with the judgement most to blame and the value that would mend it.</returns>
    public Verdict<IReadOnlyList<double>> Decide(double threshold = 0.10)
    {
        VerdictCheck check = VerdictCheck.Decide("consistency ratio", ConsistencyRatio(), Comparison.AtMost, threshold);
        VerdictExplanation explanation = new()
        {
            Rule = Rule,
            Source = "Saaty 1977: eigenvector priorities; consistency ratio with the random index of n = 1..10",
            Summary = check.Passed ? "The judgements are consistent enough to weigh by." : "The judgements contradict each other.",
            Inputs = [.. Judgements()],
            Checks = [check],
        };
        if (check.Passed)
        {
            return Verdict.Of(ValueList.Copy(EigenvectorWeights()), explanation);
        }

        BlamedJudgement blamed = MostToBlame()!.Value;
        return Verdict.Refused<IReadOnlyList<double>>(
            new Refusal
            {
                Kind = RefusalKind.InconsistentJudgements,
                Reason = string.Create(CultureInfo.InvariantCulture, $"The consistency ratio is {check.Observed:F3}, above {threshold:F2}; the judgement of criterion {blamed.Row} against {blamed.Column} contradicts the others most."),
                Remedy = string.Create(CultureInfo.InvariantCulture, $"Look again at that judgement: {blamed.Given:G4} was given, the others imply {blamed.Mended:G4}; with it the ratio is {blamed.RatioAfterwards:F3}."),
            },
            explanation with
            {
                Flip = new VerdictFlip
                {
                    Input = $"{blamed.Row}:{blamed.Column}",
                    From = blamed.Given,
                    To = blamed.Mended,
                    Becomes = blamed.RatioAfterwards <= threshold ? "consistent" : "less inconsistent",
                },
            });
    }

    /// <summary>Recomputes the verdict from what an explanation lists.</summary>
    /// <param name="explanation">An explanation of <see cref="Decide"/>.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">The explanation is of another rule, or a judgement is missing.</exception>
    public static Verdict<IReadOnlyList<double>> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (explanation.Rule != Rule)
        {
            throw new ArgumentException($"'{explanation.Rule}' is not '{Rule}'.", nameof(explanation));
        }

        int count = (int)Math.Round((1 + Math.Sqrt(1 + (4.0 * explanation.Inputs.Count))) / 2);
        double[][] ratios = [.. Enumerable.Range(0, count).Select(row => Enumerable.Range(0, count)
            .Select(column => row == column ? 1 : explanation.Number($"{row}:{column}") ?? throw new ArgumentException($"The judgement {row}:{column} is missing.", nameof(explanation)))
            .ToArray())];
        return new PairwiseComparison(ratios).Decide(explanation.Checks[0].Threshold);
    }

    private IEnumerable<VerdictInput> Judgements()
    {
        for (int row = 0; row < Count; row++)
        {
            for (int column = 0; column < Count; column++)
            {
                if (column == row)
                {
                    continue;
                }

                yield return new VerdictInput { Name = $"{row}:{column}", Value = _ratios[row][column], Origin = EvidenceOrigin.Stated };
            }
        }
    }

    // Harker: drop the judgement, put 1 more on the two diagonals, and read the ratio off the principal eigenvector.
    private double Implied(int row, int column)
    {
        double[][] changed = [.. _ratios.Select(line => line.ToArray())];
        changed[row][column] = 0;
        changed[column][row] = 0;
        changed[row][row] = 2;
        changed[column][column] = 2;
        double[] weights = Iterate(changed).Weights;
        return weights[row] / weights[column];
    }

    private (double[] Weights, double Value) Principal() => Iterate(_ratios);

    private static (double[] Weights, double Value) Iterate(double[][] matrix)
    {
        int count = matrix.Length;
        double[] weights = [.. Enumerable.Repeat(1.0 / count, count)];
        double value = count;
        for (int round = 0; round < 10_000; round++)
        {
            double[] next = [.. matrix.Select(row => row.Zip(weights, (ratio, weight) => ratio * weight).Sum())];
            value = next.Sum();
            double change = 0;
            for (int index = 0; index < count; index++)
            {
                next[index] /= value;
                change = Math.Max(change, Math.Abs(next[index] - weights[index]));
            }

            weights = next;
            if (change < 1e-16)
            {
                break;
            }
        }

        return (weights, value);
    }

    private double Ratio(double index, IReadOnlyList<double>? randomIndices) =>
        Count < 3 ? 0 : index / (randomIndices is not null && Count <= randomIndices.Count ? randomIndices[Count - 1] : Index(Count));

    // Above 10 criteria: 1.98·(n − 2)/n, Saaty's own approximation.
    private static double Index(int count) => count <= RandomIndex.Length ? RandomIndex[count - 1] : 1.98 * (count - 2) / count;

    private static void Same(IReadOnlyList<PairwiseComparison> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0 || members.Any(member => member.Count != members[0].Count))
        {
            throw new ArgumentException("A group needs comparisons of the same criteria by each member.", nameof(members));
        }
    }
}
