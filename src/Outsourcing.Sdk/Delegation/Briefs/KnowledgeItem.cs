using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Something a caller may ask, and what to answer.</summary>
public sealed record KnowledgeItem
{
    /// <summary>Gets the question.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Question { get; init => field = BriefRules.Text(value, "knowledgeItem.question"); }

    /// <summary>Gets the answer as it is given.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Answer { get; init => field = BriefRules.Text(value, "knowledgeItem.answer"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
