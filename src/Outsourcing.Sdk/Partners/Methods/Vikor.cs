namespace Outsourcing.Partners;

/// <summary>What VIKOR says: a compromise, and whether it holds.</summary>
public sealed record VikorResult
{
    /// <summary>Gets the group utility S per alternative; lower is better.</summary>
    public required IReadOnlyList<double> S { get; init; }

    /// <summary>Gets the individual regret R per alternative; lower is better.</summary>
    public required IReadOnlyList<double> R { get; init; }

    /// <summary>Gets the compromise index Q per alternative; lower is better.</summary>
    public required IReadOnlyList<double> Q { get; init; }

    /// <summary>Gets the ranks by Q.</summary>
    public required IReadOnlyList<int> Ranks { get; init; }

    /// <summary>Gets the lead in Q that the first needs: 1/(m − 1).</summary>
    public required double RequiredLead { get; init; }

    /// <summary>Gets whether the first leads the second far enough (condition C1).</summary>
    public required bool AcceptableAdvantage { get; init; }

    /// <summary>Gets whether the first is also best by S or by R (condition C2).</summary>
    public required bool AcceptableStability { get; init; }

    /// <summary>Gets the compromise set, best first: one alternative when both conditions hold.</summary>
    public required IReadOnlyList<int> CompromiseSet { get; init; }
}

/// <summary>VIKOR: the compromise closest to the ideal (Opricovic and Tzeng 2004).</summary>
public sealed class Vikor : IRankingMethod
{
    private readonly double _strategy;

    /// <summary>Initializes the method.</summary>
    /// <param name="strategy">The weight v of the majority rule, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="strategy"/> is outside [0, 1].</exception>
    public Vikor(double strategy = 0.5)
    {
        if (!(strategy >= 0 && strategy <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "The weight of the majority rule lies between 0 and 1.");
        }

        _strategy = strategy;
    }

    /// <inheritdoc/>
    public string Name => "vikor";

    /// <inheritdoc/>
    public MethodRanking Rank(DecisionMatrix matrix, IReadOnlyList<double> weights) =>
        new() { Method = Name, Scores = Solve(matrix, weights).Q, LowerIsBetter = true };

    /// <summary>Computes the indices and the compromise set.</summary>
    /// <param name="matrix">What each alternative achieves.</param>
    /// <param name="weights">One weight per criterion.</param>
    /// <returns>The result.</returns>
    public VikorResult Solve(DecisionMatrix matrix, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        double[] weight = matrix.Normalize(weights);
        (double[] low, double[] high) = matrix.Ranges();
        double[] s = new double[matrix.Alternatives];
        double[] r = new double[matrix.Alternatives];
        for (int alternative = 0; alternative < s.Length; alternative++)
        {
            ReadOnlySpan<double> row = matrix.Row(alternative);
            for (int criterion = 0; criterion < row.Length; criterion++)
            {
                double range = high[criterion] - low[criterion];
                double gap = matrix.IsBenefit(criterion) ? high[criterion] - row[criterion] : row[criterion] - low[criterion];
                double regret = range == 0 ? 0 : weight[criterion] * gap / range;
                s[alternative] += regret;
                r[alternative] = Math.Max(r[alternative], regret);
            }
        }

        double[] q = new double[s.Length];
        for (int alternative = 0; alternative < q.Length; alternative++)
        {
            q[alternative] = (_strategy * Scaled(s, alternative)) + ((1 - _strategy) * Scaled(r, alternative));
        }

        return Judge(s, r, q);
    }

    private static VikorResult Judge(double[] s, double[] r, double[] q)
    {
        const double tie = 1e-12;
        int[] order = [.. Enumerable.Range(0, q.Length).OrderBy(index => q[index]).ThenBy(index => s[index])];
        double lead = q.Length > 1 ? 1.0 / (q.Length - 1) : 0;
        bool advantage = q.Length < 2 || q[order[1]] - q[order[0]] >= lead - tie;
        bool stability = s[order[0]] <= s.Min() + tie || r[order[0]] <= r.Min() + tie;
        int[] compromise = !advantage
            ? [.. order.Where(index => q[index] - q[order[0]] < lead - tie)]
            : stability ? [order[0]] : [order[0], order[1]];
        return new VikorResult
        {
            S = ValueList.Copy(s),
            R = ValueList.Copy(r),
            Q = ValueList.Copy(q),
            Ranks = Ranking.FromScores(q, lowerIsBetter: true),
            RequiredLead = lead,
            AcceptableAdvantage = advantage,
            AcceptableStability = stability,
            CompromiseSet = ValueList.Copy(compromise),
        };
    }

    private static double Scaled(double[] values, int index)
    {
        double low = values.Min();
        double range = values.Max() - low;
        return range == 0 ? 0 : (values[index] - low) / range;
    }
}
