using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>
/// What this process has on its way to each subscription, and which of them it leaves alone for a while. One that hangs, or is overloaded,
/// takes up no more workers than its share, and is then asked one by one until it answers again.
/// </summary>
internal sealed class WebhookTraffic
{
    private const int AtOnce = 2;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<(TenantId Tenant, string Name), Lane> _lanes = [];
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;

    public WebhookTraffic(TimeProvider time) => _time = time;

    /// <summary>Begins to send to a subscription.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="name">The subscription's name.</param>
    /// <param name="until">When to ask again, where it is not to be sent to now.</param>
    /// <param name="isFailing">Whether it is one that did not answer when it was last asked.</param>
    /// <returns>What is disposed when sending has ended; <see langword="null"/> when it is not to be sent to now.</returns>
    internal Pass? TryEnter(TenantId tenant, string name, out DateTimeOffset until, out bool isFailing)
    {
        DateTimeOffset now = _time.GetUtcNow();
        lock (_lock)
        {
            Lane lane = _lanes.TryGetValue((tenant, name), out Lane? known) ? known : _lanes[(tenant, name)] = new Lane();
            isFailing = lane.Failures > 0;
            if (lane.PausedUntil > now)
            {
                until = lane.PausedUntil;
                return null;
            }

            if (lane.InFlight >= (isFailing ? 1 : AtOnce))
            {
                // The longer the newest one lasts, the later: what waits for one that hangs is not taken up again and again.
                TimeSpan lasts = now - lane.EnteredAt;
                until = now + (lasts > ShortestWait ? lasts : ShortestWait);
                return null;
            }

            lane.InFlight++;
            lane.EnteredAt = now;
            until = default;
            return new Pass(this, (tenant, name), lane);
        }
    }

    internal sealed class Pass(WebhookTraffic owner, (TenantId Tenant, string Name) key, Lane lane) : IDisposable
    {
        /// <summary>Says that it answers.</summary>
        internal void Answered()
        {
            lock (owner._lock)
            {
                lane.Failures = 0;
            }
        }

        /// <summary>Says that it is to be left alone, for as long as it asks or for twice as long as before.</summary>
        /// <returns>Until when.</returns>
        internal DateTimeOffset Pause(TimeSpan? asked)
        {
            lock (owner._lock)
            {
                TimeSpan pause = asked ?? TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << Math.Min(lane.Failures, 20), LongestPause.Ticks));
                lane.Failures++;
                DateTimeOffset until = owner._time.GetUtcNow() + pause;
                return lane.PausedUntil = until > lane.PausedUntil ? until : lane.PausedUntil;
            }
        }

        public void Dispose()
        {
            lock (owner._lock)
            {
                lane.InFlight--;
                if (lane is { InFlight: 0, Failures: 0 })
                {
                    owner._lanes.Remove(key);
                }
            }
        }
    }

    internal sealed class Lane
    {
        public int InFlight { get; set; }

        public int Failures { get; set; }

        public DateTimeOffset EnteredAt { get; set; }

        public DateTimeOffset PausedUntil { get; set; }
    }
}
