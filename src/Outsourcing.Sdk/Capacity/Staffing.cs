using Outsourcing.Delegation;

namespace Outsourcing.Capacity;

/// <summary>How many agents a load needs.</summary>
public sealed record StaffingRequirement
{
    /// <summary>Gets the agents at the desk.</summary>
    public required int Agents { get; init; }

    /// <summary>Gets the agents to schedule, shrinkage included.</summary>
    public required int Scheduled { get; init; }

    /// <summary>Gets how that many serve the load; <see langword="null"/> when nothing is offered.</summary>
    public QueuePerformance? Performance { get; init; }
}

/// <summary>What sharing a desk saves.</summary>
public sealed record PooledDesk
{
    /// <summary>Gets how many businesses share the desk.</summary>
    public required int Businesses { get; init; }

    /// <summary>Gets what the shared desk needs.</summary>
    public required StaffingRequirement Requirement { get; init; }

    /// <summary>Gets the agents each business pays for in effect.</summary>
    public double AgentsPerBusiness => (double)Requirement.Agents / Businesses;
}

/// <summary>Computes agents from load and target.</summary>
public static class Staffing
{
    /// <summary>Computes the fewest agents that meet every part of the target.</summary>
    /// <param name="load">The load; with a patience it is modelled by Erlang A, otherwise by Erlang C.</param>
    /// <param name="target">The target.</param>
    /// <returns>The requirement.</returns>
    public static StaffingRequirement Require(QueueLoad load, StaffingTarget target)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(target);
        if (load.CallsPerHour == 0)
        {
            return Of(target.MinimumAgents, target, null);
        }

        return load.MeanPatience is null ? Delay(load, target) : Abandonment(load, target);
    }

    /// <summary>Computes the requirement of each interval, for example of a week.</summary>
    /// <param name="loads">The loads in order.</param>
    /// <param name="target">The target.</param>
    /// <returns>One requirement per load.</returns>
    public static IReadOnlyList<StaffingRequirement> Require(IReadOnlyList<QueueLoad> loads, StaffingTarget target)
    {
        ArgumentNullException.ThrowIfNull(loads);
        return ValueList.Copy(loads.Select(load => Require(load, target)));
    }

    /// <summary>Computes the requirement of a week.</summary>
    /// <param name="demand">The demand.</param>
    /// <param name="target">The target; its minimum holds for every open hour.</param>
    /// <param name="hours">When calls are answered; <see langword="null"/> for around the clock. An hour that is open in part is open.</param>
    /// <param name="atUpperBound">Whether to plan for the upper end of each hour's range instead of its mean.</param>
    /// <returns>The requirement.</returns>
    public static WeeklyRequirement RequireWeek(CallDemand demand, StaffingTarget target, ServiceHours? hours = null, bool atUpperBound = false)
    {
        ArgumentNullException.ThrowIfNull(demand);
        ArgumentNullException.ThrowIfNull(target);
        bool[] open = OpenHours(hours);
        return new WeeklyRequirement
        {
            Target = target,
            Hours = [.. demand.Hours.Select((hour, slot) =>
            {
                QueueLoad load = demand.LoadAt(hour.Day, hour.Hour, atUpperBound);
                return new IntervalRequirement { Day = hour.Day, Hour = hour.Hour, IsOpen = open[slot], Load = load, Requirement = open[slot] ? Require(load, target) : new() { Agents = 0, Scheduled = 0 } };
            })],
        };
    }

    /// <summary>Computes what desks of several sizes need, to see what sharing saves.</summary>
    /// <param name="each">The load of one business.</param>
    /// <param name="businesses">How many share; each 1 or more.</param>
    /// <param name="target">The target.</param>
    /// <returns>One desk per number.</returns>
    public static IReadOnlyList<PooledDesk> Pool(QueueLoad each, IReadOnlyList<int> businesses, StaffingTarget target)
    {
        ArgumentNullException.ThrowIfNull(businesses);
        return ValueList.Copy(businesses.Select(count => Pool(each, count, target)));
    }

    /// <summary>Computes what a desk needs that several like businesses share: the quantitative case for outsourcing.</summary>
    /// <param name="each">The load of one business.</param>
    /// <param name="businesses">How many share; 1 or more.</param>
    /// <param name="target">The target.</param>
    /// <returns>The shared desk.</returns>
    public static PooledDesk Pool(QueueLoad each, int businesses, StaffingTarget target)
    {
        ArgumentNullException.ThrowIfNull(each);
        ArgumentOutOfRangeException.ThrowIfLessThan(businesses, 1);
        return new PooledDesk
        {
            Businesses = businesses,
            Requirement = Require(new QueueLoad(each.CallsPerHour * businesses, each.AverageHandleTime, each.MeanPatience), target),
        };
    }

    private static bool[] OpenHours(ServiceHours? hours)
    {
        bool[] open = new bool[168];
        if (hours is null)
        {
            Array.Fill(open, true);
            return open;
        }

        foreach (OpeningHours stretch in hours.Weekly)
        {
            int from = (((int)stretch.Day + 6) % 7 * 1440) + (int)stretch.From.ToTimeSpan().TotalMinutes;
            int length = (int)(stretch.Until - stretch.From).TotalMinutes;
            length = length <= 0 ? length + 1440 : length;
            for (int minute = from; minute < from + length; minute++)
            {
                open[minute / 60 % 168] = true;
            }
        }

        return open;
    }

    private static StaffingRequirement Delay(QueueLoad load, StaffingTarget target)
    {
        double erlangs = load.Erlangs;
        double blocking = 1;
        for (int agents = 1; ; agents++)
        {
            blocking = ErlangB.Following(blocking, agents, erlangs);
            if (agents < target.MinimumAgents || agents <= erlangs || erlangs / agents > target.MaxOccupancy)
            {
                continue;
            }

            double waiting = ErlangC.Waiting(blocking, agents, erlangs);
            double level = 1 - (waiting * Math.Exp(-(agents - erlangs) * target.AnswerWithin.TotalSeconds / load.AverageHandleTime.TotalSeconds));
            if (level >= target.ServiceLevel)
            {
                return Of(agents, target, ErlangC.Performance(load, agents, target.AnswerWithin, blocking));
            }
        }
    }

    private static StaffingRequirement Abandonment(QueueLoad load, StaffingTarget target)
    {
        // Every part of the target is monotone in agents: start where the square-root rule or the occupancy points to, gallop from there, then halve.
        int least = Math.Max(1, target.MinimumAgents);
        double erlangs = load.Erlangs;
        double guess = Math.Ceiling(Math.Max(erlangs / target.MaxOccupancy, erlangs + (0.5 * Math.Sqrt(erlangs))));
        int step = 1 + (int)(Math.Sqrt(erlangs) / 8);
        int enough = (int)Math.Clamp(guess, least, int.MaxValue / 4);
        int few = least - 1;
        QueuePerformance performance = ErlangA.Evaluate(load, enough, target.AnswerWithin);
        if (Meets(performance, target))
        {
            while (enough > least)
            {
                int fewer = Math.Max(least, enough - step);
                QueuePerformance candidate = ErlangA.Evaluate(load, fewer, target.AnswerWithin);
                if (!Meets(candidate, target))
                {
                    few = fewer;
                    break;
                }

                (enough, performance, step) = (fewer, candidate, step * 2);
            }
        }
        else
        {
            while (!Meets(performance, target))
            {
                few = enough;
                (enough, step) = (enough + step, step * 2);
                performance = ErlangA.Evaluate(load, enough, target.AnswerWithin);
            }
        }

        while (enough - few > 1)
        {
            int middle = few + ((enough - few) / 2);
            QueuePerformance candidate = ErlangA.Evaluate(load, middle, target.AnswerWithin);
            if (Meets(candidate, target))
            {
                (enough, performance) = (middle, candidate);
            }
            else
            {
                few = middle;
            }
        }

        return Of(enough, target, performance);
    }

    private static bool Meets(QueuePerformance performance, StaffingTarget target) =>
        performance.ServiceLevel(target.Denominator) >= target.ServiceLevel
        && performance.Occupancy <= target.MaxOccupancy
        && performance.AbandonmentProbability <= target.MaxAbandonment;

    // 14/(1 − 0.3) is 20, not the 20.000000000000004 of binary arithmetic.
    private static StaffingRequirement Of(int agents, StaffingTarget target, QueuePerformance? performance) =>
        new() { Agents = agents, Scheduled = (int)Math.Ceiling((agents / (1 - target.Shrinkage)) - 1e-9), Performance = performance };
}
