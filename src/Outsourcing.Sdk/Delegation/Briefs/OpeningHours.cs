using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A stretch of a weekday, in local time.</summary>
public sealed record OpeningHours
{
    /// <summary>Gets the weekday it begins on.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))]
    public required DayOfWeek Day { get; init; }

    /// <summary>Gets when it begins.</summary>
    public required TimeOnly From { get; init; }

    /// <summary>Gets when it ends; an end that is not after the beginning lies on the next day, so that 00:00 to 00:00 is a whole day.</summary>
    public required TimeOnly Until { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
