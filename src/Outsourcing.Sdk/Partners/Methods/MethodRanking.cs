namespace Outsourcing.Partners;

/// <summary>The scores a method gives, and the ranks that follow.</summary>
public sealed record MethodRanking
{
    /// <summary>Gets the method's name.</summary>
    public required string Method { get; init; }

    /// <summary>Gets one score per alternative; higher is better unless <see cref="LowerIsBetter"/>.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>Gets whether the method's best score is its lowest, as VIKOR's.</summary>
    public bool LowerIsBetter { get; init; }

    /// <summary>Gets one rank per alternative: 1 is best, ties share the better rank.</summary>
    public IReadOnlyList<int> Ranks => Ranking.FromScores(Scores, LowerIsBetter);
}
