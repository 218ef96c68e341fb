using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>When calls are answered.</summary>
public sealed partial record ServiceHours
{
    /// <summary>Gets the time zone, by its IANA name.</summary>
    /// <exception cref="InvalidBriefException">The time zone is unknown.</exception>
    public required string TimeZone { get; init => field = BriefRules.Zone(value, "hours.timeZone"); }

    /// <summary>Gets the hours of an ordinary week.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many.</exception>
    public IReadOnlyList<OpeningHours> Weekly { get; init => field = BriefRules.Items(value, "serviceHours.weekly"); } = ValueList.Empty<OpeningHours>();

    /// <summary>Gets the dates with other hours.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or two of one date.</exception>
    public IReadOnlyList<Holiday> Holidays { get; init => field = BriefRules.Keyed(value, item => item.Date, "serviceHours.holidays"); } = ValueList.Empty<Holiday>();

    /// <summary>Gets what happens outside the hours.</summary>
    public OutOfHoursRule? OutOfHours { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
