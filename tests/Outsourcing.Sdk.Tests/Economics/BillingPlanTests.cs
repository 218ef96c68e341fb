using Shouldly;

namespace Outsourcing.Economics;

public sealed class BillingPlanTests
{
    private static readonly BillableCall SixtyOneSeconds = new() { StartedAt = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), Duration = TimeSpan.FromSeconds(61), IsAnswered = true };

    [Fact]
    public void UnitsOf_SixtyOneSeconds_FollowsTheTariff()
    {
        Plan(BillingUnit.Minute, TimeSpan.FromSeconds(30)).UnitsOf(SixtyOneSeconds).ShouldBe(1.5m);
        (Plan(BillingUnit.Minute, TimeSpan.FromMinutes(1)) with { WrapUp = TimeSpan.FromMinutes(1) }).UnitsOf(SixtyOneSeconds).ShouldBe(3m);
        Math.Round(Plan(BillingUnit.Minute, TimeSpan.FromSeconds(1)).UnitsOf(SixtyOneSeconds)!.Value, 3).ShouldBe(1.017m);
        Plan(BillingUnit.PerCall, TimeSpan.FromMinutes(1)).UnitsOf(SixtyOneSeconds).ShouldBe(1m);
        Plan(BillingUnit.Second, TimeSpan.FromSeconds(1)).UnitsOf(SixtyOneSeconds).ShouldBe(61m);
    }

    [Fact]
    public void UnitsOf_WrapUpBeforeRounding_RoundsTheSum()
    {
        BillingPlan plan = Plan(BillingUnit.Minute, TimeSpan.FromMinutes(1)) with { WrapUp = TimeSpan.FromSeconds(30) };

        plan.UnitsOf(SixtyOneSeconds).ShouldBe(2.5m);
        (plan with { RoundsWrapUp = true }).UnitsOf(SixtyOneSeconds).ShouldBe(2m);
    }

    [Fact]
    public void UnitsOf_FreeTimeAndFreeCalls_AreNotBilled()
    {
        BillingPlan plan = Plan(BillingUnit.Second, TimeSpan.Zero) with { BillsHold = false, BillsAfterTransfer = false, BillsSpam = false, FreeUnder = TimeSpan.FromSeconds(10) };
        BillableCall call = SixtyOneSeconds with { HoldTime = TimeSpan.FromSeconds(11), AfterTransfer = TimeSpan.FromSeconds(20) };

        plan.UnitsOf(call).ShouldBe(30m);
        plan.UnitsOf(call with { IsSpam = true }).ShouldBeNull();
        plan.UnitsOf(call with { IsAnswered = false }).ShouldBeNull();
        plan.UnitsOf(call with { Duration = TimeSpan.FromSeconds(9) }).ShouldBeNull();
        (plan with { MinimumTime = TimeSpan.FromMinutes(2) }).UnitsOf(call).ShouldBe(120m);
        (plan with { BillsUnanswered = true }).UnitsOf(call with { IsAnswered = false }).ShouldBe(30m);
    }

    [Fact]
    public void Members_OutOfRange_AreNamed()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Plan(BillingUnit.Minute, TimeSpan.Zero) with { UnitPrice = -1 }).ParamName.ShouldBe("UnitPrice");
        Should.Throw<ArgumentException>(() => new BillingPlan { Name = "x", Currency = "dollars" });
    }

    private static BillingPlan Plan(BillingUnit unit, TimeSpan increment) => new() { Name = "plan", Currency = "USD", Unit = unit, Increment = increment, UnitPrice = 1 };
}
