namespace Outsourcing.Processes;

/// <summary>A number about a step, with its uncertainty and where it comes from.</summary>
/// <remarks>The unit is the one the property that holds it names.</remarks>
public sealed record Measurement
{
    /// <summary>Gets the value: a finite number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public required double Value
    {
        get;
        init => field = double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A measurement is a finite number; leave it out when it is unknown.");
    }

    /// <summary>Gets the range the true value lies in, at the confidence the origin states; <see langword="null"/> when nobody said.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Gets where the number comes from.</summary>
    public required EvidenceOrigin Origin { get; init; }

    /// <summary>Gets how many observations it rests on; <see langword="null"/> when it rests on none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public long? Observations
    {
        get;
        init
        {
            if (value is { } count)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(count);
            }

            field = value;
        }
    }

    /// <summary>Gets how it was obtained, in a few words.</summary>
    public string? Source { get; init; }

    /// <summary>Makes a number that a person answers for.</summary>
    /// <param name="value">The value.</param>
    /// <param name="interval">The range, when the person gave one.</param>
    /// <returns>The measurement.</returns>
    public static Measurement Stated(double value, Interval? interval = null) =>
        new() { Value = value, Interval = interval, Origin = EvidenceOrigin.Stated };

    /// <summary>Makes a number computed from records.</summary>
    /// <param name="value">The value.</param>
    /// <param name="observations">How many observations it rests on.</param>
    /// <param name="interval">The range, when one was computed.</param>
    /// <returns>The measurement.</returns>
    public static Measurement Measured(double value, long observations, Interval? interval = null) =>
        new() { Value = value, Interval = interval, Origin = EvidenceOrigin.Measured, Observations = observations };
}
