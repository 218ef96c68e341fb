using System.Globalization;
using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

/// <summary>Turns a criterion's unit into a value from 0 (worst) to 1 (best), against bounds that are declared and not taken from the data.</summary>
/// <remarks>Fixed bounds are what keeps a new or withdrawn alternative from changing the order of the others.</remarks>
public sealed record ValueFunction
{
    /// <summary>Initializes a piecewise linear function.</summary>
    /// <param name="points">At least two points with strictly rising arguments, and values in [0, 1] that only rise or only fall, and differ.</param>
    /// <exception cref="ArgumentException">The points break that rule.</exception>
    [JsonConstructor]
    public ValueFunction(IReadOnlyList<ValuePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        Points = ValueList.Copy(points);
        if (Points.Count < 2 || Points.Any(point => !double.IsFinite(point.At) || !(point.Value is >= 0 and <= 1)))
        {
            throw new ArgumentException("A value function needs at least two points with finite arguments and values in [0, 1].", nameof(points));
        }

        bool rises = Points[^1].Value > Points[0].Value;
        for (int index = 1; index < Points.Count; index++)
        {
            double step = Points[index].Value - Points[index - 1].Value;
            if (Points[index].At <= Points[index - 1].At || (rises ? step < 0 : step > 0))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Arguments rise strictly and values keep one direction; point {index} ({Points[index].At}, {Points[index].Value}) does not follow ({Points[index - 1].At}, {Points[index - 1].Value}) so."), nameof(points));
            }
        }

        if (Points[0].Value == Points[^1].Value)
        {
            throw new ArgumentException("A value function that is the same everywhere tells nothing apart; give the bounds different values.", nameof(points));
        }
    }

    /// <summary>Gets the points, in rising order of the argument.</summary>
    public IReadOnlyList<ValuePoint> Points { get; }

    /// <summary>Gets which way is better.</summary>
    [JsonIgnore]
    public CriterionDirection Direction => Points[^1].Value > Points[0].Value ? CriterionDirection.Benefit : CriterionDirection.Cost;

    /// <summary>Makes the linear function between two bounds.</summary>
    /// <param name="worst">What is worth 0; any finite number but <paramref name="best"/>.</param>
    /// <param name="best">What is worth 1. Below <paramref name="worst"/> for a cost.</param>
    /// <returns>The function.</returns>
    /// <exception cref="ArgumentException">The bounds are equal or not finite.</exception>
    public static ValueFunction Linear(double worst, double best)
    {
        if (!double.IsFinite(worst) || !double.IsFinite(best) || worst == best)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The worst ({worst}) and the best ({best}) differ and are finite; a criterion without a range tells nothing apart."), nameof(best));
        }

        return worst < best ? new([new(worst, 0), new(best, 1)]) : new([new(best, 1), new(worst, 0)]);
    }

    /// <summary>Computes the value.</summary>
    /// <param name="measure">The measurement, in the criterion's unit.</param>
    /// <returns>0 to 1; beyond the bounds, the value at the bound.</returns>
    /// <exception cref="ArgumentException"><paramref name="measure"/> is not a number.</exception>
    public double Of(double measure)
    {
        if (double.IsNaN(measure))
        {
            throw new ArgumentException("NaN has no value; an unknown measurement is left out, and widens the score.", nameof(measure));
        }

        if (measure <= Points[0].At)
        {
            return Points[0].Value;
        }

        for (int index = 1; index < Points.Count; index++)
        {
            if (measure <= Points[index].At)
            {
                ValuePoint from = Points[index - 1];
                ValuePoint to = Points[index];
                return from.Value + ((measure - from.At) / (to.At - from.At) * (to.Value - from.Value));
            }
        }

        return Points[^1].Value;
    }

    /// <summary>Computes the values of a range of measurements.</summary>
    /// <param name="measures">The range, in the criterion's unit.</param>
    /// <returns>The interval of values.</returns>
    public Interval Of(Interval measures)
    {
        double one = Of(measures.Lower);
        double other = Of(measures.Upper);
        return new Interval(Math.Min(one, other), Math.Max(one, other));
    }
}

/// <summary>A point of a value function.</summary>
/// <param name="At">The measurement, in the criterion's unit.</param>
/// <param name="Value">Its value, 0 to 1.</param>
public readonly record struct ValuePoint(double At, double Value);
