using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>How many calls to expect.</summary>
public sealed record ExpectedVolume
{
    /// <summary>Gets the number of calls per <see cref="Per"/>.</summary>
    /// <exception cref="InvalidBriefException">The number is negative or not finite.</exception>
    public required double Calls { get; init => field = BriefRules.NotNegative(value, "volume.calls"); }

    /// <summary>Gets the range the number lies in, when it is known.</summary>
    public Interval? Range { get; init; }

    /// <summary>Gets the stretch of time.</summary>
    public required MetricWindow Per { get; init; }

    /// <summary>Gets the calls in the busiest hour.</summary>
    /// <exception cref="InvalidBriefException">The number is negative or not finite.</exception>
    public double? BusiestHour { get; init => field = BriefRules.OptionalNotNegative(value, "volume.busiestHour"); }

    /// <summary>Gets how long a call lasts on average.</summary>
    /// <exception cref="InvalidBriefException">The time is negative.</exception>
    public TimeSpan? AverageLength { get; init => field = BriefRules.Duration(value, "volume.averageLength"); }

    /// <summary>Gets where the numbers come from.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Source { get; init => field = BriefRules.OptionalText(value, "expectedVolume.source"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
