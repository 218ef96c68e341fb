using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>How often something comes up in one hour of the week, on average.</summary>
public sealed record HourVolume
{
    /// <summary>Gets the day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no day of the week.</exception>
    public required DayOfWeek Day
    {
        get;
        init => field = value is >= DayOfWeek.Sunday and <= DayOfWeek.Saturday
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Days go from Sunday (0) to Saturday (6).");
    }

    /// <summary>Gets the hour the volume falls into: 0 (midnight to one) to 23.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside 0 to 23.</exception>
    public required int Hour
    {
        get;
        init => field = value is >= 0 and <= 23 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Hours go from 0 to 23.");
    }

    /// <summary>Gets the mean number per week in this hour; not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public required double PerWeek
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A volume is a finite number from 0 upward.");
    }

    /// <summary>Gets the hour of the week: 0 (Monday, midnight to one) to 167.</summary>
    [JsonIgnore]
    public int HourOfWeek => ((((int)Day + 6) % 7) * 24) + Hour;
}
