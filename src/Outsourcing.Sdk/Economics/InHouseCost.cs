using System.Text.Json.Serialization;

namespace Outsourcing.Economics;

/// <summary>What answering calls with one's own people costs.</summary>
public sealed record InHouseCost
{
    internal const decimal WeeksPerMonth = 365.25m / 84;

    /// <summary>Gets the ISO 4217 code of the amounts.</summary>
    public required string Currency { get; init => field = EconomicsRules.Currency(value); }

    /// <summary>Gets the wage per paid hour.</summary>
    public required decimal WagePerHour { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets what comes on top of the wage (taxes, insurance, equipment) as a share of it.</summary>
    /// <value>The default is 0.25.</value>
    public decimal Burden { get; init => field = EconomicsRules.NotNegative(value); } = 0.25m;

    /// <summary>Gets the share of time at the desk that is spent on calls, above 0 up to 1.</summary>
    /// <value>The default is 0.7.</value>
    public decimal Occupancy { get; init => field = EconomicsRules.ShareAboveZero(value); } = 0.7m;

    /// <summary>Gets the share of paid time away from the desk (breaks, leave, training), 0 up to but not 1.</summary>
    /// <value>The default is 0.3.</value>
    public decimal Shrinkage { get; init => field = EconomicsRules.ShareBelowOne(value); } = 0.3m;

    /// <summary>Gets what is paid per month whatever the calls, such as software.</summary>
    /// <value>The default is 0.</value>
    public decimal FixedMonthly { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets the hours per week in which somebody must be there to answer.</summary>
    /// <value>The default is 0: nobody waits for calls.</value>
    public decimal WeeklyOpenHours { get; init => field = value is >= 0 and <= 168 ? value : throw new ArgumentOutOfRangeException(nameof(WeeklyOpenHours), value, "A week has 0 to 168 hours."); }

    /// <summary>Gets how many people must be there in those hours.</summary>
    /// <value>The default is 1.</value>
    public int MinimumHeadcount { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(MinimumHeadcount), value, "A headcount is 0 or more."); } = 1;

    /// <summary>Gets the paid hours per month that opening hours alone call for.</summary>
    [JsonIgnore]
    public decimal CoverageHours => WeeklyOpenHours * MinimumHeadcount * WeeksPerMonth / (1 - Shrinkage);

    /// <summary>Gets the cost of a paid hour, burden included.</summary>
    [JsonIgnore]
    public decimal HourlyCost => WagePerHour * (1 + Burden);

    /// <summary>Computes a month.</summary>
    /// <param name="callsPerMonth">The calls, 0 or more.</param>
    /// <param name="handleMinutes">Talk, hold and after-call work per call in minutes, 0 or more.</param>
    /// <returns>The cost: paid hours are the greater of what the calls and what the opening hours call for.</returns>
    public Money Monthly(decimal callsPerMonth, decimal handleMinutes)
    {
        EconomicsRules.NotNegative(callsPerMonth, nameof(callsPerMonth));
        EconomicsRules.NotNegative(handleMinutes, nameof(handleMinutes));
        return new Money((Math.Max(WorkloadHours(callsPerMonth, handleMinutes), CoverageHours) * HourlyCost) + FixedMonthly, Currency);
    }

    internal decimal WorkloadHours(decimal callsPerMonth, decimal handleMinutes) =>
        callsPerMonth * handleMinutes / 60 / Occupancy / (1 - Shrinkage);
}
