using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A party agrees to a version.</summary>
public sealed record SignOff
{
    /// <summary>Gets the version: 1 or more.</summary>
    /// <exception cref="InvalidBriefException">The number is below 1.</exception>
    public required int Version { get; init => field = BriefRules.AtLeast(1, value, "signOff.version"); }

    /// <summary>Gets who agrees.</summary>
    public required PersonalText By { get; init; }

    /// <summary>Gets for whom: the business or the partner.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? For { get; init => field = BriefRules.OptionalText(value, "signOff.for"); }

    /// <summary>Gets when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
