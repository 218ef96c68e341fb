namespace Outsourcing.Http;

/// <summary>
/// How many retries a channel has left: a request earns a tenth of one, and a hundred can be saved up. While a provider is down
/// altogether, retries thus add no more than a tenth to its load. Thread-safe.
/// </summary>
internal sealed class RetryAllowance
{
    private const int Cost = 10;
    private const int Most = 100 * Cost;

    private int _tenths = Most;

    internal void Earn()
    {
        int held = Volatile.Read(ref _tenths);
        while (held < Most)
        {
            int seen = Interlocked.CompareExchange(ref _tenths, held + 1, held);
            if (seen == held)
            {
                return;
            }

            held = seen;
        }
    }

    internal bool TrySpend()
    {
        int held = Volatile.Read(ref _tenths);
        while (held >= Cost)
        {
            int seen = Interlocked.CompareExchange(ref _tenths, held - Cost, held);
            if (seen == held)
            {
                return true;
            }

            held = seen;
        }

        return false;
    }
}
