using System.Globalization;
using System.Text.Json.Serialization;

namespace Outsourcing;

/// <summary>A closed range of numbers, such as a confidence or credible interval.</summary>
public readonly record struct Interval
{
    /// <summary>Initializes the range.</summary>
    /// <param name="lower">The lower bound; may be −∞.</param>
    /// <param name="upper">The upper bound, not below <paramref name="lower"/>; may be +∞.</param>
    /// <exception cref="ArgumentException">A bound is not a number, or the bounds are reversed.</exception>
    [JsonConstructor]
    public Interval(double lower, double upper)
    {
        if (double.IsNaN(lower) || double.IsNaN(upper) || lower > upper)
        {
            throw new ArgumentException($"[{lower}, {upper}] is no interval: two numbers, the lower one first.", nameof(lower));
        }

        Lower = lower;
        Upper = upper;
    }

    /// <summary>Gets the lower bound.</summary>
    public double Lower { get; }

    /// <summary>Gets the upper bound.</summary>
    public double Upper { get; }

    /// <summary>Gets the distance between the bounds.</summary>
    [JsonIgnore]
    public double Width => Upper - Lower;

    /// <summary>Tells whether a number lies in the range, bounds included.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Whether it does.</returns>
    public bool Contains(double value) => value >= Lower && value <= Upper;

    /// <summary>Gets both bounds in the invariant culture.</summary>
    /// <returns>For example <c>[0.12, 0.34]</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Lower:G6}, {Upper:G6}]");
}
