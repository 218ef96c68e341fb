using System.Collections.Concurrent;
using Outsourcing.Webhooks;

namespace Outsourcing.Storage;

/// <summary>Counts what this process did with the webhooks it was sent, per account: since it started, and lately.</summary>
/// <param name="time">The clock.</param>
public sealed class WebhookStatistics(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Tally> _accounts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the longest time <see cref="Recent"/> can look back: 1 hour.</summary>
    public static TimeSpan LongestWindow { get; } = TimeSpan.FromHours(1);

    /// <summary>Gets the counts over all accounts.</summary>
    /// <returns>The counts so far.</returns>
    public WebhookCounts Total() => _accounts.Values.Select(tally => tally.Counts()).Aggregate(new WebhookCounts(), (left, right) => left.Plus(right));

    /// <summary>Gets the counts of one account.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <returns>The counts so far.</returns>
    public WebhookCounts Of(string provider, string account) =>
        _accounts.TryGetValue($"{provider}/{account}", out Tally? tally) ? tally.Counts() : new WebhookCounts();

    /// <summary>Gets the counts of one account over the last minutes.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <param name="window">How far to look back, up to <see cref="LongestWindow"/>; it is counted by whole minutes, the one that runs among them.</param>
    /// <returns>The counts. The <see cref="WebhookCounts.ClockOffset"/> is that of the last requests, if any was refused for its time in the window.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The window is not above zero, or longer than what is kept.</exception>
    public WebhookCounts Recent(string provider, string account, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, LongestWindow);
        return _accounts.TryGetValue($"{provider}/{account}", out Tally? tally) ? tally.Recent(time.GetUtcNow(), window) : new WebhookCounts();
    }

    /// <summary>Tells over how many of the last minutes an account's webhooks were refused for certain reasons: a burst takes one or two, what goes on takes many.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <param name="window">How far to look back, up to <see cref="LongestWindow"/>.</param>
    /// <param name="refusals">The reasons; any of them counts.</param>
    /// <returns>The number of minutes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The window is not above zero, or longer than what is kept.</exception>
    public int MinutesRefused(string provider, string account, TimeSpan window, params WebhookRefusal[] refusals)
    {
        ArgumentNullException.ThrowIfNull(refusals);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, LongestWindow);
        return _accounts.TryGetValue($"{provider}/{account}", out Tally? tally) ? tally.Minutes(time.GetUtcNow(), window, refusals) : 0;
    }

    /// <summary>Counts a webhook that was stored, was there already, or is refused as replayed.</summary>
    /// <param name="key">The webhook.</param>
    /// <param name="receipt">What storing it gave.</param>
    public void Count(InboxKey key, InboxReceipt receipt)
    {
        if (receipt == InboxReceipt.Replayed)
        {
            Count(key.Provider, key.Account, WebhookRefusal.Replayed);
            return;
        }

        TallyOf(key.Provider, key.Account).Believed(time.GetUtcNow(), receipt == InboxReceipt.Stored);
    }

    /// <summary>Counts a webhook that was not believed.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <param name="refusal">Why.</param>
    public void Count(string provider, string account, WebhookRefusal refusal) =>
        TallyOf(provider, account).Refuse(time.GetUtcNow(), refusal);

    /// <summary>Counts a webhook that was signed rightly, and refused for the time it was signed at.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <param name="refusal">Too old or too new.</param>
    /// <param name="ahead">How far this machine's clock is ahead of the time that was signed; negative for behind.</param>
    public void Count(string provider, string account, WebhookRefusal refusal, TimeSpan ahead)
    {
        Count(provider, account, refusal);
        TallyOf(provider, account).OutOfTime(ahead);
    }

    /// <summary>Counts a webhook that could not be stored: the provider was told to send it again.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    public void CountUnavailable(string provider, string account) => TallyOf(provider, account).NotStored(time.GetUtcNow());

    private Tally TallyOf(string provider, string account) => _accounts.GetOrAdd($"{provider}/{account}", static _ => new Tally());

    private sealed class Tally
    {
        // One late repetition says nothing of a clock.
        private const int Telling = 3;

        private readonly Lock _gate = new();
        private readonly Bucket _total = new();
        private readonly LinkedList<Bucket> _minutes = new();
        private int _outOfTime;
        private TimeSpan _ahead;

        public WebhookCounts Counts()
        {
            lock (_gate)
            {
                return _total.Counts() with { ClockOffset = Offset() };
            }
        }

        public WebhookCounts Recent(DateTimeOffset now, TimeSpan window)
        {
            lock (_gate)
            {
                WebhookCounts counts = Within(now, window).Aggregate(new WebhookCounts(), static (sum, bucket) => sum.Plus(bucket.Counts()));
                return counts with { ClockOffset = counts.RefusedFor(WebhookRefusal.TooOld) + counts.RefusedFor(WebhookRefusal.TooNew) > 0 ? Offset() : null };
            }
        }

        public int Minutes(DateTimeOffset now, TimeSpan window, WebhookRefusal[] refusals)
        {
            lock (_gate)
            {
                return Within(now, window).Where(bucket => refusals.Any(bucket.HasRefused)).Select(bucket => bucket.Minute).Distinct().Count();
            }
        }

        public void Believed(DateTimeOffset now, bool isNew)
        {
            lock (_gate)
            {
                Bucket minute = Of(now);
                _ = isNew ? (_total.Stored++, minute.Stored++) : (_total.Duplicates++, minute.Duplicates++);
                _outOfTime = 0;
            }
        }

        public void Refuse(DateTimeOffset now, WebhookRefusal refusal)
        {
            lock (_gate)
            {
                _total.Refuse(refusal);
                Of(now).Refuse(refusal);
            }
        }

        public void NotStored(DateTimeOffset now)
        {
            lock (_gate)
            {
                _total.Unavailable++;
                Of(now).Unavailable++;
            }
        }

        public void OutOfTime(TimeSpan ahead)
        {
            lock (_gate)
            {
                // Of requests that are late for other reasons too, the one that is least late tells most of the clock; the other way round nothing is late.
                bool sameWay = _outOfTime > 0 && (ahead > TimeSpan.Zero) == (_ahead > TimeSpan.Zero);
                _ahead = sameWay && _ahead.Duration() < ahead.Duration() ? _ahead : ahead;
                _outOfTime = sameWay ? _outOfTime + 1 : 1;
            }
        }

        private static long Minute(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;

        private TimeSpan? Offset() => _outOfTime >= Telling ? _ahead : null;

        private IEnumerable<Bucket> Within(DateTimeOffset now, TimeSpan window)
        {
            long first = Minute(now - window) + 1;
            return _minutes.Where(bucket => bucket.Minute >= first && bucket.Minute <= Minute(now));
        }

        private Bucket Of(DateTimeOffset now)
        {
            long minute = Minute(now);
            if (_minutes.Last?.Value is { } last && last.Minute == minute)
            {
                return last;
            }

            // A clock that was set back leaves minutes that are still to come.
            long oldest = Minute(now - LongestWindow);
            while (_minutes.First is { } first && (first.Value.Minute <= oldest || _minutes.Count > LongestWindow.TotalMinutes))
            {
                _minutes.RemoveFirst();
            }

            return _minutes.AddLast(new Bucket { Minute = minute }).Value;
        }
    }

    private sealed class Bucket
    {
        private readonly Dictionary<WebhookRefusal, long> _refused = [];

        public long Minute { get; init; }

        public long Stored { get; set; }

        public long Duplicates { get; set; }

        public long Unavailable { get; set; }

        public void Refuse(WebhookRefusal refusal) => _refused[refusal] = _refused.GetValueOrDefault(refusal) + 1;

        public bool HasRefused(WebhookRefusal refusal) => _refused.ContainsKey(refusal);

        public WebhookCounts Counts() => new()
        {
            Stored = Stored,
            Duplicates = Duplicates,
            Unavailable = Unavailable,
            Refused = ValueMap.Copy(_refused.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value, StringComparer.Ordinal)),
        };
    }
}
