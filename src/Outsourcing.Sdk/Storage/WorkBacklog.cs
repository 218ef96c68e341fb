namespace Outsourcing.Storage;

/// <summary>How a queue of work stands: that of all tenants, or one tenant's part of it.</summary>
public sealed record WorkBacklog
{
    /// <summary>Gets how many pieces wait or are worked on.</summary>
    public required long Pending { get; init; }

    /// <summary>Gets how many were given up.</summary>
    public required long Dead { get; init; }

    /// <summary>Gets since when the oldest pending piece has waited; <see langword="null"/> when none waits.</summary>
    public DateTimeOffset? OldestPending { get; init; }

    /// <summary>Tells how far the queue lags.</summary>
    /// <param name="now">The time.</param>
    /// <returns>The age of the oldest pending piece; zero when none waits.</returns>
    public TimeSpan Lag(DateTimeOffset now) => OldestPending is { } oldest && oldest < now ? now - oldest : TimeSpan.Zero;
}
