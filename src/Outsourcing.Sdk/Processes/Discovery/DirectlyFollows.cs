namespace Outsourcing.Processes;

/// <summary>How often, and how soon, one activity directly followed another.</summary>
public sealed record DirectlyFollows
{
    /// <summary>Gets the activity before.</summary>
    public required string From { get; init; }

    /// <summary>Gets the activity after.</summary>
    public required string To { get; init; }

    /// <summary>Gets how often.</summary>
    public required long Count { get; init; }

    /// <summary>Gets the mean time between the two; <see langword="null"/> without times.</summary>
    public TimeSpan? MeanTime { get; init; }

    /// <summary>Gets how often the work passed to another resource on the way.</summary>
    public long HandOvers { get; init; }

    /// <summary>Gets the mean time between the two when the work passed to another resource; <see langword="null"/> when that is unknown.</summary>
    public TimeSpan? MeanHandOverTime { get; init; }

    /// <summary>Gets the mean time between the two when the work did not pass to another resource; <see langword="null"/> when that is unknown.</summary>
    public TimeSpan? MeanTimeWithinResource { get; init; }
}
