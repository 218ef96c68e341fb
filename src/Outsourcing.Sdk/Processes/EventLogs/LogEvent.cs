namespace Outsourcing.Processes;

/// <summary>One line of an activity log: in which case, what was done, when and by whom.</summary>
public sealed record LogEvent
{
    /// <summary>Gets the case the event belongs to: one customer, one lead, one ticket.</summary>
    public required string Case
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    /// <summary>Gets what was done.</summary>
    public required string Activity
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    /// <summary>Gets when it happened, or was completed; <see langword="null"/> when the log does not say. The event then keeps its place in the log.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Gets when it was started, in logs that keep start and end in one line.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets who did it: a person, a team or a machine.</summary>
    public PersonalText? Resource { get; init; }

    /// <summary>Gets the transition of the activity's life, in the words of the XES lifecycle extension: <c>schedule</c>, <c>start</c>, <c>complete</c>, …</summary>
    public string? Lifecycle { get; init; }

    /// <summary>Gets what the event cost, in the log's currency.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Gets what the event earned, in the log's currency.</summary>
    public decimal? Revenue { get; init; }
}
