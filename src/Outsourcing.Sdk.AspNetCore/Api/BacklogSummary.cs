using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>How much work of the current tenant waits or was given up, as the API shows it.</summary>
internal sealed record BacklogSummary
{
    public required QueueSummary Webhooks { get; init; }

    public required QueueSummary Deliveries { get; init; }

    public required QueueSummary Commands { get; init; }
}

/// <summary>One queue.</summary>
internal sealed record QueueSummary
{
    public required long Pending { get; init; }

    public required long Dead { get; init; }

    public DateTimeOffset? OldestPending { get; init; }

    /// <summary>Gets the age of the oldest that waits, in seconds; 0 when none waits.</summary>
    public required double LagSeconds { get; init; }

    public static QueueSummary Of(WorkBacklog backlog, DateTimeOffset now) =>
        new() { Pending = backlog.Pending, Dead = backlog.Dead, OldestPending = backlog.OldestPending, LagSeconds = Math.Round(backlog.Lag(now).TotalSeconds, 3) };
}
