namespace Outsourcing.Delegation;

public sealed partial record MetricTarget
{
    /// <summary>Makes a target that a value must reach.</summary>
    /// <param name="value">The threshold.</param>
    /// <param name="unit">The unit; <c>1</c> for a share.</param>
    /// <returns>The target.</returns>
    /// <exception cref="InvalidBriefException">The number is not finite.</exception>
    public static MetricTarget AtLeast(double value, string unit = "1") => new() { Comparison = Comparison.AtLeast, Value = value, Unit = unit };

    /// <summary>Makes a target that a value must not exceed.</summary>
    /// <param name="value">The threshold.</param>
    /// <param name="unit">The unit; <c>1</c> for a share.</param>
    /// <returns>The target.</returns>
    /// <exception cref="InvalidBriefException">The number is not finite.</exception>
    public static MetricTarget AtMost(double value, string unit = "1") => new() { Comparison = Comparison.AtMost, Value = value, Unit = unit };
}
