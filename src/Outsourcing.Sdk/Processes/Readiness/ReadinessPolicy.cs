namespace Outsourcing.Processes;

/// <summary>The gates of readiness.</summary>
/// <remarks>The defaults are this project's own proposal, not taken from literature: calibrate them with your own cases.</remarks>
public sealed record ReadinessPolicy
{
    /// <summary>Gets how many of the last periods are looked at.</summary>
    /// <value>The default is 6.</value>
    public int Periods { get; init => field = AtLeast(value, 2, nameof(Periods)); } = 6;

    /// <summary>Gets in how many of these the margin must be above 0.</summary>
    /// <value>The default is 4.</value>
    public int ProfitablePeriods { get; init => field = AtLeast(value, 1, nameof(ProfitablePeriods)); } = 4;

    /// <summary>Gets the confidence with which the mean margin must be above 0 (one-sided, Student's t).</summary>
    /// <value>The default is 0.95.</value>
    public double MarginConfidence { get; init => field = Between(value, nameof(MarginConfidence)); } = 0.95;

    /// <summary>Gets the p value of the Mann-Kendall test from which a falling trend is taken for chance.</summary>
    /// <value>The default is 0.05.</value>
    public double TrendSignificance { get; init => field = Between(value, nameof(TrendSignificance)); } = 0.05;

    /// <summary>Gets the fewest cases the streamlined gates are applied to; below, the evidence is insufficient.</summary>
    /// <value>The default is 30.</value>
    public int LeastCases { get; init => field = AtLeast(value, 1, nameof(LeastCases)); } = 30;

    /// <summary>Gets the highest sequence entropy, at the reference size (<see cref="SequenceEntropy.AtReferenceSize"/>).</summary>
    /// <value>The default is 0.30.</value>
    public double MaximumSequenceEntropy { get; init => field = Positive(value, nameof(MaximumSequenceEntropy)); } = 0.30;

    /// <summary>Gets in how many variants 80 % of the cases must lie.</summary>
    /// <value>The default is 10.</value>
    public int MaximumVariantsFor80Percent { get; init => field = AtLeast(value, 1, nameof(MaximumVariantsFor80Percent)); } = 10;

    /// <summary>Gets the highest share of cases with rework; held against the lower bound of its Wilson interval.</summary>
    /// <value>The default is 0.15.</value>
    public double MaximumReworkCaseRate { get; init => field = Positive(value, nameof(MaximumReworkCaseRate)); } = 0.15;

    /// <summary>Gets the confidence of the Wilson interval of the rework rate.</summary>
    /// <value>The default is 0.95.</value>
    public double ReworkConfidence { get; init => field = Between(value, nameof(ReworkConfidence)); } = 0.95;

    /// <summary>Gets the highest coefficient of variation of the throughput time; this or <see cref="MaximumPercentile90ToMedian"/> must hold.</summary>
    /// <value>The default is 1.</value>
    public double MaximumVariation { get; init => field = Positive(value, nameof(MaximumVariation)); } = 1;

    /// <summary>Gets the highest ratio of the 90th percentile to the median of the throughput time; this or <see cref="MaximumVariation"/> must hold.</summary>
    /// <value>The default is 3.</value>
    public double MaximumPercentile90ToMedian { get; init => field = Positive(value, nameof(MaximumPercentile90ToMedian)); } = 3;

    private static int AtLeast(int value, int least, string name) =>
        value >= least ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is at least {least}.");

    private static double Positive(double value, string name) =>
        value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is a finite number above 0.");

    private static double Between(double value, string name) =>
        value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} lies between 0 and 1.");
}
