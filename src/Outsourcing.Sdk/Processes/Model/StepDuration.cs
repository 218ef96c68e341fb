namespace Outsourcing.Processes;

/// <summary>How long a step takes each time, without waiting before it.</summary>
public sealed record StepDuration
{
    /// <summary>Gets the mean; not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The mean is negative.</exception>
    public required TimeSpan Mean
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    }

    /// <summary>Gets the median; <see langword="null"/> when unknown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The median is negative.</exception>
    public TimeSpan? Median { get; init => field = NotNegative(value); }

    /// <summary>Gets the time that nine of ten stay within; <see langword="null"/> when unknown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TimeSpan? Percentile90 { get; init => field = NotNegative(value); }

    /// <summary>Gets where the times come from.</summary>
    public required EvidenceOrigin Origin { get; init; }

    /// <summary>Gets how many executions they rest on; <see langword="null"/> when they are stated.</summary>
    public long? Observations { get; init; }

    /// <summary>Makes a duration that a person answers for.</summary>
    /// <param name="mean">The usual time.</param>
    /// <returns>The duration.</returns>
    public static StepDuration Stated(TimeSpan mean) => new() { Mean = mean, Origin = EvidenceOrigin.Stated };

    private static TimeSpan? NotNegative(TimeSpan? value)
    {
        if (value is { } time)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, nameof(value));
        }

        return value;
    }
}
