using CsCheck;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Shouldly;

namespace Outsourcing.Economics;

public sealed class PlanPricingTests
{
    private static readonly LogPeriod March = new(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31), "Europe/London");
    private static readonly ServiceHours Office = new()
    {
        TimeZone = "Europe/London",
        Weekly = [.. Enumerable.Range(1, 5).Select(day => new OpeningHours { Day = (DayOfWeek)day, From = new TimeOnly(9, 0), Until = new TimeOnly(17, 0) })],
        Holidays = [new Holiday { Date = new DateOnly(2026, 3, 17),
        Name = "Saint Patrick's Day" }],
    };

    [Fact]
    public void Price_OneMonth_IsBaseOverageSurchargesAndFees()
    {
        BillingPlan plan = new() { Name = "office", Currency = "GBP", BaseFee = 50, IncludedUnits = 3, UnitPrice = 2, CallFee = 0.10m, TransferFee = 1, Hours = Office, OutOfHoursSurcharge = 0.5m, HolidaySurcharge = 5 };

        PlanPrice price = PlanPricing.Price(plan, [At(2, 10, 2), At(2, 16, 1, transferred: true), At(7, 10, 4), At(17, 10, 1), At(17, 11, 1) with { IsAnswered = false }], March);

        MonthPrice month = price.Months.ShouldHaveSingleItem();
        month.Units.ShouldBe(8m);
        month.OverageUnits.ShouldBe(5m);
        month.Overage.ShouldBe(new Money(10, "GBP"));
        month.Surcharges.ShouldBe(new Money((4 * 0.5m) + 5, "GBP"));
        month.Fees.ShouldBe(new Money(1.4m, "GBP"));
        price.Total.ShouldBe(new Money(68.4m, "GBP"));
        price.FreeCalls.ShouldBe(1);
        (PlanPricing.Price(plan with { IncludesOutOfHours = false }, [At(2, 10, 2), At(7, 10, 4)], March).Months[0].OverageUnits).ShouldBe(4m);
    }

    [Fact]
    public void Price_PartOfAMonth_CountsBaseAndIncludedUnitsByDays()
    {
        BillingPlan plan = new() { Name = "p", Currency = "GBP", BaseFee = 31, IncludedUnits = 31, UnitPrice = 1 };
        LogPeriod twoMonths = new(new DateOnly(2026, 3, 22), new DateOnly(2026, 4, 15), "Europe/London");

        PlanPrice price = PlanPricing.Price(plan, [At(22, 9, 12), At(1, 9, 99)], twoMonths);

        price.Months.Select(month => month.Total.Amount).ShouldBe([12m, 15.5m]);
        price.CallsOutside.ShouldBe(1);
        price.MonthlyRange!.Value.Contains((double)price.Monthly.Amount).ShouldBeTrue();
    }

    [Fact]
    public void Price_DayOfTheClockChange_IsOneDay()
    {
        BillingPlan plan = new() { Name = "p", Currency = "GBP", UnitPrice = 1 };
        LogPeriod day = new(new DateOnly(2026, 3, 29), new DateOnly(2026, 3, 29), "Europe/London");
        BillableCall first = At(29, 0, 1) with { StartedAt = new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero) };

        PlanPricing.Price(plan, [first, first with { StartedAt = first.StartedAt.AddHours(22.99) }, first with { StartedAt = first.StartedAt.AddHours(23) }], day).BilledCalls.ShouldBe(2);
    }

    [Fact]
    public void Price_MoreCalls_NeverCostLess() => Gen.Select(PlanGen, Gen.Select(Gen.Int[1, 31], Gen.Int[0, 22], Gen.Int[0, 30], Gen.Bool).Array[0, 40]).Sample((plan, raw) =>
    {
        BillableCall[] calls = [.. raw.Select(item => At(item.Item1, item.Item2, item.Item3, item.Item4))];
        decimal before = 0;
        for (int count = 0; count <= calls.Length; count += 5)
        {
            decimal total = PlanPricing.Price(plan, calls[..count], March).Total.Amount;
            total.ShouldBeGreaterThanOrEqualTo(before);
            before = total;
        }
    }, iter: 50);

    [Fact]
    public void Price_OrderOfCalls_DoesNotMatter() => Gen.Select(PlanGen, Gen.Select(Gen.Int[1, 31], Gen.Int[0, 22], Gen.Int[0, 30]).Array[1, 30]).Sample((plan, raw) =>
    {
        BillableCall[] calls = [.. raw.Select(item => At(item.Item1, item.Item2, item.Item3))];

        PlanPricing.Price(plan, calls.Reverse(), March).ShouldBe(PlanPricing.Price(plan, calls, March));
    }, iter: 40);

    [Fact]
    public void From_CallRecord_ReadsWhatPricesNeed()
    {
        DateTimeOffset start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        CallUpdate update = new()
        {
            Call = new CallId("csv", "log", "1"),
            Revision = new CallRevision(start, "1"),
            StartedAt = start,
            AnsweredAt = start.AddSeconds(5),
            EndedAt = start.AddSeconds(125),
            HoldTime = TimeSpan.FromSeconds(10),
            Status = CallStatus.Completed,
            Disposition = new CallDisposition { Kind = DispositionKind.Spam },
            Transfers = [new TransferAttempt { Status = TransferStatus.Bridged, At = start.AddSeconds(65) }],
        };

        BillableCall call = BillableCall.From(CallHistory.From(update).ToRecord());

        call.ShouldBe(new BillableCall
        {
            StartedAt = start,
            Duration = TimeSpan.FromSeconds(120),
            HoldTime = TimeSpan.FromSeconds(10),
            AfterTransfer = TimeSpan.FromSeconds(60),
            IsAnswered = true,
            IsSpam = true,
            IsTransferred = true,
            IsInbound = true,
        });
        BillableCall.From(update with { Disposition = new CallDisposition { Kind = DispositionKind.VoicemailLeft } }).IsAnswered.ShouldBeFalse();
        Should.Throw<ArgumentException>(() => BillableCall.From(update with { StartedAt = null, AnsweredAt = null }));
    }

    private static readonly Gen<BillingPlan> PlanGen = Gen.Select(Gen.Int[0, 100], Gen.Int[0, 20], Gen.Int[0, 300], Gen.Int[0, 2], Gen.Int[0, 90], Gen.Int[0, 60], Gen.Bool, Gen.Bool).Select((basis, included, price, unit, increment, wrapUp, rounds, apart) => new BillingPlan
    {
        Name = "random",
        Currency = "GBP",
        BaseFee = basis,
        IncludedUnits = included,
        UnitPrice = price / 100m,
        Unit = (BillingUnit)unit,
        Increment = TimeSpan.FromSeconds(increment),
        WrapUp = TimeSpan.FromSeconds(wrapUp),
        RoundsWrapUp = rounds,
        IncludesOutOfHours = apart,
        Hours = Office,
        OutOfHoursSurcharge = 0.3m,
        HolidaySurcharge = 0.7m,
        TransferFee = 0.2m,
        BillsHold = rounds,
    });

    private static BillableCall At(int day, int hour, int minutes, bool transferred = false) => new()
    {
        StartedAt = new DateTimeOffset(2026, 3, day, hour, 30, 0, TimeSpan.Zero),
        Duration = TimeSpan.FromMinutes(minutes),
        IsAnswered = true,
        IsInbound = true,
        IsTransferred = transferred,
    };
}
