using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>SMAA-2 on the weighted sum of values (Lahdelma and Salminen 2001): over all weights thought possible, who ranks where?</summary>
public static class Smaa
{
    // Draws are seeded in blocks of this size, so that the number of cores changes nothing.
    private const int Block = 4096;

    private const int Lanes = 16;

    // Beyond so many cells, drawing is quicker than cutting.
    private const int MaxCells = 60_000;

    /// <summary>Computes rank acceptabilities: exactly where the size allows, otherwise by drawing.</summary>
    /// <param name="values">One row per alternative, one value in [0, 1] per criterion; higher is better.</param>
    /// <param name="weights">Which weights are possible; null takes all as equally possible.</param>
    /// <param name="draws">How many draws, when drawing; 1 or more.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <param name="cancellationToken">Cancels between blocks of draws.</param>
    /// <returns>The acceptabilities; <see cref="RankAcceptability.Draws"/> is 0 when they are exact.</returns>
    /// <exception cref="ArgumentException">There is no value, rows differ in length, or a value is not finite.</exception>
    public static RankAcceptability Analyze(
        IReadOnlyList<IReadOnlyList<double>> values, WeightSpace? weights = null, long draws = 100_000, ulong seed = 1, CancellationToken cancellationToken = default)
    {
        (double[] flat, int alternatives, int criteria) = Flatten(values);
        weights ??= WeightSpace.Uniform(criteria);
        Fits(weights, criteria);
        return Exact(flat, alternatives, criteria, weights, cancellationToken)
            ?? Sample(flat, flat, alternatives, criteria, weights, draws, seed, cancellationToken);
    }

    /// <summary>Computes rank acceptabilities by drawing weights and, within their intervals, values.</summary>
    /// <param name="values">One row per alternative, one interval of values within [0, 1] per criterion; an unknown value is [0, 1].</param>
    /// <param name="weights">Which weights are possible; null takes all as equally possible.</param>
    /// <param name="draws">How many draws; 1 or more.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <param name="cancellationToken">Cancels between blocks of draws.</param>
    /// <returns>The acceptabilities, with a bound of their error.</returns>
    /// <remarks>Values are drawn uniformly within their intervals: the bounds are what is known, not where in between the value lies.</remarks>
    public static RankAcceptability Analyze(
        IReadOnlyList<IReadOnlyList<Interval>> values, WeightSpace? weights = null, long draws = 100_000, ulong seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        (double[] low, int alternatives, int criteria) = Flatten([.. values.Select(row => row.Select(value => value.Lower).ToArray())]);
        (double[] high, _, _) = Flatten([.. values.Select(row => row.Select(value => value.Upper).ToArray())]);
        weights ??= WeightSpace.Uniform(criteria);
        Fits(weights, criteria);
        return Sample(low, high, alternatives, criteria, weights, draws, seed, cancellationToken);
    }

    private static RankAcceptability Sample(
        double[] low, double[] high, int alternatives, int criteria, WeightSpace weights, long draws, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        (double[] from, double[]? width) = ByCriterion(low, high, alternatives, criteria);
        int blocks = checked((int)((draws + Block - 1) / Block));

        // A fixed number of lanes, added up in order: sums of fractions then do not depend on the number of cores either.
        SmaaDraws[] tallies = [.. Enumerable.Range(0, Math.Min(Lanes, blocks)).Select(_ => new SmaaDraws(alternatives, criteria))];
        Parallel.For(0, tallies.Length, new ParallelOptions { CancellationToken = cancellationToken }, lane =>
        {
            SmaaDraws tally = tallies[lane];
            for (int block = lane; block < blocks; block += tallies.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                SeededRandom random = new(unchecked((seed * 0x9E3779B97F4A7C15) ^ ((ulong)block + 1)));
                weights.Begin(ref random, tally.State);
                long inBlock = Math.Min(Block, draws - ((long)block * Block));
                for (long draw = 0; draw < inBlock; draw++)
                {
                    weights.Draw(ref random, tally.Weights, tally.State);
                    tally.Score(from, width, ref random);
                    tally.Count();
                }
            }
        });

        SmaaDraws total = tallies[0];
        foreach (SmaaDraws tally in tallies.Skip(1))
        {
            total.Add(tally);
        }

        return total.ToResult(draws) with
        {
            Draws = draws,
            Seed = seed,
            ErrorBound = Math.Sqrt(Math.Log(2 / 0.05) / (2.0 * Math.Max(1, draws / weights.DrawsPerIndependentOne))),
        };
    }

    // Criterion after criterion, so that one weight meets all alternatives at once.
    private static (double[] From, double[]? Width) ByCriterion(double[] low, double[] high, int alternatives, int criteria)
    {
        double[] from = new double[low.Length];
        double[] width = new double[low.Length];
        for (int alternative = 0; alternative < alternatives; alternative++)
        {
            for (int criterion = 0; criterion < criteria; criterion++)
            {
                int index = (alternative * criteria) + criterion;
                from[(criterion * alternatives) + alternative] = low[index];
                width[(criterion * alternatives) + alternative] = high[index] - low[index];
            }
        }

        return (from, ReferenceEquals(low, high) || width.All(value => value == 0) ? null : width);
    }

    /// <summary>
    /// Cuts the simplex of weights where two alternatives score alike, edge by edge, until every cell has one ranking;
    /// each cut divides a cell's volume in the ratio of the edge's parts, so the shares are exact in any dimension.
    /// </summary>
    private static RankAcceptability? Exact(double[] values, int alternatives, int criteria, WeightSpace space, CancellationToken cancellationToken)
    {
        if (space.Corners() is not { } corners || criteria > 5 || alternatives > 12)
        {
            return null;
        }

        const double tiny = 1e-13;
        Tally tally = new(alternatives, criteria);
        Stack<(double[][] Corners, double Volume, int Pair)> cells = new();
        (int First, int Second)[] pairs = [.. Enumerable.Range(0, alternatives).SelectMany(first => Enumerable.Range(first + 1, alternatives - first - 1).Select(second => (first, second)))];
        cells.Push((corners, 1, 0));
        for (int visited = 0; cells.Count > 0; visited++)
        {
            if (visited > MaxCells)
            {
                return null;
            }

            if (visited % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            (double[][] cell, double volume, int pair) = cells.Pop();
            bool cut = false;
            for (; pair < pairs.Length && !cut; pair++)
            {
                (int above, int below, double at) = Crossing(cell, pairs[pair]);
                if (above < 0)
                {
                    continue;
                }

                double[] point = Between(cell[above], cell[below], at);
                cells.Push((Replace(cell, above, point), volume * (1 - at), pair));
                cells.Push((Replace(cell, below, point), volume * at, pair));
                cut = true;
            }

            if (!cut)
            {
                for (int criterion = 0; criterion < criteria; criterion++)
                {
                    tally.Weights[criterion] = cell.Average(corner => corner[criterion]);
                }

                for (int alternative = 0; alternative < alternatives; alternative++)
                {
                    double score = 0;
                    for (int criterion = 0; criterion < criteria; criterion++)
                    {
                        score += tally.Weights[criterion] * values[(alternative * criteria) + criterion];
                    }

                    tally.Scores[alternative] = score;
                }

                tally.Count(volume);
            }
        }

        return tally.ToResult(1);

        // at: how far from the corner above toward the one below the two alternatives score alike.
        (int Above, int Below, double At) Crossing(double[][] cell, (int First, int Second) pair)
        {
            int above = -1;
            int below = -1;
            double most = tiny;
            double least = -tiny;
            for (int corner = 0; corner < cell.Length; corner++)
            {
                double lead = 0;
                for (int criterion = 0; criterion < criteria; criterion++)
                {
                    lead += cell[corner][criterion] * (values[(pair.First * criteria) + criterion] - values[(pair.Second * criteria) + criterion]);
                }

                if (lead > most)
                {
                    (most, above) = (lead, corner);
                }
                else if (lead < least)
                {
                    (least, below) = (lead, corner);
                }
            }

            return above < 0 || below < 0 ? (-1, -1, 0) : (above, below, most / (most - least));
        }
    }

    private static double[] Between(double[] from, double[] to, double at) => [.. from.Zip(to, (x, y) => x + (at * (y - x)))];

    private static double[][] Replace(double[][] corners, int index, double[] point)
    {
        double[][] copy = [.. corners];
        copy[index] = point;
        return copy;
    }

    private static (double[] Flat, int Alternatives, int Criteria) Flatten(IReadOnlyList<IReadOnlyList<double>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0 || values[0].Count == 0 || values.Any(row => row.Count != values[0].Count))
        {
            throw new ArgumentException("Every alternative needs one value per criterion.", nameof(values));
        }

        double[] flat = [.. values.SelectMany(row => row)];
        return flat.All(double.IsFinite)
            ? (flat, values.Count, values[0].Count)
            : throw new ArgumentException("Values are finite; an unknown one is the interval [0, 1].", nameof(values));
    }

    private static void Fits(WeightSpace weights, int criteria)
    {
        if (weights.Count != criteria)
        {
            throw new ArgumentException($"A space of {weights.Count} weights does not fit {criteria} criteria.", nameof(weights));
        }
    }

    /// <summary>Adds up the volumes of cells of weights by the ranking that holds in them.</summary>
    private sealed class Tally(int alternatives, int criteria)
    {
        private readonly double[] _ranks = new double[alternatives * alternatives];
        private readonly double[] _wins = new double[alternatives * alternatives];
        private readonly double[] _central = new double[alternatives * criteria];
        private readonly double[] _sorted = new double[alternatives];
        private readonly int[] _order = new int[alternatives];

        internal double[] Weights { get; } = new double[criteria];

        internal double[] Scores { get; } = new double[alternatives];

        internal void Count(double share)
        {
            for (int index = 0; index < alternatives; index++)
            {
                _order[index] = index;
                _sorted[index] = -Scores[index];
            }

            Array.Sort(_sorted, _order);
            for (int from = 0; from < alternatives;)
            {
                int to = from + 1;
                while (to < alternatives && _sorted[to] - _sorted[from] <= 1e-14)
                {
                    to++;
                }

                double each = share / (to - from);
                for (int position = from; position < to; position++)
                {
                    int alternative = _order[position];
                    for (int rank = from; rank < to; rank++)
                    {
                        _ranks[(alternative * alternatives) + rank] += each;
                    }

                    for (int later = to; later < alternatives; later++)
                    {
                        _wins[(alternative * alternatives) + _order[later]] += share;
                    }

                    for (int criterion = 0; from == 0 && criterion < criteria; criterion++)
                    {
                        _central[(alternative * criteria) + criterion] += each * Weights[criterion];
                    }
                }

                from = to;
            }
        }

        internal RankAcceptability ToResult(double total) => new()
        {
            Acceptability = Rows(_ranks, alternatives, total),
            PairwiseWinning = Rows(_wins, alternatives, total),
            CentralWeights = ValueList.Copy(Enumerable.Range(0, alternatives).Select(alternative =>
            {
                double first = _ranks[alternative * alternatives];
                return first <= 0 ? null : ValueList.Copy(_central.Skip(alternative * criteria).Take(criteria).Select(sum => sum / first));
            })),
        };

        private static IReadOnlyList<IReadOnlyList<double>> Rows(double[] flat, int width, double total) =>
            ValueList.Copy(flat.Chunk(width).Select(row => ValueList.Copy(row.Select(value => value / total))));
    }
}
