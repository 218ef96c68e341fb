namespace Outsourcing.Testing;

/// <summary>How the reports of calls are disturbed on their way; which of them is decided by the simulator's seed.</summary>
public sealed record DeliveryDisturbance
{
    /// <summary>Gets a delivery without disturbance.</summary>
    public static DeliveryDisturbance None { get; } = new();

    /// <summary>Gets the share of reports sent twice, as a provider does that missed the answer; 0 to 1.</summary>
    public double Duplicated { get; init => field = Share(value); }

    /// <summary>Gets the share of reports for which somebody sends a copy with one field changed and the old signature; 0 to 1.</summary>
    public double Tampered { get; init => field = Share(value); }

    /// <summary>Gets the share of reports that somebody recorded and sends again when all is over; 0 to 1. To a receiver it looks like the provider's repetition; <see cref="ProviderSimulator.ReplayAsync"/> does it later.</summary>
    public double Replayed { get; init => field = Share(value); }

    /// <summary>Gets the share of reports for which an old, rightly signed report of a forgotten call comes as well; 0 to 1.</summary>
    public double Late { get; init => field = Share(value); }

    /// <summary>Gets how old a late report is.</summary>
    /// <value>The default is 30 days.</value>
    public TimeSpan LateBy { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Gets whether the reports of all calls come in a random order.</summary>
    public bool Shuffled { get; init; }

    private static double Share(double value) => value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A share is 0 to 1.");
}
