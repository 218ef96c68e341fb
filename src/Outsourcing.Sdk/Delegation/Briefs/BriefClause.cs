using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A rule that stands on its own, such as the answer to a question the partner asked.</summary>
public sealed record BriefClause
{
    /// <summary>Gets the id, unique in the brief.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Id { get; init => field = BriefRules.Text(value, "briefClause.id"); }

    /// <summary>Gets the rule.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Text { get; init => field = BriefRules.Text(value, "briefClause.text"); }

    /// <summary>Gets the call type it is for; <see langword="null"/> for all calls.</summary>
    public CallTypeId? CallType { get; init; }

    /// <summary>Gets the id of the clarification question it answers.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Clarifies { get; init => field = BriefRules.OptionalText(value, "briefClause.clarifies"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
