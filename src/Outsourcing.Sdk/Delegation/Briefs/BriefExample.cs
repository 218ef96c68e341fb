using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A call as it should, or should not, go.</summary>
public sealed record BriefExample
{
    /// <summary>Gets the id, unique in the brief.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Id { get; init => field = BriefRules.Text(value, "briefExample.id"); }

    /// <summary>Gets whether it shows how calls should go.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Good { get; init; }

    /// <summary>Gets what is said.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Dialogue { get; init => field = BriefRules.Text(value, "briefExample.dialogue"); }

    /// <summary>Gets why it is good or bad.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Why { get; init => field = BriefRules.OptionalText(value, "briefExample.why"); }

    /// <summary>Gets the call type it shows.</summary>
    public CallTypeId? CallType { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
