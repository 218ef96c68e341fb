using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>Draws weights that sum to 1 uniformly within bounds.</summary>
/// <remarks>
/// Two ways give independent draws by rejection: all but the widest weight within their bounds and the widest as what is left,
/// or the slack over the lower bounds as a uniform simplex. A short pilot takes the better; only where both reject nearly
/// everything does a hit-and-run walk take over.
/// </remarks>
internal sealed class BoundedWeightSampler
{
    private const int Pilot = 2_000;
    private const int Enough = Pilot / 50;

    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly int _widest;
    private readonly double _slack;
    private readonly Way _way;

    internal BoundedWeightSampler(IReadOnlyList<Interval> bounds)
    {
        _lower = [.. bounds.Select(bound => bound.Lower)];
        _upper = [.. bounds.Select(bound => bound.Upper)];
        _widest = Enumerable.Range(0, bounds.Count).MaxBy(index => bounds[index].Width);
        _slack = Math.Max(0, 1 - _lower.Sum());
        double[] trial = new double[bounds.Count];
        SeededRandom random = new(1);
        int remainder = 0;
        int simplex = 0;
        for (int round = 0; round < Pilot; round++)
        {
            remainder += Remainder(ref random, trial) ? 1 : 0;
            simplex += Simplex(ref random, trial) ? 1 : 0;
        }

        // Bounds that leave a single point are met by neither way in floating point; the walk stands still there.
        _way = Math.Max(remainder, simplex) < Enough ? Way.Walk : remainder >= simplex ? Way.Remainder : Way.Simplex;
    }

    private enum Way
    {
        Remainder,
        Simplex,
        Walk,
    }

    /// <summary>Gets how many draws count as one independent draw: neighbours on a walk resemble each other.</summary>
    internal int DrawsPerIndependentOne => _way == Way.Walk && _upper.Sum() > _lower.Sum() ? 8 : 1;

    /// <summary>Starts a walk in the middle and lets it forget where it started.</summary>
    internal void Begin(ref SeededRandom random, Span<double> state)
    {
        if (_way != Way.Walk)
        {
            return;
        }

        double width = _upper.Sum() - _lower.Sum();
        double share = width <= 0 ? 0 : _slack / width;
        for (int index = 0; index < state.Length; index++)
        {
            state[index] = _lower[index] + (share * (_upper[index] - _lower[index]));
        }

        for (int round = 0; round < 50; round++)
        {
            Walk(ref random, state);
        }
    }

    internal void Draw(ref SeededRandom random, Span<double> weights, Span<double> state)
    {
        switch (_way)
        {
            case Way.Remainder:
                while (!Remainder(ref random, weights))
                {
                }

                break;
            case Way.Simplex:
                while (!Simplex(ref random, weights))
                {
                }

                break;
            default:
                Walk(ref random, state);
                state.CopyTo(weights);
                break;
        }
    }

    private bool Remainder(ref SeededRandom random, Span<double> weights)
    {
        double left = 1;
        for (int index = 0; index < weights.Length; index++)
        {
            if (index != _widest)
            {
                weights[index] = _lower[index] + (random.NextDouble() * (_upper[index] - _lower[index]));
                left -= weights[index];
            }
        }

        weights[_widest] = left;
        return left >= _lower[_widest] && left <= _upper[_widest];
    }

    private bool Simplex(ref SeededRandom random, Span<double> weights)
    {
        double sum = 0;
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = -Math.Log(1 - random.NextDouble());
            sum += weights[index];
        }

        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = _lower[index] + (_slack * weights[index] / sum);
            if (weights[index] > _upper[index])
            {
                return false;
            }
        }

        return true;
    }

    // Moves weight between two criteria, uniformly within what the bounds allow.
    private void Walk(ref SeededRandom random, Span<double> state)
    {
        for (int move = 0; move < 4 * state.Length && state.Length > 1; move++)
        {
            int one = random.Next(state.Length);
            int other = (one + 1 + random.Next(state.Length - 1)) % state.Length;
            double up = Math.Max(0, Math.Min(_upper[one] - state[one], state[other] - _lower[other]));
            double down = Math.Max(0, Math.Min(state[one] - _lower[one], _upper[other] - state[other]));
            double by = (random.NextDouble() * (up + down)) - down;
            state[one] += by;
            state[other] -= by;
        }
    }
}
