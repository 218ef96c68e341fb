namespace Outsourcing.Processes;

/// <summary>One way through the process: the cases that consist of the same activities in the same order.</summary>
public sealed record ProcessVariant
{
    /// <summary>Gets the activities in order, one for each event.</summary>
    public required IReadOnlyList<string> Activities { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets how many cases went this way.</summary>
    public required long Count { get; init; }

    /// <summary>Gets the mean time from the first to the last event; <see langword="null"/> without times.</summary>
    public TimeSpan? MeanDuration { get; init; }

    /// <summary>Gets how many of the cases carry revenue.</summary>
    public long RevenueCases { get; init; }

    /// <summary>Gets the revenue of these cases, in the log's currency.</summary>
    public decimal Revenue { get; init; }

    internal double RevenueSquares { get; init; }
}
