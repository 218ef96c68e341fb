using System.Text.Json.Serialization;

namespace Outsourcing.Capacity;

/// <summary>The calls of one hour of the week, in local time.</summary>
public sealed record HourDemand
{
    /// <summary>Gets the day.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))]
    public required DayOfWeek Day { get; init; }

    /// <summary>Gets the hour, 0 to 23.</summary>
    public required int Hour { get; init; }

    /// <summary>Gets the mean calls per hour.</summary>
    public required double CallsPerHour { get; init; }

    /// <summary>Gets the range of that mean: exact for Poisson counts, widened where the log is over-dispersed.</summary>
    public required Interval Range { get; init; }

    /// <summary>Gets how many calls were counted.</summary>
    public required int Calls { get; init; }

    /// <summary>Gets over how many hours.</summary>
    public required double ObservedHours { get; init; }
}
