using Outsourcing.Statistics;

namespace Outsourcing.Capacity;

/// <summary>The queue whose callers hang up (M/M/n+M, Palm 1957): exact stationary probabilities, stable at any load.</summary>
/// <remarks>
/// Given q callers ahead, the time to the head of the queue passes stages of rate nμ + jθ, so e^(−θt) is Beta(nμ/θ, q + 1)
/// distributed; the share answered in time follows from its distribution function. See Mandelbaum and Zeltyn 2007.
/// </remarks>
public static class ErlangA
{
    /// <summary>Computes how a desk serves a load whose callers hang up.</summary>
    /// <param name="load">The load, with its patience.</param>
    /// <param name="agents">The agents, 1 or more.</param>
    /// <param name="answerWithin">The target time of the service level, zero or more.</param>
    /// <returns>The performance. There is always one: callers who hang up keep the queue finite.</returns>
    /// <exception cref="ArgumentException">The load has no patience: callers who never hang up are Erlang C's.</exception>
    public static QueuePerformance Evaluate(QueueLoad load, int agents, TimeSpan answerWithin)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentOutOfRangeException.ThrowIfLessThan(agents, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(answerWithin, TimeSpan.Zero);
        double patience = load.MeanPatience?.TotalSeconds
            ?? throw new ArgumentException("Erlang A needs the callers' mean patience; without it use Erlang C.", nameof(load));
        double erlangs = load.Erlangs;
        double arrivals = load.CallsPerHour / 3600;
        double service = 1 / load.AverageHandleTime.TotalSeconds;
        double giveUp = 1 / patience;
        if (arrivals == 0)
        {
            return new QueuePerformance { Agents = agents, Erlangs = 0, WaitProbability = 0, ServiceLevelOfOffered = 1, ServiceLevelOfAnswered = 1, MeanWait = TimeSpan.Zero, MeanQueueLength = 0, Occupancy = 0 };
        }

        // Relative to the state of n busy agents: below it down the Erlang B sum, above it up the queue.
        double below = BelowRelative(agents, erlangs);
        double stages = agents * service / giveUp;
        double inTime = Math.Exp(-giveUp * answerWithin.TotalSeconds);
        double term = 1;
        double mass = 0;
        double queue = 0;
        double answered = 0;
        double answeredInTime = 0;
        double peak = 0;
        double scale = 1;
        for (int waiting = 0; ; waiting++)
        {
            double served = stages / (stages + waiting + 1);
            mass += term;
            queue += waiting * term;
            answered += term * served;
            if (answerWithin > TimeSpan.Zero)
            {
                answeredInTime += term * served * (1 - SpecialFunctions.BetaCdf(inTime, stages + 1, waiting + 1));
            }

            peak = Math.Max(peak, term);
            double ratio = arrivals / ((agents * service) + ((waiting + 1) * giveUp));
            term *= ratio;
            if (ratio < 1 && term < peak * 1e-18)
            {
                break;
            }

            if (term > 1e200)
            {
                // A load far above the agents: keep the sums in range; only their ratios count.
                term *= 1e-200;
                mass *= 1e-200;
                queue *= 1e-200;
                answered *= 1e-200;
                answeredInTime *= 1e-200;
                peak *= 1e-200;
                scale *= 1e-200;
            }
        }

        below *= scale;
        double total = below + mass;
        double waitProbability = mass / total;
        double meanQueue = queue / total;
        double abandonment = giveUp * meanQueue / arrivals;
        double served0 = below / total;
        double withinOffered = served0 + (answeredInTime / total);
        double answeredShare = served0 + (answered / total);
        return new QueuePerformance
        {
            Agents = agents,
            Erlangs = erlangs,
            WaitProbability = waitProbability,
            ServiceLevelOfOffered = withinOffered,
            ServiceLevelOfAnswered = answeredShare > 0 ? withinOffered / answeredShare : 0,
            MeanWait = TimeSpan.FromSeconds(meanQueue / arrivals),
            MeanQueueLength = meanQueue,
            Occupancy = Math.Min(1, erlangs * (1 - abandonment) / agents),
            AbandonmentProbability = abandonment,
        };
    }

    // Σ pₖ/pₙ for k < n: 1/Bₙ − 1, without ever forming a factorial.
    private static double BelowRelative(int agents, double erlangs) => (1 / ErlangB.Blocking(agents, erlangs)) - 1;
}
