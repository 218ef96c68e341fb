using System.Text.Json.Serialization;
using Outsourcing.Calls;

namespace Outsourcing.Economics;

/// <summary>What a plan would have cost for a call log.</summary>
public sealed record PlanPrice
{
    /// <summary>Gets the plan's name.</summary>
    public required string Plan { get; init; }

    /// <summary>Gets the days priced.</summary>
    public required LogPeriod Period { get; init; }

    /// <summary>Gets the bill of each calendar month, oldest first.</summary>
    public required IReadOnlyList<MonthPrice> Months { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets what the whole period would have cost, without <see cref="BillingPlan.SetUpFee"/>.</summary>
    public required Money Total { get; init; }

    /// <summary>Gets the mean per full month.</summary>
    public required Money Monthly { get; init; }

    /// <summary>Gets the range a next month's bill lies in with 95 % probability if calls keep coming as in the log; <see langword="null"/> when the log covers fewer than 14 days.</summary>
    /// <remarks>By drawing months of days from the log, each weekday from its like (bootstrap, fixed seed); days are taken as independent.</remarks>
    public Interval? MonthlyRange { get; init; }

    /// <summary>Gets how many calls are billed.</summary>
    public required int BilledCalls { get; init; }

    /// <summary>Gets how many calls are free: spam, unanswered or short ones, as the plan says.</summary>
    public required int FreeCalls { get; init; }

    /// <summary>Gets how many calls lie outside the period and were left out.</summary>
    public required int CallsOutside { get; init; }

    /// <summary>Gets the units billed, those included too.</summary>
    public required decimal Units { get; init; }

    /// <summary>Gets the mean price of a billed call; <see langword="null"/> without one.</summary>
    [JsonIgnore]
    public Money? PerCall => BilledCalls == 0 ? null : Total * (1m / BilledCalls);
}
