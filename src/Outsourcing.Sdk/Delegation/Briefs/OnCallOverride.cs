using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Somebody stands in for a while.</summary>
public sealed record OnCallOverride
{
    /// <summary>Gets the id, unique in the schedule.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Id { get; init => field = BriefRules.Text(value, "onCallOverride.id"); }

    /// <summary>Gets who stands in.</summary>
    public required ContactId Contact { get; init; }

    /// <summary>Gets from when.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Gets until when; that moment is not included.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Gets why.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Reason { get; init => field = BriefRules.OptionalText(value, "onCallOverride.reason"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
