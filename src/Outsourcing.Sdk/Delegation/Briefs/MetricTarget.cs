using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What an outcome must reach.</summary>
public sealed partial record MetricTarget
{
    /// <summary>Gets whether the value must be at least or at most the threshold.</summary>
    public required Comparison Comparison { get; init; }

    /// <summary>Gets the threshold, in the unit.</summary>
    /// <exception cref="InvalidBriefException">The number is not finite.</exception>
    public required double Value { get; init => field = BriefRules.Finite(value, "metricTarget.value"); }

    /// <summary>Gets the unit: <c>1</c> for a share (0.8 is 80 %), otherwise a word such as <c>s</c> or <c>calls</c>.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Unit { get; init => field = BriefRules.Text(value, "metricTarget.unit"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
