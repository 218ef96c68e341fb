namespace Outsourcing.Processes;

/// <summary>How long something takes: the distribution of durations in a few numbers, in seconds.</summary>
public sealed record DurationSummary
{
    /// <summary>Gets how many durations there are.</summary>
    public required long Count { get; init; }

    /// <summary>Gets the mean.</summary>
    public required double MeanSeconds { get; init; }

    /// <summary>Gets the median.</summary>
    public required double MedianSeconds { get; init; }

    /// <summary>Gets the time that nine of ten stay within.</summary>
    public required double Percentile90Seconds { get; init; }

    /// <summary>Gets the shortest.</summary>
    public required double MinimumSeconds { get; init; }

    /// <summary>Gets the longest.</summary>
    public required double MaximumSeconds { get; init; }

    /// <summary>Gets the standard deviation of the population.</summary>
    public required double StandardDeviationSeconds { get; init; }

    /// <summary>Gets the standard deviation divided by the mean; 0 when the mean is 0.</summary>
    public double CoefficientOfVariation => MeanSeconds == 0 ? 0 : StandardDeviationSeconds / MeanSeconds;

    /// <summary>Gets whether median and 90th percentile are within 0.5 % instead of exact.</summary>
    public bool IsApproximate { get; init; }
}
