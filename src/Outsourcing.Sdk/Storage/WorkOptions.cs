using System.ComponentModel.DataAnnotations;

namespace Outsourcing.Storage;

/// <summary>How stored work is done.</summary>
public sealed class WorkOptions
{
    /// <summary>Gets or sets how long a piece of work is one worker's alone. After a crash it is taken up again when this has passed.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how often the store is asked for due work when nothing announced any.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how many pieces are leased at once.</summary>
    /// <value>The default is 50.</value>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 50;

    /// <summary>Gets or sets how many pieces are worked on side by side.</summary>
    /// <value>The default is 4.</value>
    [Range(1, 256)]
    public int Parallelism { get; set; } = 4;

    /// <summary>Gets or sets after how many attempts work is given up.</summary>
    /// <value>The default is 10.</value>
    [Range(1, 1000)]
    public int MaximumAttempts { get; set; } = 10;

    /// <summary>Gets or sets the pause after the first failed attempt; it doubles with each further one.</summary>
    /// <value>The default is 2 seconds.</value>
    public TimeSpan FirstRetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets the longest pause between attempts.</summary>
    /// <value>The default is 10 minutes.</value>
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how long work that runs may take to end when the host stops. Then its token is cancelled, and it is due again at once without having counted as an attempt.</summary>
    /// <remarks>
    /// Choose it shorter than <c>HostOptions.ShutdownTimeout</c> (30 seconds by default). What does not end although it was cancelled is left
    /// alone a second later; its lease ends by itself. A command that is on its way to a provider is not broken off in the middle: it is
    /// waited for while its lease or the host's own timeout lasts, and one that the process ends over is looked up before it is sent again.
    /// </remarks>
    /// <value>The default is 5 seconds; zero cancels at once.</value>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Tells the pause after a failed attempt.</summary>
    /// <param name="attempt">Which attempt failed, from 1.</param>
    /// <returns>The pause: doubled per attempt, capped.</returns>
    public TimeSpan PauseAfter(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        double factor = Math.Pow(2, Math.Min(attempt - 1, 30));
        return TimeSpan.FromTicks((long)Math.Min(FirstRetryAfter.Ticks * factor, LongestRetryAfter.Ticks));
    }
}
