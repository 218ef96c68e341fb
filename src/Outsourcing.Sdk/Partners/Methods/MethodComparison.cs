namespace Outsourcing.Partners;

/// <summary>What several methods, or several judges, have in common.</summary>
public sealed record MethodComparison
{
    /// <summary>Gets the ranking of each method.</summary>
    public required IReadOnlyList<MethodRanking> Rankings { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the ranks by the sum of ranks.</summary>
    public required IReadOnlyList<int> BordaRanks { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the ranks by pairwise majorities.</summary>
    public required IReadOnlyList<int> CopelandRanks { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the agreement of the rankings, 0 to 1 (Kendall's W).</summary>
    public required double Agreement { get; init; }

    /// <summary>Ranks by several methods and says how far they agree.</summary>
    /// <param name="matrix">What each alternative achieves.</param>
    /// <param name="weights">One weight per criterion.</param>
    /// <param name="methods">The methods; none takes TOPSIS, VIKOR and PROMETHEE II with their defaults.</param>
    /// <returns>The comparison.</returns>
    public static MethodComparison Of(DecisionMatrix matrix, IReadOnlyList<double> weights, params IReadOnlyList<IRankingMethod> methods)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(methods);
        IReadOnlyList<IRankingMethod> chosen = methods.Count > 0 ? methods : [new Topsis(), new Vikor(), new Promethee()];
        MethodRanking[] rankings = [.. chosen.Select(method => method.Rank(matrix, weights))];
        double[][] ranks = [.. Enumerable.Range(0, matrix.Alternatives).Select(alternative => rankings.Select(ranking => Shared(ranking.Ranks, alternative)).ToArray())];
        return new MethodComparison
        {
            Rankings = rankings,
            BordaRanks = Ranking.Borda(ranks).Ranks,
            CopelandRanks = Ranking.Copeland(ranks).Ranks,
            Agreement = Ranking.KendallW(ranks),
        };
    }

    // Tied alternatives get the mean of the ranks they take together, as W expects.
    private static double Shared(IReadOnlyList<int> ranks, int alternative) =>
        ranks[alternative] + ((ranks.Count(rank => rank == ranks[alternative]) - 1) / 2.0);
}
