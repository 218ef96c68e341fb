using System.Text.Json.Serialization;

namespace Outsourcing.Capacity;

/// <summary>What a service level is a share of. Published figures differ by it, so it is always named.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServiceLevelDenominator>))]
public enum ServiceLevelDenominator
{
    /// <summary>All calls offered: the strictest, and the default.</summary>
    Offered,

    /// <summary>The calls answered; those that hang up are left out.</summary>
    Answered,

    /// <summary>The calls offered, less those that hang up within the target time: nobody could have answered them.</summary>
    WithoutEarlyHangUps,
}

/// <summary>What a desk must achieve.</summary>
public sealed record StaffingTarget
{
    /// <summary>Gets the share of calls to be answered in time, above 0 and below 1.</summary>
    /// <value>The default is 0.8.</value>
    public double ServiceLevel { get; init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A service level lies between 0 and 1, such as 0.8."); } = 0.8;

    /// <summary>Gets the time to answer in, zero or more.</summary>
    /// <value>The default is 20 seconds.</value>
    public TimeSpan AnswerWithin { get; init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The time to answer in is zero or more."); } = TimeSpan.FromSeconds(20);

    /// <summary>Gets what the service level is a share of.</summary>
    public ServiceLevelDenominator Denominator { get; init; }

    /// <summary>Gets the highest occupancy people can sustain, above 0 up to 1.</summary>
    /// <value>The default is 0.85.</value>
    public double MaxOccupancy { get; init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "An occupancy lies above 0, up to 1."); } = 0.85;

    /// <summary>Gets the highest share of calls that may hang up, 0 to 1; counts only where the load has a patience.</summary>
    /// <value>The default is 1: no limit.</value>
    public double MaxAbandonment { get; init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A share lies between 0 and 1."); } = 1;

    /// <summary>Gets the share of paid time in which an agent is not at the desk (breaks, leave, training), 0 up to but not 1.</summary>
    /// <value>The default is 0.3.</value>
    public double Shrinkage { get; init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Shrinkage lies between 0 and 1, such as 0.3."); } = 0.3;

    /// <summary>Gets how many agents there are at least while the desk is open, 0 or more.</summary>
    /// <value>The default is 0.</value>
    public int MinimumAgents { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A minimum is 0 or more."); }
}
