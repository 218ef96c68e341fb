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
            return Performance(agents, 0, 0, giveUp, mass: 0, queue: 0, answered: 0, inTime: 0, stillWaiting: 0, below: 1);
        }

        double blocking = ErlangB.Blocking(agents, erlangs);
        if (blocking < 1e-300)
        {
            // No call waits that a double could tell of.
            return Performance(agents, erlangs, arrivals, giveUp, mass: 0, queue: 0, answered: 0, inTime: 0, stillWaiting: 0, below: 1);
        }

        // Relative to the state of n busy agents: below it the Erlang B sum (1/B − 1, no factorial is ever formed), above it up the queue.
        double below = (1 / blocking) - 1;
        double stages = agents * service / giveUp;
        double ratioScale = arrivals / giveUp;
        int first = 0;
        double mode = ratioScale - stages;
        double spread = 12 * Math.Sqrt(ratioScale);
        if (mode > 10_000 && mode > spread)
        {
            // Far overload: all mass lies about the mode, and what lies 12 deviations below it is under 1e-30.
            first = (int)Math.Min(int.MaxValue / 2, mode - spread);
            below = 0;
        }

        double limit = Math.Exp(-giveUp * answerWithin.TotalSeconds);
        BetaSequence answeredWithin = new(limit, stages + 1, first + 1);
        BetaSequence waitsOn = new(limit, stages, first + 1);
        double term = 1;
        double mass = 0;
        double queue = 0;
        double answered = 0;
        double answeredInTime = 0;
        double stillWaiting = 0;
        double peak = 0;
        for (int waiting = first; ; waiting++)
        {
            double served = stages / (stages + waiting + 1);
            mass += term;
            queue += waiting * term;
            answered += term * served;
            answeredInTime += term * served * (1 - answeredWithin.Value);
            stillWaiting += term * limit * waitsOn.Value;
            answeredWithin.Advance();
            waitsOn.Advance();
            peak = Math.Max(peak, term);
            double ratio = ratioScale / (stages + waiting + 1);
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
                stillWaiting *= 1e-200;
                peak *= 1e-200;
                below *= 1e-200;
            }
        }

        return Performance(agents, erlangs, arrivals, giveUp, mass, queue, answered, answeredInTime, stillWaiting, below);
    }

    private static QueuePerformance Performance(int agents, double erlangs, double arrivals, double giveUp, double mass, double queue, double answered, double inTime, double stillWaiting, double below)
    {
        double total = below + mass;
        double meanQueue = queue / total;
        double abandonment = arrivals > 0 ? Math.Min(1, giveUp * meanQueue / arrivals) : 0;
        double within = Math.Min(1, (below + inTime) / total);
        double answeredShare = (below + answered) / total;

        // Each call is by the target time answered, still waiting, or gone.
        double goneEarly = Math.Max(0, 1 - within - (stillWaiting / total));
        return new QueuePerformance
        {
            Agents = agents,
            Erlangs = erlangs,
            WaitProbability = mass / total,
            ServiceLevelOfOffered = within,
            ServiceLevelOfAnswered = answeredShare > 0 ? Math.Min(1, within / answeredShare) : 0,
            ServiceLevelWithoutEarlyHangUps = goneEarly < 1 ? Math.Min(1, within / (1 - goneEarly)) : 0,
            MeanWait = TimeSpan.FromSeconds(arrivals > 0 ? meanQueue / arrivals : 0),
            MeanQueueLength = meanQueue,
            Occupancy = Math.Min(1, erlangs * (1 - abandonment) / agents),
            AbandonmentProbability = abandonment,
        };
    }

    /// <summary>The distribution functions of Beta(a, b), Beta(a, b + 1), … at one point, each from the one before by one addition.</summary>
    /// <remarks>I(a, b + 1) = I(a, b) + xᵃ(1 − x)ᵇ/(b·B(a, b)): all terms are positive, so nothing cancels.</remarks>
    private struct BetaSequence
    {
        private readonly double _x;
        private readonly double _a;
        private double _b;
        private double _sum;
        private double _term;
        private double _logScale;
        private double _scale;

        internal BetaSequence(double x, double a, double b)
        {
            _x = x;
            _a = a;
            _b = b;
            if (x is <= 0 or >= 1)
            {
                return;
            }

            if (b == 1)
            {
                // Beta(a, 1) at x is xᵃ, which may lie below the smallest double: hold its logarithm apart.
                _logScale = a * Math.Log(x);
                _sum = 1;
                _term = a * (1 - x);
            }
            else
            {
                _logScale = 0;
                _sum = SpecialFunctions.BetaCdf(x, a, b);
                _term = Math.Exp((a * Math.Log(x)) + (b * double.LogP1(-x)) - Math.Log(b) - SpecialFunctions.LogBeta(a, b));
            }

            _scale = Math.Exp(_logScale);
        }

        internal readonly double Value => _x <= 0 ? 0 : _x >= 1 ? 1 : Math.Min(1, _sum * _scale);

        internal void Advance()
        {
            if (_x is <= 0 or >= 1)
            {
                return;
            }

            _sum += _term;
            _term *= (1 - _x) * (_a + _b) / (_b + 1);
            _b++;
            if (_sum > 1e200)
            {
                _sum *= 1e-200;
                _term *= 1e-200;
                _logScale += 200 * Math.Log(10);
                _scale = Math.Exp(_logScale);
            }
        }
    }
}
