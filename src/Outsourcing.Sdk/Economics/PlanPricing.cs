using Outsourcing.Calls;
using Outsourcing.Statistics;

namespace Outsourcing.Economics;

/// <summary>Prices plans on a business's own calls.</summary>
public static class PlanPricing
{
    private const int Draws = 1_000;
    private const int FewestDays = 14;

    /// <summary>Prices a plan on a call log.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="calls">The calls, in any order.</param>
    /// <param name="period">The days the log covers; base fee and included units count by them.</param>
    /// <returns>The price.</returns>
    public static PlanPrice Price(BillingPlan plan, IEnumerable<BillableCall> calls, LogPeriod period)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Price([plan], calls, period)[0];
    }

    /// <summary>Prices a plan on a call log.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="calls">The calls, in any order; each says when it started.</param>
    /// <param name="period">The days the log covers; base fee and included units count by them.</param>
    /// <returns>The price.</returns>
    public static PlanPrice Price(BillingPlan plan, IEnumerable<CallRecord> calls, LogPeriod period)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return Price(plan, calls.Select(BillableCall.From), period);
    }

    /// <summary>Prices several plans on a call log.</summary>
    /// <param name="plans">The plans; their currencies may differ.</param>
    /// <param name="calls">The calls, in any order.</param>
    /// <param name="period">The days the log covers; base fees and included units count by them.</param>
    /// <returns>The prices, in the order of the plans.</returns>
    public static IReadOnlyList<PlanPrice> Price(IReadOnlyList<BillingPlan> plans, IEnumerable<BillableCall> calls, LogPeriod period)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(period);
        BillableCall[] counted = calls as BillableCall[] ?? [.. calls];
        long[] starts = period.DayStarts();
        return ValueList.Copy(plans.Select(plan => Price(plan, counted, period, starts)));
    }

    /// <summary>Prices several plans on a call log.</summary>
    /// <param name="plans">The plans; their currencies may differ.</param>
    /// <param name="calls">The calls, in any order; each says when it started.</param>
    /// <param name="period">The days the log covers; base fees and included units count by them.</param>
    /// <returns>The prices, in the order of the plans.</returns>
    public static IReadOnlyList<PlanPrice> Price(IReadOnlyList<BillingPlan> plans, IEnumerable<CallRecord> calls, LogPeriod period)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return Price(plans, calls.Select(BillableCall.From), period);
    }

    private static MonthPrice Bill(BillingPlan plan, in DayUsage usage, DateOnly month, decimal share)
    {
        BillParts parts = BillParts.Of(plan, usage, share);
        return new MonthPrice
        {
            Month = month,
            Share = share,
            BilledCalls = usage.Calls,
            Units = plan.UnitsOf(usage.Ticks, usage.Calls),
            OverageUnits = parts.OverageUnits,
            BaseFee = new Money(parts.BaseFee, plan.Currency),
            Overage = new Money(parts.Overage, plan.Currency),
            Surcharges = new Money(parts.Surcharges, plan.Currency),
            Fees = new Money(parts.Fees, plan.Currency),
            Total = new Money(parts.Total, plan.Currency).Round(plan.Decimals),
        };
    }

    private static PlanPrice Price(BillingPlan plan, BillableCall[] calls, LogPeriod period, long[] starts)
    {
        DayUsage[] days = DayUsage.Count(plan, calls, period, starts, out int outside);
        List<MonthPrice> months = [];
        DayUsage whole = default;
        int day = 0;
        foreach ((DateOnly month, int covered, decimal share) in period.Shares())
        {
            DayUsage usage = default;
            for (int last = day + covered; day < last; day++)
            {
                usage.Add(days[day]);
            }

            whole.Add(usage);
            months.Add(Bill(plan, usage, month, share));
        }

        Money total = months.Aggregate(Money.Zero(plan.Currency), (sum, month) => sum + month.Total);
        return new PlanPrice
        {
            Plan = plan.Name,
            Period = period,
            Months = months,
            Total = total,
            Monthly = new Money(total.Amount / months.Sum(month => month.Share), plan.Currency).Round(plan.Decimals),
            MonthlyRange = days.Length < FewestDays ? null : Range(plan, days, period),
            BilledCalls = whole.Calls,
            FreeCalls = whole.Free,
            CallsOutside = outside,
            Units = plan.UnitsOf(whole.Ticks, whole.Calls),
        };
    }

    private static Interval Range(BillingPlan plan, DayUsage[] days, LogPeriod period)
    {
        int firstWeekday = (int)period.From.DayOfWeek;
        SeededRandom random = new(20260302);
        int length = (int)Math.Round(period.Days / period.Months);
        double[] bills = new double[Draws];
        for (int draw = 0; draw < Draws; draw++)
        {
            DayUsage month = default;
            int weekday = random.Next(7);
            for (int day = 0; day < length; day++, weekday = (weekday + 1) % 7)
            {
                // The log's days of this weekday are `offset`, `offset + 7`, …
                int offset = (weekday - firstWeekday + 7) % 7;
                month.Add(days[offset + (7 * random.Next((days.Length - offset + 6) / 7))]);
            }

            bills[draw] = (double)Math.Round(BillParts.Of(plan, month, 1).Total, plan.Decimals, MidpointRounding.AwayFromZero);
        }

        Array.Sort(bills);
        return new Interval(Estimate.Quantile(bills, 0.025), Estimate.Quantile(bills, 0.975));
    }
}
