using System.Globalization;
using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>Which weights are thought possible.</summary>
public sealed record WeightSpace
{
    private WeightSpace(int count) => Count = count;

    /// <summary>Gets how many criteria are weighed.</summary>
    public int Count { get; }

    /// <summary>Gets the criteria from the most to the least important, when that is all that is known.</summary>
    public IReadOnlyList<int>? Order { get; private init; }

    /// <summary>Gets the bounds of each weight, when they are stated.</summary>
    public IReadOnlyList<Interval>? Bounds { get; private init; }

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

        return new(order.Count) { Order = ValueList.Copy(order) };
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

        return new(bounds.Count) { Bounds = ValueList.Copy(bounds) };
    }

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

    /// <summary>Draws weights into <paramref name="weights"/>; <paramref name="state"/> holds the last draw of a bounded space.</summary>
    internal void Draw(ref SeededRandom random, Span<double> weights, Span<double> state)
    {
        if (Bounds is { } bounds)
        {
            Walk(ref random, weights, state, bounds);
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

        if (Order is { } order)
        {
            weights.CopyTo(state);
            state.Sort();
            for (int position = 0; position < weights.Length; position++)
            {
                weights[order[position]] = state[weights.Length - 1 - position];
            }
        }
    }

    /// <summary>Starts the walk of a bounded space from its middle.</summary>
    internal void Begin(Span<double> state)
    {
        if (Bounds is not { } bounds)
        {
            return;
        }

        double low = bounds.Sum(bound => bound.Lower);
        double width = bounds.Sum(bound => bound.Width);
        double share = width == 0 ? 0 : (1 - low) / width;
        for (int index = 0; index < state.Length; index++)
        {
            state[index] = bounds[index].Lower + (share * bounds[index].Width);
        }
    }

    // Hit and run along pairs: moves weight between two criteria, uniformly within what the bounds allow.
    private static void Walk(ref SeededRandom random, Span<double> weights, Span<double> state, IReadOnlyList<Interval> bounds)
    {
        for (int step = 0; step < 4 * state.Length && state.Length > 1; step++)
        {
            int one = random.Next(state.Length);
            int other = (one + 1 + random.Next(state.Length - 1)) % state.Length;
            double up = Math.Min(bounds[one].Upper - state[one], state[other] - bounds[other].Lower);
            double down = Math.Min(state[one] - bounds[one].Lower, bounds[other].Upper - state[other]);
            double move = (random.NextDouble() * (up + down)) - down;
            state[one] += move;
            state[other] -= move;
        }

        state.CopyTo(weights);
    }
}
