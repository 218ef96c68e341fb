using Outsourcing.Calls;

namespace Outsourcing.Economics;

/// <summary>What a plan counts on one day, before any price: whole numbers, so that adding a million calls is exact and quick.</summary>
internal struct DayUsage
{
    internal long Ticks;
    internal long OutTicks;
    internal long HolidayTicks;
    internal int Calls;
    internal int OutCalls;
    internal int HolidayCalls;
    internal int Transfers;
    internal int Free;

    internal void Add(in DayUsage other)
    {
        Ticks += other.Ticks;
        OutTicks += other.OutTicks;
        HolidayTicks += other.HolidayTicks;
        Calls += other.Calls;
        OutCalls += other.OutCalls;
        HolidayCalls += other.HolidayCalls;
        Transfers += other.Transfers;
        Free += other.Free;
    }

    /// <summary>Counts the calls of each day of a period.</summary>
    internal static DayUsage[] Count(BillingPlan plan, ReadOnlySpan<BillableCall> calls, LogPeriod period, long[] dayStarts, out int outside)
    {
        DayUsage[] days = new DayUsage[period.Days];
        TariffCalendar? calendar = plan.Hours is { } hours && (plan.OutOfHoursSurcharge > 0 || plan.HolidaySurcharge > 0 || !plan.IncludesOutOfHours)
            ? new TariffCalendar(hours, period)
            : null;
        outside = 0;
        foreach (ref readonly BillableCall call in calls)
        {
            long at = call.StartedAt.UtcTicks;
            int day = LogPeriod.DayOf(dayStarts, at);
            if (day < 0)
            {
                outside++;
                continue;
            }

            ref DayUsage usage = ref days[day];
            long ticks = plan.BilledTicks(call);
            if (ticks < 0)
            {
                usage.Free++;
                continue;
            }

            usage.Ticks += ticks;
            usage.Calls++;
            usage.Transfers += call.IsTransferred ? 1 : 0;
            switch (calendar?.Of(at) ?? Tariff.Ordinary)
            {
                case Tariff.OutOfHours:
                    usage.OutTicks += ticks;
                    usage.OutCalls++;
                    break;
                case Tariff.Holiday:
                    usage.HolidayTicks += ticks;
                    usage.HolidayCalls++;
                    break;
            }
        }

        return days;
    }
}
