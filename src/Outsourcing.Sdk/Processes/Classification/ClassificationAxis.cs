using Outsourcing.Statistics;

namespace Outsourcing.Processes;

/// <summary>One axis of the classification: what goes into it, between 0 and 1, with its weights.</summary>
internal sealed class ClassificationAxis
{
    private readonly Interval[] _values;
    private readonly double[] _weights;

    internal ClassificationAxis(string name, Interval[] values, double[] weights)
    {
        double sum = weights.Sum();
        if (!(sum > 0))
        {
            throw new ArgumentException($"All weights of the {name} are 0; at least one must be above.", nameof(weights));
        }

        _values = values;
        _weights = [.. weights.Select(weight => weight / sum)];
    }

    internal Interval Index => With(_weights);

    /// <summary>The range of the index when each weight may be multiplied by anything from 0.5 to 1.5.</summary>
    internal Interval Range => new(Extreme(value => value.Lower, 1), Extreme(value => value.Upper, -1));

    internal Interval With(double[] weights)
    {
        double lower = 0;
        double upper = 0;
        for (int index = 0; index < weights.Length; index++)
        {
            lower += weights[index] * _values[index].Lower;
            upper += weights[index] * _values[index].Upper;
        }

        // Rounding must not carry an index past a bound of its scale, nor the bounds past one another.
        lower = Math.Clamp(lower, 0, 1);
        return new Interval(lower, Math.Max(lower, Math.Clamp(upper, 0, 1)));
    }

    /// <summary>Draws weights uniformly from all that sum to 1.</summary>
    internal double[] Draw(ref SeededRandom random)
    {
        double[] drawn = new double[_weights.Length];
        double sum = 0;
        for (int index = 0; index < drawn.Length; index++)
        {
            drawn[index] = -Math.Log(1 - random.NextDouble());
            sum += drawn[index];
        }

        for (int index = 0; index < drawn.Length; index++)
        {
            drawn[index] /= sum;
        }

        return drawn;
    }

    // The extreme of a weighted mean over a box of weights is reached at a corner that gives the first k values in order the large factor.
    private double Extreme(Func<Interval, double> bound, int direction)
    {
        int[] order = [.. Enumerable.Range(0, _values.Length).OrderBy(index => direction * bound(_values[index]))];
        double best = double.NaN;
        for (int large = 0; large <= order.Length; large++)
        {
            double sum = 0;
            double total = 0;
            for (int place = 0; place < order.Length; place++)
            {
                double weight = _weights[order[place]] * (place < large ? 1.5 : 0.5);
                total += weight;
                sum += weight * bound(_values[order[place]]);
            }

            double mean = sum / total;
            best = double.IsNaN(best) || (direction > 0 ? mean < best : mean > best) ? mean : best;
        }

        return Math.Clamp(best, 0, 1);
    }
}
