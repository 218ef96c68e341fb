using System.Globalization;
using System.Text.Json.Serialization;

namespace Outsourcing.Capacity;

/// <summary>The calls that arrive, how long each takes, and how long callers wait before they hang up.</summary>
public sealed record QueueLoad
{
    /// <summary>Initializes the load.</summary>
    /// <param name="callsPerHour">Calls offered per hour, 0 or more.</param>
    /// <param name="averageHandleTime">Talk, hold and after-call work per call; above zero.</param>
    /// <param name="meanPatience">How long callers wait on average before they hang up; <see langword="null"/> for callers who never do.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite, or a duration is not above zero.</exception>
    [JsonConstructor]
    public QueueLoad(double callsPerHour, TimeSpan averageHandleTime, TimeSpan? meanPatience = null)
    {
        if (!(callsPerHour >= 0) || !double.IsFinite(callsPerHour))
        {
            throw new ArgumentOutOfRangeException(nameof(callsPerHour), callsPerHour, "Calls per hour are 0 or more.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(averageHandleTime, TimeSpan.Zero);
        if (meanPatience is { } patience)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(patience, TimeSpan.Zero, nameof(meanPatience));
        }

        CallsPerHour = callsPerHour;
        AverageHandleTime = averageHandleTime;
        MeanPatience = meanPatience;
    }

    /// <summary>Gets the calls offered per hour.</summary>
    public double CallsPerHour { get; }

    /// <summary>Gets the average handle time (AHT).</summary>
    public TimeSpan AverageHandleTime { get; }

    /// <summary>Gets how long callers wait on average before they hang up; <see langword="null"/> for callers who never do.</summary>
    public TimeSpan? MeanPatience { get; }

    /// <summary>Gets the offered load in erlangs: the agents that would be busy if no call waited.</summary>
    [JsonIgnore]
    public double Erlangs => CallsPerHour * AverageHandleTime.TotalSeconds / 3600;

    /// <summary>Makes a load from the calls counted in an interval.</summary>
    /// <param name="calls">The calls, 0 or more.</param>
    /// <param name="interval">The interval, above zero.</param>
    /// <param name="averageHandleTime">The average handle time, above zero.</param>
    /// <param name="meanPatience">How long callers wait on average before they hang up.</param>
    /// <returns>The load.</returns>
    public static QueueLoad FromInterval(double calls, TimeSpan interval, TimeSpan averageHandleTime, TimeSpan? meanPatience = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return new(calls * 3600 / interval.TotalSeconds, averageHandleTime, meanPatience);
    }

    /// <summary>Gets the load in words.</summary>
    /// <returns>For example <c>6 calls/h of 240 s</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CallsPerHour:G6} calls/h of {AverageHandleTime.TotalSeconds:G6} s");
}
