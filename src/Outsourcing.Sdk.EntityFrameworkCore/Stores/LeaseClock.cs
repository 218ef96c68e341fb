namespace Outsourcing.EntityFrameworkCore;

/// <summary>Tells which leases have ended, also when this machine's clock is set forward: that would end all of them at once, and do work twice that is under way.</summary>
/// <remarks>After a jump, leases are judged by the time that has passed instead, until every lease that was held then has ended.</remarks>
internal sealed class LeaseClock(TimeProvider time)
{
    // A clock is kept in step by less.
    private static readonly TimeSpan Jump = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private long _stamp = time.GetTimestamp();
    private DateTimeOffset _clock = time.GetUtcNow();
    private long? _jumped;

    /// <summary>Gets the time by which a lease has to have ended to be taken by another.</summary>
    /// <param name="duration">How long leases last.</param>
    public DateTimeOffset Now(TimeSpan duration)
    {
        lock (_gate)
        {
            DateTimeOffset clock = time.GetUtcNow();
            long stamp = time.GetTimestamp();
            DateTimeOffset passed = _clock + time.GetElapsedTime(_stamp, stamp);
            if (clock - passed > Jump)
            {
                _jumped ??= stamp;
                if (time.GetElapsedTime(_jumped.Value, stamp) <= duration)
                {
                    return passed;
                }
            }

            (_clock, _stamp, _jumped) = (clock, stamp, null);
            return clock;
        }
    }
}
