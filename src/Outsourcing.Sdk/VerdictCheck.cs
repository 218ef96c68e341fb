namespace Outsourcing;

/// <summary>One comparison a verdict was decided by.</summary>
/// <remarks>A check can be recomputed from itself: <see cref="Passed"/> equals <see cref="Holds"/>.</remarks>
public sealed record VerdictCheck
{
    /// <summary>Gets the name of the check, stable within its rule.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the observed value that is compared (a bound of an interval when the rule asks for confidence).</summary>
    public required double Observed { get; init; }

    /// <summary>Gets how <see cref="Observed"/> is compared with <see cref="Threshold"/>.</summary>
    public required Comparison Comparison { get; init; }

    /// <summary>Gets the threshold.</summary>
    public required double Threshold { get; init; }

    /// <summary>Gets the unit of both numbers.</summary>
    /// <value>The default is <c>1</c>, a ratio.</value>
    public string Unit { get; init; } = "1";

    /// <summary>Gets whether the check passed.</summary>
    public required bool Passed { get; init; }

    /// <summary>Gets how far the observed value is from the threshold, in the unit; positive on the passing side.</summary>
    public double Distance => Comparison is Comparison.AtLeast or Comparison.Above ? Observed - Threshold : Threshold - Observed;

    /// <summary>Makes a check and decides it.</summary>
    /// <param name="name">The name of the check.</param>
    /// <param name="observed">The observed value.</param>
    /// <param name="comparison">How it is compared.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="unit">The unit of both numbers.</param>
    /// <returns>The decided check.</returns>
    /// <exception cref="ArgumentException">A number is not a number.</exception>
    public static VerdictCheck Decide(string name, double observed, Comparison comparison, double threshold, string unit = "1")
    {
        if (double.IsNaN(observed) || double.IsNaN(threshold))
        {
            throw new ArgumentException($"Check '{name}' compares {observed} with {threshold}; both must be numbers.", nameof(observed));
        }

        return new VerdictCheck
        {
            Name = name,
            Observed = observed,
            Comparison = comparison,
            Threshold = threshold,
            Unit = unit,
            Passed = Holds(observed, comparison, threshold),
        };
    }

    /// <summary>Tells whether a comparison holds.</summary>
    /// <param name="observed">The observed value.</param>
    /// <param name="comparison">How it is compared.</param>
    /// <param name="threshold">The threshold.</param>
    /// <returns>Whether it holds.</returns>
    public static bool Holds(double observed, Comparison comparison, double threshold) => comparison switch
    {
        Comparison.AtLeast => observed >= threshold,
        Comparison.Above => observed > threshold,
        Comparison.AtMost => observed <= threshold,
        Comparison.Below => observed < threshold,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "The comparison is none of the four known ones."),
    };
}
