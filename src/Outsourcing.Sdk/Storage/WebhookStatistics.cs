using System.Collections.Concurrent;
using Outsourcing.Webhooks;

namespace Outsourcing.Storage;

/// <summary>Counts what this process did with the webhooks it was sent, per account.</summary>
public sealed class WebhookStatistics
{
    private readonly ConcurrentDictionary<string, Tally> _accounts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the counts over all accounts.</summary>
    /// <returns>The counts so far.</returns>
    public WebhookCounts Total() => _accounts.Values.Select(tally => tally.Counts()).Aggregate(new WebhookCounts(), (left, right) => left.Plus(right));

    /// <summary>Gets the counts of one account.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <returns>The counts so far.</returns>
    public WebhookCounts Of(string provider, string account) =>
        _accounts.TryGetValue($"{provider}/{account}", out Tally? tally) ? tally.Counts() : new WebhookCounts();

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

        Tally tally = TallyOf(key.Provider, key.Account);
        Interlocked.Increment(ref receipt == InboxReceipt.Stored ? ref tally.Stored : ref tally.Duplicates);
        tally.InTime();
    }

    /// <summary>Counts a webhook that was not believed.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <param name="refusal">Why.</param>
    public void Count(string provider, string account, WebhookRefusal refusal) =>
        TallyOf(provider, account).Refused.AddOrUpdate(refusal, 1, static (_, count) => count + 1);

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
    public void CountUnavailable(string provider, string account) => Interlocked.Increment(ref TallyOf(provider, account).Unavailable);

    private Tally TallyOf(string provider, string account) => _accounts.GetOrAdd($"{provider}/{account}", static _ => new Tally());

    private sealed class Tally
    {
        // One late repetition says nothing of a clock.
        private const int Telling = 3;

        private readonly Lock _gate = new();
        private int _outOfTime;
        private TimeSpan _ahead;

        public long Stored;
        public long Duplicates;
        public long Unavailable;

        public ConcurrentDictionary<WebhookRefusal, long> Refused { get; } = new();

        public WebhookCounts Counts() => new()
        {
            Stored = Interlocked.Read(ref Stored),
            Duplicates = Interlocked.Read(ref Duplicates),
            Unavailable = Interlocked.Read(ref Unavailable),
            ClockOffset = Offset(),
            Refused = ValueMap.Copy(Refused.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value, StringComparer.Ordinal)),
        };

        public void InTime()
        {
            lock (_gate)
            {
                _outOfTime = 0;
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

        private TimeSpan? Offset()
        {
            lock (_gate)
            {
                return _outOfTime >= Telling ? _ahead : null;
            }
        }
    }
}
