using Outsourcing.Calls;

namespace Outsourcing.Economics;

/// <summary>What of a call decides its price.</summary>
public readonly record struct BillableCall
{
    /// <summary>Gets when the call started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets how long it was connected.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TimeSpan Duration { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets how much of that the caller was on hold.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TimeSpan HoldTime { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets how much of that came after the caller was put through.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TimeSpan AfterTransfer { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets whether somebody answered.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Gets whether it was spam.</summary>
    public bool IsSpam { get; init; }

    /// <summary>Gets whether the caller was put through.</summary>
    public bool IsTransferred { get; init; }

    /// <summary>Gets whether the business was called; a call it made itself cannot be lost.</summary>
    public bool IsInbound { get; init; }

    /// <summary>Makes the priced view of a call.</summary>
    /// <param name="call">The call; its start must be known.</param>
    /// <returns>The view. Unknown durations count as zero, an unknown direction as inbound.</returns>
    /// <exception cref="ArgumentException">The start of the call is unknown.</exception>
    public static BillableCall From(CallFacts call)
    {
        ArgumentNullException.ThrowIfNull(call);
        DateTimeOffset started = call.StartedAt ?? call.AnsweredAt
            ?? throw new ArgumentException("The call says neither when it started nor when it was answered, so no tariff applies to it; leave it out.", nameof(call));
        TransferAttempt? through = call.Transfers?.FirstOrDefault(attempt => attempt.Status == TransferStatus.Bridged || attempt.Status == TransferStatus.Ended);
        TimeSpan duration = NotNegative(call.Duration ?? (call.EndedAt - call.AnsweredAt) ?? TimeSpan.Zero);
        TimeSpan after = through?.At is { } at && (call.EndedAt ?? (call.AnsweredAt + duration)) is { } end ? NotNegative(end - at) : TimeSpan.Zero;
        return new BillableCall
        {
            StartedAt = started,
            Duration = duration,
            HoldTime = NotNegative(call.HoldTime ?? TimeSpan.Zero),
            AfterTransfer = after,
            IsAnswered = CallReading.IsAnswered(call),
            IsSpam = call.Disposition?.Kind == DispositionKind.Spam,
            IsTransferred = through is not null || call.Disposition?.Kind == DispositionKind.Transferred,
            IsInbound = call.Direction != CallDirection.Outbound,
        };
    }

    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
