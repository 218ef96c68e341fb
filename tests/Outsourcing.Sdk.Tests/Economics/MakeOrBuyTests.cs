using CsCheck;
using Shouldly;

namespace Outsourcing.Economics;

public sealed class MakeOrBuyTests
{
    private static readonly InHouseCost Staff = new() { Currency = "USD", WagePerHour = 18, FixedMonthly = 200 };
    private static readonly BillingPlan Plan = new() { Name = "plan", Currency = "USD", BaseFee = 100, UnitPrice = 1.1m };

    [Fact]
    public void Decide_OpeningHours_AreAMinimum()
    {
        MakeOrBuyDecision decision = MakeOrBuy.Decide(Staff with { WeeklyOpenHours = 40 }, Plan, 10, 4).Require();

        // 40 h · 365.25/84 weeks / 0.7 · 22.50 + 200, however few the calls.
        decision.InHouse.Amount.ShouldBe((40 * 365.25m / 84 / 0.7m * 22.5m) + 200, 1e-9m);
        decision.Cheaper.ShouldBe(Sourcing.Outsource);
    }

    [Fact]
    public void BreakEvenCalls_BothCostTheSame() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[10, 30], Gen.Int[0, 400], Gen.Int[1, 30], Gen.Int[0, 300], Gen.Int[1, 9]).Sample((open, wage, basis, price, included, handle) =>
        {
            InHouseCost staff = Staff with { WeeklyOpenHours = open, WagePerHour = wage };
            BillingPlan plan = Plan with { BaseFee = basis, UnitPrice = price / 10m, IncludedUnits = included };
            foreach (decimal calls in MakeOrBuy.Decide(staff, plan, 100, handle).Require().BreakEvenCalls)
            {
                MakeOrBuyDecision there = MakeOrBuy.Decide(staff, plan, calls, handle).Require();
                there.InHouse.Amount.ShouldBe(there.Outsourced.Amount, 1e-6m);
            }
        }, iter: 300);

    [Fact]
    public void Recompute_GivesTheSameVerdict() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 5000], Gen.Double[0.1, 20]).Sample((open, calls, units) =>
        {
            Verdict<MakeOrBuyDecision> verdict = MakeOrBuy.Decide(Staff with { WeeklyOpenHours = open }, Plan with { IncludedUnits = 50 }, calls, 3.5m, (decimal)units);

            MakeOrBuy.Recompute(verdict.Explanation).ShouldBe(verdict);
        }, iter: 200);

    [Fact]
    public void Decide_CurrencyMix_IsRefused() => Should.Throw<CurrencyMismatchException>(() => MakeOrBuy.Decide(Staff, Plan with { Currency = "GBP" }, 1, 1));
}
