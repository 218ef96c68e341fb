using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Who is called when a call cannot wait.</summary>
public sealed partial record OnCallSchedule
{
    /// <summary>Gets the time zone of turns and windows, by its IANA name.</summary>
    /// <exception cref="InvalidBriefException">The time zone is unknown.</exception>
    public required string TimeZone { get; init => field = BriefRules.Zone(value, "onCall.timeZone"); }

    /// <summary>Gets the rotations; the first that covers a moment counts.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or two of one id.</exception>
    public IReadOnlyList<OnCallRotation> Rotations { get; init => field = BriefRules.Keyed(value, item => item.Id, "onCallSchedule.rotations"); } = ValueList.Empty<OnCallRotation>();

    /// <summary>Gets the overrides, which come before every rotation; of two for one moment the later in the list counts.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or two of one id.</exception>
    public IReadOnlyList<OnCallOverride> Overrides { get; init => field = BriefRules.Keyed(value, item => item.Id, "onCallSchedule.overrides"); } = ValueList.Empty<OnCallOverride>();

    /// <summary>Gets the steps to take when the one on call does not answer.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many.</exception>
    public IReadOnlyList<EscalationStep> Escalation { get; init => field = BriefRules.Items(value, "onCallSchedule.escalation"); } = ValueList.Empty<EscalationStep>();

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
