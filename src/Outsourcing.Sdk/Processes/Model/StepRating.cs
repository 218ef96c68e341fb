namespace Outsourcing.Processes;

/// <summary>A judgement about a step on the anchored scale 1 (lowest) to 5 (highest).</summary>
/// <remarks>Fractions are allowed: a rating may be the mean of several judges.</remarks>
public sealed record StepRating
{
    /// <summary>The lowest rating.</summary>
    public const double Lowest = 1;

    /// <summary>The highest rating.</summary>
    public const double Highest = 5;

    /// <summary>Gets the rating: 1 to 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside 1 to 5.</exception>
    public required double Value
    {
        get;
        init => field = value is >= Lowest and <= Highest
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A rating lies between 1 (lowest) and 5 (highest).");
    }

    /// <summary>Gets the range the rating may lie in; <see langword="null"/> when nobody said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the scale 1 to 5.</exception>
    public Interval? Interval
    {
        get;
        init => field = value is null or { Lower: >= Lowest, Upper: <= Highest }
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The range of a rating stays between 1 and 5.");
    }

    /// <summary>Gets where the rating comes from.</summary>
    public required EvidenceOrigin Origin { get; init; }

    /// <summary>Gets the evidence for it, in a few words.</summary>
    public string? Evidence { get; init; }

    /// <summary>Makes a rating that a person answers for.</summary>
    /// <param name="value">The rating: 1 to 5.</param>
    /// <param name="evidence">The evidence, in a few words.</param>
    /// <returns>The rating.</returns>
    public static StepRating Stated(double value, string? evidence = null) =>
        new() { Value = value, Origin = EvidenceOrigin.Stated, Evidence = evidence };
}
