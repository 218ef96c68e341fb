using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>SMAA-2 on the weighted sum of values (Lahdelma and Salminen 2001): over all weights thought possible, who ranks where?</summary>
public static class Smaa
{
    // Draws are seeded in blocks of this size, so that the number of cores changes nothing.
    private const int Block = 4096;

    private const int Lanes = 16;

    /// <summary>Computes rank acceptabilities: exactly where the size allows, otherwise by drawing.</summary>
    /// <remarks>
    /// Exact are, under uniform or ordered weights, up to 3 criteria with 20 alternatives, 4 with 12 and 5 with 8; the size alone decides.
    /// Weights within bounds are drawn. Alternatives whose scores differ by no more than 1e-13 under any weights are tied.
    /// </remarks>
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
        return SmaaCells.Fits(alternatives, criteria) && weights.Corners() is { } corners
            ? SmaaCells.Analyze(flat, alternatives, criteria, corners, cancellationToken)
            : Sample(flat, flat, alternatives, criteria, weights, draws, seed, cancellationToken);
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
}
