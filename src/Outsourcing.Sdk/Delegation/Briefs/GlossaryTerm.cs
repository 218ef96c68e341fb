using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A word of the business, explained.</summary>
public sealed record GlossaryTerm
{
    /// <summary>Gets the word, unique in the brief.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Term { get; init => field = BriefRules.Text(value, "glossaryTerm.term"); }

    /// <summary>Gets what it means.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Meaning { get; init => field = BriefRules.Text(value, "glossaryTerm.meaning"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
