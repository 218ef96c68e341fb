namespace Outsourcing.Partners;

/// <summary>What PROMETHEE II says.</summary>
public sealed record PrometheeResult
{
    /// <summary>Gets the preference of each alternative (row) over each other (column), 0 to 1.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Preferences { get; init; }

    /// <summary>Gets the leaving flow per alternative: how far it is preferred to the others.</summary>
    public required IReadOnlyList<double> LeavingFlow { get; init; }

    /// <summary>Gets the entering flow per alternative: how far others are preferred to it.</summary>
    public required IReadOnlyList<double> EnteringFlow { get; init; }

    /// <summary>Gets the net flow per alternative, −1 to 1; higher is better.</summary>
    public required IReadOnlyList<double> NetFlow { get; init; }

    /// <summary>Gets the ranks by net flow.</summary>
    public required IReadOnlyList<int> Ranks { get; init; }
}

/// <summary>PROMETHEE II: net flows of pairwise preferences (Brans and Vincke 1985).</summary>
/// <param name="functions">One preference function per criterion; null takes the usual one for all.</param>
public sealed class Promethee(IReadOnlyList<PreferenceFunction>? functions = null) : IRankingMethod
{
    /// <inheritdoc/>
    public string Name => "promethee-2";

    /// <inheritdoc/>
    public MethodRanking Rank(DecisionMatrix matrix, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        double[] leaving = new double[matrix.Alternatives];
        double[] entering = new double[matrix.Alternatives];
        Flows(matrix, matrix.Normalize(weights), leaving, entering, keep: null);
        return new MethodRanking { Method = Name, Scores = ValueList.Copy(leaving.Zip(entering, (out_, in_) => out_ - in_)) };
    }

    /// <summary>Computes preferences and flows.</summary>
    /// <param name="matrix">What each alternative achieves.</param>
    /// <param name="weights">One weight per criterion.</param>
    /// <returns>The result.</returns>
    public PrometheeResult Solve(DecisionMatrix matrix, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int count = matrix.Alternatives;
        double[] leaving = new double[count];
        double[] entering = new double[count];
        double[] preferences = new double[count * count];
        Flows(matrix, matrix.Normalize(weights), leaving, entering, preferences);
        double[] net = [.. leaving.Zip(entering, (out_, in_) => out_ - in_)];
        return new PrometheeResult
        {
            Preferences = ValueList.Copy(preferences.Chunk(count).Select(ValueList.Copy)),
            LeavingFlow = ValueList.Copy(leaving),
            EnteringFlow = ValueList.Copy(entering),
            NetFlow = ValueList.Copy(net),
            Ranks = Ranking.FromScores(net),
        };
    }

    private void Flows(DecisionMatrix matrix, double[] weight, double[] leaving, double[] entering, double[]? keep)
    {
        int count = matrix.Alternatives;
        PreferenceFunction[] function = functions is null ? [.. weight.Select(_ => PreferenceFunction.Usual)] : [.. functions];
        if (function.Length != matrix.Criteria)
        {
            throw new ArgumentException($"{function.Length} preference functions do not fit {matrix.Criteria} criteria.", nameof(matrix));
        }

        for (int first = 0; first < count; first++)
        {
            ReadOnlySpan<double> one = matrix.Row(first);
            for (int second = first + 1; second < count; second++)
            {
                ReadOnlySpan<double> other = matrix.Row(second);
                double forward = 0;
                double backward = 0;
                for (int criterion = 0; criterion < one.Length; criterion++)
                {
                    double lead = matrix.IsBenefit(criterion) ? one[criterion] - other[criterion] : other[criterion] - one[criterion];
                    if (lead > 0)
                    {
                        forward += weight[criterion] * function[criterion].Of(lead);
                    }
                    else if (lead < 0)
                    {
                        backward += weight[criterion] * function[criterion].Of(-lead);
                    }
                }

                leaving[first] += forward;
                entering[second] += forward;
                leaving[second] += backward;
                entering[first] += backward;
                if (keep is not null)
                {
                    keep[(first * count) + second] = forward;
                    keep[(second * count) + first] = backward;
                }
            }
        }

        double others = Math.Max(1, count - 1);
        for (int alternative = 0; alternative < count; alternative++)
        {
            leaving[alternative] /= others;
            entering[alternative] /= others;
        }
    }
}
