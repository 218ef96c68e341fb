using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What a version changed, in the owner's words.</summary>
public sealed record BriefChange
{
    /// <summary>Gets the version: 1 or more.</summary>
    /// <exception cref="InvalidBriefException">The number is below 1.</exception>
    public required int Version { get; init => field = BriefRules.AtLeast(1, value, "briefChange.version"); }

    /// <summary>Gets the day.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Gets who changed it.</summary>
    public PersonalText? By { get; init; }

    /// <summary>Gets what changed, and why.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Summary { get; init => field = BriefRules.Text(value, "briefChange.summary"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
