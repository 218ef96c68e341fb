namespace Outsourcing.Economics;

/// <summary>What a plan costs per month as the calls grow in number and stay alike.</summary>
internal readonly record struct PlanLine(decimal BaseFee, decimal UnitPrice, decimal IncludedUnits, decimal UnitsPerCall, decimal OtherPerCall)
{
    /// <summary>Gets the volume at which the included units are used up.</summary>
    internal decimal Bend => UnitsPerCall > 0 ? IncludedUnits / UnitsPerCall : 0;

    /// <param name="plan">The plan.</param>
    /// <param name="price">Its price on the log.</param>
    /// <param name="callsPerMonth">The calls of the log per month, above zero, in the measure of the volume axis.</param>
    internal static PlanLine Of(BillingPlan plan, PlanPrice price, double callsPerMonth)
    {
        decimal months = price.Months.Sum(month => month.Share);
        decimal calls = (decimal)callsPerMonth * months;
        decimal other = price.Months.Sum(month => month.Surcharges.Amount + month.Fees.Amount);
        return new PlanLine(plan.BaseFee, plan.UnitPrice, plan.IncludedUnits, price.Units / calls, other / calls);
    }

    internal decimal Cost(decimal calls) => BaseFee + (Math.Max(0, (calls * UnitsPerCall) - IncludedUnits) * UnitPrice) + (calls * OtherPerCall);
}
