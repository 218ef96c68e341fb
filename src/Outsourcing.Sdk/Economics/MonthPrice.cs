namespace Outsourcing.Economics;

/// <summary>What a plan costs for the days of a log that lie in one calendar month.</summary>
public sealed record MonthPrice
{
    /// <summary>Gets the first day of the month.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>Gets the share of the month the log covers: base fee and included units count by it.</summary>
    public required decimal Share { get; init; }

    /// <summary>Gets how many calls are billed.</summary>
    public required int BilledCalls { get; init; }

    /// <summary>Gets the units billed, those included too.</summary>
    public required decimal Units { get; init; }

    /// <summary>Gets the units beyond those included.</summary>
    public required decimal OverageUnits { get; init; }

    /// <summary>Gets the base fee.</summary>
    public required Money BaseFee { get; init; }

    /// <summary>Gets the price of <see cref="OverageUnits"/>.</summary>
    public required Money Overage { get; init; }

    /// <summary>Gets the surcharges for units outside the hours and on holidays.</summary>
    public required Money Surcharges { get; init; }

    /// <summary>Gets the fees per call and per caller put through.</summary>
    public required Money Fees { get; init; }

    /// <summary>Gets the whole bill, rounded as the plan says.</summary>
    public required Money Total { get; init; }
}
