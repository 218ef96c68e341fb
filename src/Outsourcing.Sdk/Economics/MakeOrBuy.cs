using System.Globalization;

namespace Outsourcing.Economics;

/// <summary>Holds the cost of one's own people against a plan.</summary>
public static class MakeOrBuy
{
    private const string Rule = "economics.make-or-buy/1";

    /// <summary>Decides by a volume of like calls.</summary>
    /// <param name="inHouse">What one's own people cost.</param>
    /// <param name="plan">The plan, in the same currency.</param>
    /// <param name="callsPerMonth">The volume, 0 or more.</param>
    /// <param name="handleMinutes">Talk, hold and after-call work of one's own people per call in minutes, 0 or more.</param>
    /// <param name="unitsPerCall">The plan's units per call, such as measured by <see cref="PlanPricing"/>; <see langword="null"/> to bill each call for its handle time.</param>
    /// <returns>The decision. Surcharges and transfer fees are not part of it: they need a call log.</returns>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static Verdict<MakeOrBuyDecision> Decide(InHouseCost inHouse, BillingPlan plan, decimal callsPerMonth, decimal handleMinutes, decimal? unitsPerCall = null)
    {
        ArgumentNullException.ThrowIfNull(inHouse);
        ArgumentNullException.ThrowIfNull(plan);
        EconomicsRules.NotNegative(callsPerMonth, nameof(callsPerMonth));
        EconomicsRules.NotNegative(handleMinutes, nameof(handleMinutes));
        if (inHouse.Currency != plan.Currency)
        {
            throw new CurrencyMismatchException(inHouse.Currency, plan.Currency);
        }

        decimal units = unitsPerCall ?? UnitsOf(plan, handleMinutes);
        EconomicsRules.NotNegative(units, nameof(unitsPerCall));
        return Decide(new Terms(inHouse, plan.BaseFee, plan.IncludedUnits, plan.UnitPrice, plan.CallFee, Listable(units)), Listable(callsPerMonth), Listable(handleMinutes));
    }

    /// <summary>Recomputes a verdict from what its explanation lists.</summary>
    /// <param name="explanation">An explanation of <see cref="Decide(InHouseCost, BillingPlan, decimal, decimal, decimal?)"/>.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">An input is missing.</exception>
    public static Verdict<MakeOrBuyDecision> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        InHouseCost inHouse = new()
        {
            Currency = explanation.Text("currency") ?? throw new ArgumentException("The explanation lists no 'currency'.", nameof(explanation)),
            WagePerHour = Listed("wage per hour"),
            Burden = Listed("burden"),
            Occupancy = Listed("occupancy"),
            Shrinkage = Listed("shrinkage"),
            FixedMonthly = Listed("fixed monthly"),
            WeeklyOpenHours = Listed("weekly open hours"),
            MinimumHeadcount = (int)Listed("minimum headcount"),
        };
        return Decide(
            new Terms(inHouse, Listed("base fee"), Listed("included units"), Listed("unit price"), Listed("call fee"), Listed("units per call")),
            Listed("calls per month"),
            Listed("handle time"));

        decimal Listed(string name) => (decimal)(explanation.Number(name) ?? throw new ArgumentException($"The explanation lists no '{name}'.", nameof(explanation)));
    }

    // What the explanation lists is what was computed with, to the last digit.
    private static decimal Listable(decimal value) => (decimal)(double)value;

    private static decimal UnitsOf(BillingPlan plan, decimal handleMinutes)
    {
        // An exact fraction of a minute need not be a whole number of ticks.
        if (plan is { Unit: BillingUnit.Minute, Increment.Ticks: 0, MinimumTime.Ticks: 0, WrapUp.Ticks: 0 })
        {
            return handleMinutes;
        }

        TimeSpan time = TimeSpan.FromTicks((long)(handleMinutes * TimeSpan.TicksPerMinute));
        return plan.UnitsOf(new BillableCall { StartedAt = DateTimeOffset.UnixEpoch, Duration = time, IsAnswered = true }) ?? 0;
    }

    private static Verdict<MakeOrBuyDecision> Decide(Terms terms, decimal calls, decimal handleMinutes)
    {
        InHouseCost own = terms.InHouse;
        Money inHouse = own.Monthly(calls, handleMinutes);
        Money outsourced = new(terms.Outsourced(calls), own.Currency);
        decimal perCall = own.WorkloadHours(1, handleMinutes);
        IReadOnlyList<decimal> breakEven = BreakEven.Crossings(
            volume => own.Monthly(volume, handleMinutes).Amount,
            terms.Outsourced,
            perCall > 0 ? own.CoverageHours / perCall : 0,
            terms.UnitsPerCall > 0 ? terms.IncludedUnits / terms.UnitsPerCall : 0);
        Sourcing cheaper = inHouse == outsourced ? Sourcing.Equal : inHouse < outsourced ? Sourcing.InHouse : Sourcing.Outsource;
        decimal? nearest = breakEven.Count == 0 ? null : breakEven.MinBy(volume => Math.Abs(volume - calls));
        return Verdict.Of(
            new MakeOrBuyDecision { Cheaper = cheaper, InHouse = inHouse, Outsourced = outsourced, BreakEvenCalls = breakEven },
            new VerdictExplanation
            {
                Rule = Rule,
                Source = "in-house = max(calls·AHT/occupancy, open hours·headcount)/(1 − shrinkage)·wage·(1 + burden) + fixed; outsourced = base + units beyond those included·price + calls·fee",
                Summary = cheaper switch
                {
                    Sourcing.Equal => $"Both cost {inHouse.Round()} per month.",
                    Sourcing.InHouse => $"One's own people cost {inHouse.Round()} per month, the plan {outsourced.Round()}.",
                    _ => $"The plan costs {outsourced.Round()} per month, one's own people {inHouse.Round()}.",
                },
                Inputs =
                [
                    new VerdictInput { Name = "currency", Text = own.Currency },
                    Input("calls per month", calls, "call"),
                    Input("handle time", handleMinutes, "min"),
                    Input("wage per hour", own.WagePerHour, own.Currency),
                    Input("burden", own.Burden),
                    Input("occupancy", own.Occupancy),
                    Input("shrinkage", own.Shrinkage),
                    Input("fixed monthly", own.FixedMonthly, own.Currency),
                    Input("weekly open hours", own.WeeklyOpenHours, "h"),
                    Input("minimum headcount", own.MinimumHeadcount, "person"),
                    Input("base fee", terms.BaseFee, own.Currency),
                    Input("included units", terms.IncludedUnits, "unit"),
                    Input("unit price", terms.UnitPrice, own.Currency),
                    Input("call fee", terms.CallFee, own.Currency),
                    Input("units per call", terms.UnitsPerCall, "unit"),
                ],
                Checks = [VerdictCheck.Decide("outsourced below in-house", (double)outsourced.Amount, Comparison.Below, (double)inHouse.Amount, own.Currency)],
                Flip = nearest is { } volume
                    ? new VerdictFlip { Input = "calls per month", From = (double)calls, To = (double)volume, Unit = "call", Becomes = string.Create(CultureInfo.InvariantCulture, $"equal at {volume:0.#} calls") }
                    : null,
            });
    }

    private static VerdictInput Input(string name, decimal value, string unit = "1") =>
        new() { Name = name, Value = (double)value, Unit = unit, Origin = EvidenceOrigin.Stated };

    private readonly record struct Terms(InHouseCost InHouse, decimal BaseFee, decimal IncludedUnits, decimal UnitPrice, decimal CallFee, decimal UnitsPerCall)
    {
        internal decimal Outsourced(decimal calls) =>
            BaseFee + (Math.Max(0, (calls * UnitsPerCall) - IncludedUnits) * UnitPrice) + (calls * CallFee);
    }
}
