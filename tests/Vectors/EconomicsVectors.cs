using System.Text.Json;
using Outsourcing.Economics;
using Shouldly;

namespace Outsourcing.Vectors;

/// <summary>The economics methods among the vectors of <c>stats</c>.</summary>
internal static class EconomicsVectors
{
    internal static void MakeOrBuyLinear(JsonElement item, double tolerance)
    {
        InHouseCost inHouse = new()
        {
            Currency = "USD",
            WagePerHour = Amount(item, "wage_per_hour"),
            Burden = Amount(item, "burden"),
            Shrinkage = Amount(item, "shrinkage"),
            Occupancy = Amount(item, "target_occupancy"),
            FixedMonthly = Amount(item, "fixed_monthly"),
        };
        BillingPlan plan = new()
        {
            Name = "linear",
            Currency = "USD",
            BaseFee = Amount(item, "outsource_base_fee"),
            UnitPrice = Amount(item, "outsource_rate_per_minute"),
            Increment = TimeSpan.Zero,
        };

        MakeOrBuyDecision decision = MakeOrBuy.Decide(inHouse, plan, Amount(item, "calls_per_month"), Amount(item, "aht_minutes")).Require();

        JsonElement expected = item.GetProperty("expected");
        ((double)decision.InHouse.Amount).ShouldBeClose(expected.Number("inhouse_cost"), tolerance, "in-house");
        ((double)decision.Outsourced.Amount).ShouldBeClose(expected.Number("outsource_cost"), tolerance, "outsourced");
        decision.Cheaper.ShouldBe(expected.GetProperty("cheaper").GetString() == "in-house" ? Sourcing.InHouse : Sourcing.Outsource);
        if (expected.GetProperty("break_even_calls") is { ValueKind: JsonValueKind.Number } calls)
        {
            ((double)decision.BreakEvenCalls.ShouldHaveSingleItem()).ShouldBeClose(calls.GetDouble(), tolerance, "break-even");
        }
        else
        {
            decision.BreakEvenCalls.ShouldBeEmpty();
        }
    }

    private static decimal Amount(JsonElement item, string name) => item.GetProperty(name).GetDecimal();
}
