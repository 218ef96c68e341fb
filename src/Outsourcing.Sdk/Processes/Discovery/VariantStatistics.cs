namespace Outsourcing.Processes;

/// <summary>How concentrated the cases are on few ways through the process.</summary>
public sealed record VariantStatistics
{
    /// <summary>Gets the number of variants.</summary>
    public required int Count { get; init; }

    /// <summary>Gets the share of the cases that go the commonest way.</summary>
    public required double TopShare { get; init; }

    /// <summary>Gets the share of the cases that go one of the three commonest ways.</summary>
    public required double TopThreeShare { get; init; }

    /// <summary>Gets how many of the commonest variants hold 80 % of the cases.</summary>
    public required int For80Percent { get; init; }

    /// <summary>Gets the number of variants divided by the number of cases.</summary>
    public required double Ratio { get; init; }

    /// <summary>Gets the Shannon entropy of the variants' shares, in nats.</summary>
    public required double Entropy { get; init; }

    /// <summary>Gets the entropy divided by the logarithm of the number of cases; 0 for one case.</summary>
    public required double EntropyNormalizedByCases { get; init; }

    /// <summary>Gets the Gini coefficient of the variants' case counts: 0 when all are equally common.</summary>
    public required double Gini { get; init; }

    /// <summary>Gets the Herfindahl-Hirschman index of the variants' shares: 1 when there is only one.</summary>
    public required double HerfindahlIndex { get; init; }
}
