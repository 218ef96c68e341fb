using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What happens to calls outside the hours.</summary>
public sealed record OutOfHoursRule
{
    /// <summary>Gets the kind.</summary>
    public required OutOfHoursKind Kind { get; init; }

    /// <summary>Gets the words to say, or what to do.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Text { get; init => field = BriefRules.OptionalText(value, "outOfHoursRule.text"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
