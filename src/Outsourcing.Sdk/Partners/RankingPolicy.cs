namespace Outsourcing.Partners;

/// <summary>When a ranking counts as sure. The thresholds are this project's own proposal; change them to your own risk.</summary>
public sealed record RankingPolicy
{
    /// <summary>Gets how far each stated weight may be off, as a share of it, 0 to 1.</summary>
    /// <value>The default is 0.3.</value>
    public double WeightBand { get; init => field = Share(value); } = 0.3;

    /// <summary>Gets the share of plausible weights and values from which a leader is clear, 0 to 1.</summary>
    /// <value>The default is 0.8.</value>
    public double ClearAt { get; init => field = Share(value); } = 0.8;

    /// <summary>Gets the share below which the ranking is undecided, 0 to 1.</summary>
    /// <value>The default is 0.5.</value>
    public double FragileAt { get; init => field = Share(value); } = 0.5;

    /// <summary>Gets the share of the weight of which something must be known of the leader, 0 to 1.</summary>
    /// <value>The default is 0.6.</value>
    public double KnownWeightAt { get; init => field = Share(value); } = 0.6;

    /// <summary>Gets how many weights and values are drawn, 1 or more.</summary>
    /// <value>The default is 20,000: every share is within 0.0096 with 95 % confidence.</value>
    public long Draws { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one draw."); } = 20_000;

    /// <summary>Gets the seed of the draws, up to 2⁵³ so that JSON keeps it exactly.</summary>
    /// <value>The default is 1.</value>
    public ulong Seed { get; init => field = value <= 1UL << 53 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A seed is at most 2^53."); } = 1;

    private static double Share(double value) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A share lies between 0 and 1.");
}
