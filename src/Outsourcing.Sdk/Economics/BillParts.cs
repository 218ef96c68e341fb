namespace Outsourcing.Economics;

/// <summary>The arithmetic of a month's bill.</summary>
internal readonly record struct BillParts(decimal BaseFee, decimal OverageUnits, decimal Overage, decimal Surcharges, decimal Fees)
{
    internal decimal Total => BaseFee + Overage + Surcharges + Fees;

    /// <param name="plan">The plan.</param>
    /// <param name="usage">What it counts.</param>
    /// <param name="share">The share of the month the usage covers.</param>
    internal static BillParts Of(BillingPlan plan, in DayUsage usage, decimal share)
    {
        decimal outOfHours = plan.UnitsOf(usage.OutTicks, usage.OutCalls);
        decimal holiday = plan.UnitsOf(usage.HolidayTicks, usage.HolidayCalls);
        decimal apart = plan.IncludesOutOfHours ? 0 : outOfHours + holiday;
        decimal overageUnits = Math.Max(0, plan.UnitsOf(usage.Ticks, usage.Calls) - apart - (plan.IncludedUnits * share)) + apart;
        return new BillParts(
            plan.BaseFee * share,
            overageUnits,
            overageUnits * plan.UnitPrice,
            (outOfHours * plan.OutOfHoursSurcharge) + (holiday * plan.HolidaySurcharge),
            (usage.Calls * plan.CallFee) + (usage.Transfers * plan.TransferFee));
    }
}
