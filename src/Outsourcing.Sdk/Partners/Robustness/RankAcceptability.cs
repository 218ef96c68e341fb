namespace Outsourcing.Partners;

/// <summary>What stochastic multicriteria acceptability analysis says: how often each alternative takes each rank.</summary>
public sealed record RankAcceptability
{
    /// <summary>Gets the share of weights (and of uncertain values) that put each alternative (row) on each rank (column, the first is rank 1). Rows and columns sum to 1; tied alternatives share their ranks evenly.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Acceptability { get; init; }

    /// <summary>Gets the mean of the weights that put each alternative first; <see langword="null"/> for one that is never first.</summary>
    public required IReadOnlyList<IReadOnlyList<double>?> CentralWeights { get; init; }

    /// <summary>Gets the share of weights for which each alternative (row) beats each other (column); 0 on the diagonal.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> PairwiseWinning { get; init; }

    /// <summary>Gets how many draws it rests on; 0 when it is exact.</summary>
    public long Draws { get; init; }

    /// <summary>Gets the seed of the draws; the same seed gives the same result on any machine.</summary>
    public ulong Seed { get; init; }

    /// <summary>Gets a bound that each share's error stays below with 95 % confidence (Hoeffding); 0 when exact.</summary>
    public double ErrorBound { get; init; }
}
