using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Contacts who take turns.</summary>
public sealed record OnCallRotation
{
    /// <summary>Gets the id, unique in the schedule.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Id { get; init => field = BriefRules.Text(value, "onCallRotation.id"); }

    /// <summary>Gets who takes turns, in order.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many.</exception>
    public IReadOnlyList<ContactId> Contacts { get; init => field = BriefRules.Items(value, "onCallRotation.contacts"); } = ValueList.Empty<ContactId>();

    /// <summary>Gets the first day of the first turn.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Gets the local time turns begin and end.</summary>
    /// <value>The default is 00:00.</value>
    public TimeOnly HandoverAt { get; init; }

    /// <summary>Gets how many days a turn lasts.</summary>
    /// <value>The default is 7.</value>
    /// <exception cref="InvalidBriefException">The number is below 1.</exception>
    public int TurnDays { get; init => field = BriefRules.AtLeast(1, value == 0 ? 7 : value, "onCallRotation.turnDays"); } = 7;

    /// <summary>Gets the day whose handover ends the rotation; <see langword="null"/> when it goes on.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Gets the hours of the week it covers; all of them when none are named.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many.</exception>
    public IReadOnlyList<OpeningHours> Windows { get; init => field = BriefRules.Items(value, "onCallRotation.windows"); } = ValueList.Empty<OpeningHours>();

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
