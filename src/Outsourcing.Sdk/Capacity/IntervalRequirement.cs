using System.Text.Json.Serialization;

namespace Outsourcing.Capacity;

/// <summary>What one hour of the week needs.</summary>
public sealed record IntervalRequirement
{
    /// <summary>Gets the day.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))]
    public required DayOfWeek Day { get; init; }

    /// <summary>Gets the hour, 0 to 23.</summary>
    public required int Hour { get; init; }

    /// <summary>Gets whether calls are answered in it.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Gets the load.</summary>
    public required QueueLoad Load { get; init; }

    /// <summary>Gets the agents; none while closed.</summary>
    public required StaffingRequirement Requirement { get; init; }
}
