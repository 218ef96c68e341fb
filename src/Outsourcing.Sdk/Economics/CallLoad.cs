using Outsourcing.Calls;
using Outsourcing.Statistics;

namespace Outsourcing.Economics;

/// <summary>What a call log says about the owner's load.</summary>
internal sealed record CallLoad
{
    internal required Figure Hours { get; init; }

    internal required double CallsPerMonth { get; init; }

    internal required double AnsweredPerMonth { get; init; }

    internal required Proportion Lost { get; init; }

    internal static CallLoad Measure(ReadOnlySpan<BillableCall> calls, LogPeriod period, TimeSpan workPerCall)
    {
        long[] starts = period.DayStarts();
        double[] hours = new double[period.Days];
        int answered = 0;
        int genuine = 0;
        int lost = 0;
        foreach (ref readonly BillableCall call in calls)
        {
            int day = call.IsInbound ? LogPeriod.DayOf(starts, call.StartedAt.UtcTicks) : -1;
            if (day < 0)
            {
                continue;
            }

            if (call.IsAnswered)
            {
                hours[day] += (call.Duration + workPerCall).TotalHours;
                answered++;
            }

            if (!call.IsSpam)
            {
                genuine++;
                lost += call.IsAnswered ? 0 : 1;
            }
        }

        (double mean, Interval range) = Estimate.Mean(hours);
        double days = period.Days / period.Months;
        return new CallLoad
        {
            Hours = new Figure(mean * days, double.IsFinite(range.Width) ? new Interval(Math.Max(0, range.Lower) * days, range.Upper * days) : new Interval(mean * days, mean * days)),
            CallsPerMonth = genuine / period.Months,
            AnsweredPerMonth = answered / period.Months,
            Lost = new Proportion(lost, genuine),
        };
    }
}
