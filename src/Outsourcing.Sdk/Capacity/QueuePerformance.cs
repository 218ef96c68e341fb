namespace Outsourcing.Capacity;

/// <summary>How a desk of so many agents serves a load in the long run.</summary>
public sealed record QueuePerformance
{
    /// <summary>Gets how many agents answer.</summary>
    public required int Agents { get; init; }

    /// <summary>Gets the offered load in erlangs.</summary>
    public required double Erlangs { get; init; }

    /// <summary>Gets the share of calls that wait at all, 0 to 1.</summary>
    public required double WaitProbability { get; init; }

    /// <summary>Gets the share of <b>offered</b> calls answered within the target time, 0 to 1: the service level.</summary>
    public required double ServiceLevelOfOffered { get; init; }

    /// <summary>Gets the share of <b>answered</b> calls answered within the target time, 0 to 1. Equal to the share of offered calls where nobody hangs up.</summary>
    public required double ServiceLevelOfAnswered { get; init; }

    /// <summary>Gets the share answered within the target time of the calls that <b>did not hang up within it</b>, 0 to 1. Equal to the share of offered calls where nobody hangs up.</summary>
    public required double ServiceLevelWithoutEarlyHangUps { get; init; }

    /// <summary>Gets the mean wait of all calls, those that hang up included (average speed of answer where nobody does).</summary>
    public required TimeSpan MeanWait { get; init; }

    /// <summary>Gets the mean number of calls waiting.</summary>
    public required double MeanQueueLength { get; init; }

    /// <summary>Gets the share of the agents' time spent on calls, 0 to 1.</summary>
    public required double Occupancy { get; init; }

    /// <summary>Gets the share of offered calls that hang up while waiting, 0 to 1.</summary>
    public double AbandonmentProbability { get; init; }

    /// <summary>Gets the service level by a named denominator.</summary>
    /// <param name="denominator">What it is a share of.</param>
    /// <returns>The share, 0 to 1.</returns>
    public double ServiceLevel(ServiceLevelDenominator denominator) => denominator switch
    {
        ServiceLevelDenominator.Answered => ServiceLevelOfAnswered,
        ServiceLevelDenominator.WithoutEarlyHangUps => ServiceLevelWithoutEarlyHangUps,
        _ => ServiceLevelOfOffered,
    };
}
