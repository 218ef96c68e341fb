using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What one party answers for, in RACI terms.</summary>
public sealed record BriefResponsibility
{
    /// <summary>Gets the kind of responsibility.</summary>
    public required ResponsibilityKind Kind { get; init; }

    /// <summary>Gets who has it: a person, a role or the partner.</summary>
    public required PersonalText Party { get; init; }

    /// <summary>Gets the contact it is, when it is one.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>Gets what it is for; <see langword="null"/> for the whole brief.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? For { get; init => field = BriefRules.OptionalText(value, "briefResponsibility.for"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
