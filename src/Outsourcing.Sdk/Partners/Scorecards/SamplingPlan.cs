using Outsourcing.Calls;
using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>Which calls to review: as many as the wanted precision needs, chosen by chance that can be repeated.</summary>
public sealed record SamplingPlan
{
    /// <summary>Gets the half-width wanted for the interval of the pass rate, above 0 and below 0.5.</summary>
    /// <value>The default is 0.1.</value>
    public double HalfWidth { get; init => field = value > 0 && value < 0.5 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A half-width lies between 0 and 0.5, such as 0.1."); } = 0.1;

    /// <summary>Gets the confidence level of that interval, between 0 and 1.</summary>
    /// <value>The default is 0.95.</value>
    public double Confidence { get; init => field = value > 0 && value < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A confidence level lies between 0 and 1, such as 0.95."); } = 0.95;

    /// <summary>Gets the pass rate expected, 0 to 1; 0.5 is the worst case.</summary>
    /// <value>The default is 0.5.</value>
    public double ExpectedRate { get; init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A rate lies between 0 and 1."); } = 0.5;

    /// <summary>Gets the seed of the choice, up to 2⁵³ so that JSON keeps it exactly; the same seed chooses the same calls on any machine.</summary>
    /// <value>The default is 1.</value>
    public ulong Seed { get; init => field = value <= 1UL << 53 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A seed is at most 2^53."); } = 1;

    /// <summary>Computes how many calls to review.</summary>
    /// <param name="calls">How many calls there are; 0 or more.</param>
    /// <returns>The size, with the correction for a finite number of calls; never more than there are.</returns>
    public int Size(int calls)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(calls);
        double needed = Estimate.SampleSize(HalfWidth, ExpectedRate, Confidence);
        return calls == 0 ? 0 : Math.Min(calls, (int)Math.Ceiling(needed / (1 + ((needed - 1) / calls))));
    }

    /// <summary>Chooses the calls.</summary>
    /// <param name="calls">The calls, in any order; a call that stands twice counts once.</param>
    /// <returns>The chosen calls by id; each call is as likely as any other.</returns>
    public IReadOnlyList<CallId> Choose(IEnumerable<CallId> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        CallId[] pool = [.. calls.Distinct().OrderBy(call => call.Value, StringComparer.Ordinal)];
        SeededRandom random = new(Seed);
        int size = Size(pool.Length);
        for (int index = 0; index < size; index++)
        {
            int other = index + random.Next(pool.Length - index);
            (pool[index], pool[other]) = (pool[other], pool[index]);
        }

        return ValueList.Copy(pool.Take(size).OrderBy(call => call.Value, StringComparer.Ordinal));
    }
}
