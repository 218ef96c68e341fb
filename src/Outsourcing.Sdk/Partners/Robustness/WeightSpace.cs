using System.Globalization;
using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>Which weights are thought possible.</summary>
/// <remarks>Equality is that of the count, the order and the bounds.</remarks>
public sealed class WeightSpace : IEquatable<WeightSpace>
{
    private readonly BoundedWeightSampler? _sampler;
    private readonly int[] _order;

    private WeightSpace(int count, IReadOnlyList<int>? order = null, IReadOnlyList<Interval>? bounds = null)
    {
        Count = count;
        Order = order;
        Bounds = bounds;
        _order = order is null ? [] : [.. order];
        _sampler = bounds is null ? null : new BoundedWeightSampler(bounds);
    }

    /// <summary>Gets how many criteria are weighed.</summary>
    public int Count { get; }

    /// <summary>Gets the criteria from the most to the least important, when that is all that is known.</summary>
    public IReadOnlyList<int>? Order { get; }

    /// <summary>Gets the bounds of each weight, when they are stated.</summary>
    public IReadOnlyList<Interval>? Bounds { get; }

    /// <summary>Gets how many draws count as one independent draw.</summary>
    internal int DrawsPerIndependentOne => _sampler?.DrawsPerIndependentOne ?? 1;

    /// <summary>Takes every weighting as equally possible.</summary>
    /// <param name="count">How many criteria; 1 or more.</param>
    /// <returns>The space.</returns>
    public static WeightSpace Uniform(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(count);
    }

    /// <summary>Takes every weighting that respects an order of importance as equally possible.</summary>
    /// <param name="order">All criteria (from 0), the most important first.</param>
    /// <returns>The space.</returns>
    /// <exception cref="ArgumentException"><paramref name="order"/> does not name each criterion once.</exception>
    public static WeightSpace Ordered(IReadOnlyList<int> order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Count == 0 || !order.Order().SequenceEqual(Enumerable.Range(0, order.Count)))
        {
            throw new ArgumentException("An order names each criterion once, from 0.", nameof(order));
        }

        return new(order.Count, order: ValueList.Copy(order));
    }

    /// <summary>Takes every weighting within bounds as equally possible.</summary>
    /// <param name="bounds">The bounds of each weight within [0, 1]; some weighting that sums to 1 must fit.</param>
    /// <returns>The space.</returns>
    /// <exception cref="ArgumentException">A bound is outside [0, 1], or no weighting fits.</exception>
    public static WeightSpace Bounded(IReadOnlyList<Interval> bounds)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        double low = bounds.Sum(bound => bound.Lower);
        double high = bounds.Sum(bound => bound.Upper);
        if (bounds.Count == 0 || bounds.Any(bound => bound.Lower < 0 || bound.Upper > 1) || low > 1 + 1e-12 || high < 1 - 1e-12)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"No weights that sum to 1 fit: the lower bounds sum to {low}, the upper bounds to {high}, and each lies in [0, 1]."), nameof(bounds));
        }

        return new(bounds.Count, bounds: ValueList.Copy(bounds));
    }

    /// <inheritdoc/>
    public bool Equals(WeightSpace? other) => other is not null && Count == other.Count && Equals(Order, other.Order) && Equals(Bounds, other.Bounds);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WeightSpace);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Order, Bounds);

    /// <summary>Gets the corners of the space, when it is a simplex.</summary>
    internal double[][]? Corners()
    {
        if (Bounds is not null)
        {
            return null;
        }

        double[][] corners = new double[Count][];
        for (int corner = 0; corner < Count; corner++)
        {
            corners[corner] = new double[Count];
            if (Order is null)
            {
                corners[corner][corner] = 1;
                continue;
            }

            for (int position = 0; position <= corner; position++)
            {
                corners[corner][Order[position]] = 1.0 / (corner + 1);
            }
        }

        return corners;
    }

    /// <summary>Draws weights into <paramref name="weights"/>; <paramref name="state"/> is room of the same length, kept between draws.</summary>
    internal void Draw(ref SeededRandom random, Span<double> weights, Span<double> state)
    {
        if (_sampler is not null)
        {
            _sampler.Draw(ref random, weights, state);
            return;
        }

        double sum = 0;
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = -Math.Log(1 - random.NextDouble());
            sum += weights[index];
        }

        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] /= sum;
        }

        if (_order.Length > 0)
        {
            weights.CopyTo(state);
            state.Sort();
            for (int position = 0; position < weights.Length; position++)
            {
                weights[_order[position]] = state[weights.Length - 1 - position];
            }
        }
    }

    /// <summary>Makes ready to draw.</summary>
    internal void Begin(ref SeededRandom random, Span<double> state) => _sampler?.Begin(ref random, state);
}
