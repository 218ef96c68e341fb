using System.Runtime.Intrinsics;
using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>Scores draws of weights and counts the rankings they give; one per lane, so that a draw allocates nothing.</summary>
/// <remarks>
/// Ranks come from counting who beats whom, four alternatives at a time, and not from sorting: the counts are wanted anyway.
/// Vectors have a fixed width, so that sums are the same on any machine.
/// </remarks>
internal sealed class SmaaDraws
{
    // Added and taken away again, it rounds scores in [0, 1] to steps of 2⁻⁴⁶: what differs by rounding only is a tie, as in the exact analysis.
    private const double Coarse = 96;

    private readonly int _alternatives;
    private readonly int _criteria;
    private readonly int _stride;
    private readonly long[] _losses;
    private readonly double[] _ranks;
    private readonly double[] _central;
    private readonly double[] _scores;

    internal SmaaDraws(int alternatives, int criteria)
    {
        _alternatives = alternatives;
        _criteria = criteria;
        _stride = (alternatives + Vector256<double>.Count - 1) / Vector256<double>.Count * Vector256<double>.Count;
        _losses = new long[alternatives * _stride];
        _ranks = new double[alternatives * alternatives];
        _central = new double[alternatives * criteria];
        _scores = new double[_stride];
        Weights = new double[criteria];
        State = new double[criteria];

        // What fills up the last vector is no number: it neither beats nor equals anything.
        _scores.AsSpan(alternatives).Fill(double.NaN);
    }

    internal double[] Weights { get; }

    internal double[] State { get; }

    /// <summary>Scores all alternatives by the weights drawn, criterion after criterion.</summary>
    internal void Score(double[] from, double[]? width, ref SeededRandom random)
    {
        Span<double> scores = _scores.AsSpan(0, _alternatives);
        scores.Clear();
        for (int criterion = 0; criterion < _criteria; criterion++)
        {
            double weight = Weights[criterion];
            ReadOnlySpan<double> values = from.AsSpan(criterion * _alternatives, _alternatives);
            if (width is null)
            {
                Add(scores, values, weight);
                continue;
            }

            ReadOnlySpan<double> widths = width.AsSpan(criterion * _alternatives, _alternatives);
            for (int alternative = 0; alternative < scores.Length; alternative++)
            {
                double value = values[alternative];
                scores[alternative] += weight * (widths[alternative] == 0 ? value : value + (widths[alternative] * random.NextDouble()));
            }
        }

        Vector256<double> coarse = Vector256.Create(Coarse);
        for (int index = 0; index < _scores.Length; index += Vector256<double>.Count)
        {
            Span<double> target = _scores.AsSpan(index, Vector256<double>.Count);
            (Vector256.Create<double>(target) + coarse - coarse).CopyTo(target);
        }
    }

    /// <summary>Counts the ranking of the last scores.</summary>
    internal void Count()
    {
        ReadOnlySpan<double> scores = _scores;
        for (int alternative = 0; alternative < _alternatives; alternative++)
        {
            Vector256<double> own = Vector256.Create(scores[alternative]);
            Vector256<long> better = Vector256<long>.Zero;
            Vector256<long> same = Vector256<long>.Zero;
            Span<long> losses = _losses.AsSpan(alternative * _stride, _stride);
            for (int other = 0; other < scores.Length; other += Vector256<double>.Count)
            {
                Vector256<double> theirs = Vector256.Create(scores.Slice(other, Vector256<double>.Count));

                // A comparison that holds gives −1.
                Vector256<long> above = Vector256.GreaterThan(theirs, own).AsInt64();
                better -= above;
                same -= Vector256.Equals(theirs, own).AsInt64();
                Span<long> lost = losses.Slice(other, Vector256<long>.Count);
                (Vector256.Create<long>(lost) - above).CopyTo(lost);
            }

            int first = (int)Vector256.Sum(better);
            int tied = (int)Vector256.Sum(same);
            double each = 1.0 / tied;
            for (int rank = first; rank < first + tied; rank++)
            {
                _ranks[(alternative * _alternatives) + rank] += each;
            }

            for (int criterion = 0; first == 0 && criterion < _criteria; criterion++)
            {
                _central[(alternative * _criteria) + criterion] += each * Weights[criterion];
            }
        }
    }

    internal void Add(SmaaDraws other)
    {
        for (int index = 0; index < _losses.Length; index++)
        {
            _losses[index] += other._losses[index];
        }

        Add(_ranks, other._ranks, 1);
        Add(_central, other._central, 1);
    }

    internal RankAcceptability ToResult(double draws) => new()
    {
        Acceptability = ValueList.Copy(_ranks.Chunk(_alternatives).Select(row => ValueList.Copy(row.Select(count => count / draws)))),
        PairwiseWinning = ValueList.Copy(Enumerable.Range(0, _alternatives).Select(winner => ValueList.Copy(Enumerable.Range(0, _alternatives).Select(loser => _losses[(loser * _stride) + winner] / draws)))),
        CentralWeights = ValueList.Copy(Enumerable.Range(0, _alternatives).Select(alternative =>
        {
            double first = _ranks[alternative * _alternatives];
            return first <= 0 ? null : ValueList.Copy(_central.AsSpan(alternative * _criteria, _criteria).ToArray().Select(sum => sum / first));
        })),
    };

    private static void Add(Span<double> into, ReadOnlySpan<double> values, double factor)
    {
        Vector256<double> factors = Vector256.Create(factor);
        int index = 0;
        for (; index <= into.Length - Vector256<double>.Count; index += Vector256<double>.Count)
        {
            Span<double> target = into.Slice(index, Vector256<double>.Count);
            (Vector256.Create<double>(target) + (Vector256.Create(values.Slice(index, Vector256<double>.Count)) * factors)).CopyTo(target);
        }

        for (; index < into.Length; index++)
        {
            into[index] += values[index] * factor;
        }
    }
}
