using System.Xml.Linq;
using Outsourcing.Calls;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Economics;

public sealed class LeverageTests
{
    private static readonly LogPeriod Period = new(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 29));

    [Fact]
    public void Assess_OwnerWorthMoreThanThePlan_Pays()
    {
        LeverageReport report = Leverage.Assess(Case(80), Calls());

        LeverageDecision decision = report.Verdict.Require();
        decision.Pays.ShouldBeTrue();
        decision.Plan.ShouldBe("cheap");
        report.Plans.Select(plan => plan.Price.Plan).ShouldBe(["cheap", "dear"]);

        // 28 days, 10 answered calls a day of 5 + 1 minutes: one hour a day, 31 days a month.
        report.OwnerHoursPerMonth.ShouldBe(31, 1e-9);
        report.FreedHoursPerMonth.ShouldBe(29, 1e-9);
        report.Lost.Successes.ShouldBe(56);
        report.Best.NetPerMonth.Amount.ShouldBe((decimal)((29 * 80) + ((62 - (0.02 * 12 * 31)) * 20)) - report.Best.Price.Monthly.Amount, 0.01m);
        report.Best.PayBackMonths!.Value.ShouldBe(400 / (double)report.Best.NetPerMonth.Amount, 1e-4);
    }

    [Fact]
    public void Assess_HourWorthNothing_DoesNotPay()
    {
        LeverageReport report = Leverage.Assess(Case(0) with { ValueOfLostCall = 0 }, Calls());

        report.Verdict.Require().Pays.ShouldBeFalse();
        report.Best.PayBackMonths.ShouldBeNull();
        report.Best.RevenuePerHourNeeded!.Value.Amount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Assess_RangeHoldsZero_IsUndecidedAndSaysWhatNarrowsIt()
    {
        LeverageReport report = Leverage.Assess(Case(53) with { ValueOfLostCall = 0, RevenuePerFreedHourRange = new Interval(20, 90) }, Calls());

        report.Verdict.Refusal!.Kind.ShouldBe(RefusalKind.Undecided);
        report.Best.NetRange.Contains(0).ShouldBeTrue();
        report.Best.Sensitivity[0].Input.ShouldBe("revenue per freed hour");
    }

    [Fact]
    public void Assess_FewDays_IsRefused() => Leverage.Assess(Case(80) with { Period = new LogPeriod(Period.From, Period.From.AddDays(6)) }, Calls())
        .Verdict.Refusal!.Kind.ShouldBe(RefusalKind.InsufficientEvidence);

    [Theory]
    [InlineData(80)]
    [InlineData(12)]
    [InlineData(0)]
    public void Recompute_GivesTheSameVerdict(int revenue)
    {
        Verdict<LeverageDecision> verdict = Leverage.Assess(Case(revenue), Calls()).Verdict;

        Leverage.Recompute(verdict.Explanation).ShouldBe(verdict);
    }

    [Fact]
    public void Flip_AppliedToTheCase_ChangesTheVerdict()
    {
        Verdict<LeverageDecision> verdict = Leverage.Assess(Case(80), Calls()).Verdict;
        VerdictFlip flip = verdict.Explanation.Flip!;

        Verdict<LeverageDecision> Changed(double value) => Leverage.Recompute(verdict.Explanation with
        {
            Inputs = [.. verdict.Explanation.Inputs.Select(input => input.Name == flip.Input ? input with { Value = value,
            Uncertainty = Moved(input, value) } : input)],
        });

        Changed(flip.To + ((flip.From - flip.To) * 1e-6)).ShouldSatisfyAllConditions(near => near.IsDecided.ShouldBeTrue(), near => near.Value!.Pays.ShouldBeTrue());
        Changed(flip.To - ((flip.From - flip.To) * 1e-6)).IsDecided.ShouldBeFalse();
    }

    [Fact]
    public void BreakEvenCalls_AtThatVolume_GainsNothing()
    {
        LeverageReport report = Leverage.Assess(Case(80), Calls());
        decimal volume = report.Best.BreakEvenCalls.ShouldHaveSingleItem();
        double scale = (double)volume / report.CallsPerMonth;

        double gain = ((report.OwnerHoursPerMonth * scale) - 2) * 80;
        double recovered = ((2 / 12.0) - 0.02) * (double)volume * 20;
        double cost = 100 + Math.Max(0, ((double)volume * 10 / 12 * 5) - 100);
        (gain + recovered - cost).ShouldBe(0, 1e-6);
    }

    [Fact]
    public void Report_Rendered_ReadsWithoutALegend()
    {
        LeverageReport report = Leverage.Assess(Case(80) with { InHouse = new InHouseCost { Currency = "USD", WagePerHour = 20, WeeklyOpenHours = 10 } }, Calls());

        Snapshot.Match(report.ToMarkdown(), "leverage", "md");
        Snapshot.Match(report.ToSvg(), "leverage", "svg");
        XDocument.Parse(report.ToSvg()).Root!.Elements().First().Name.LocalName.ShouldBe("title");
    }

    [Fact]
    public void Assess_CurrencyMix_IsRefused() => Should.Throw<CurrencyMismatchException>(() => Leverage.Assess(Case(80) with { Currency = "EUR" }, Calls()));

    private static Interval? Moved(VerdictInput input, double value) =>
        input.Uncertainty is { } range ? new Interval(Math.Max(0, range.Lower + value - input.Value!.Value), Math.Max(0, range.Upper + value - input.Value!.Value)) : null;

    private static LeverageCase Case(decimal revenue) => new()
    {
        Period = Period,
        Currency = "USD",
        Plans =
        [
            new BillingPlan { Name = "dear", Currency = "USD", BaseFee = 900, UnitPrice = 2 },
            new BillingPlan { Name = "cheap", Currency = "USD", BaseFee = 100, IncludedUnits = 100, UnitPrice = 1, SetUpFee = 300 },
        ],
        RevenuePerFreedHour = revenue,
        WorkPerCall = TimeSpan.FromMinutes(1),
        OversightHours = 2,
        ValueOfLostCall = 20,
        LostShareAfter = 0.02m,
        TransitionCost = 100,
    };

    private static BillableCall[] Calls() =>
    [
        .. from day in Enumerable.Range(0, 28)
           from hour in Enumerable.Range(8, 12)
           select new BillableCall
           {
               StartedAt = new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.Zero).AddDays(day),
               Duration = TimeSpan.FromMinutes(hour < 18 ? 5 : 0),
               IsAnswered = hour < 18,
               IsInbound = true,
           },
    ];
}
