namespace Outsourcing.Storage;

/// <summary>How polling a source stands, over all instances and restarts.</summary>
public sealed record PollStanding
{
    /// <summary>Gets when it was first polled.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>Gets when a poll last succeeded; <see langword="null"/> when none ever did.</summary>
    public DateTimeOffset? SucceededAt { get; init; }
}
