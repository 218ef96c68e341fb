using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>How often something comes up, by hour of the week, in the business's own time zone.</summary>
public sealed record WeeklyVolume
{
    /// <summary>Gets the IANA or Windows id of the time zone the hours are in; <see langword="null"/> for the offsets of the records themselves.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Gets the hours in which it came up at all, Monday first; an hour not listed has none.</summary>
    /// <exception cref="ArgumentException">An hour stands twice.</exception>
    public required IReadOnlyList<HourVolume> Hours
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            HourVolume[] sorted = [.. value.OrderBy(hour => hour.HourOfWeek)];
            for (int index = 1; index < sorted.Length; index++)
            {
                if (sorted[index].HourOfWeek == sorted[index - 1].HourOfWeek)
                {
                    throw new ArgumentException($"{sorted[index].Day} {sorted[index].Hour}:00 stands twice; add the volumes of an hour up first.", nameof(value));
                }
            }

            field = ValueList.Copy(sorted);
        }
    }

    /// <summary>Gets how many weeks of records the volumes are means of; <see langword="null"/> when they are stated.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above 0.</exception>
    public double? ObservedWeeks
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Volumes are means over more than no weeks; leave the number out when they are stated.");
    }

    /// <summary>Gets the volume of a whole week.</summary>
    [JsonIgnore]
    public double PerWeek => Hours.Sum(hour => hour.PerWeek);

    /// <summary>Gets the busiest hour; <see langword="null"/> when there is no volume.</summary>
    [JsonIgnore]
    public HourVolume? Peak => Hours.MaxBy(hour => hour.PerWeek);

    /// <summary>Gets the volume of one hour of the week.</summary>
    /// <param name="day">The day.</param>
    /// <param name="hour">The hour: 0 to 23.</param>
    /// <returns>The mean volume; 0 for an hour that is not listed.</returns>
    public double At(DayOfWeek day, int hour) => Hours.FirstOrDefault(item => item.Day == day && item.Hour == hour)?.PerWeek ?? 0;
}
