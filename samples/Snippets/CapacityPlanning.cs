using Outsourcing.Calls;
using Outsourcing.Capacity;
using Outsourcing.Delegation;

namespace Outsourcing.Snippets;

internal static class CapacityPlanning
{
    internal static void Desk()
    {
        QueueLoad load = new(callsPerHour: 6, averageHandleTime: TimeSpan.FromMinutes(4));
        StaffingTarget target = new() { ServiceLevel = 0.8, AnswerWithin = TimeSpan.FromSeconds(20) };
        StaffingRequirement alone = Staffing.Require(load, target);
        PooledDesk shared = Staffing.Pool(load, businesses: 20, target);
        Console.WriteLine($"{alone.Agents} agents alone, {shared.AgentsPerBusiness:0.00} each when 20 share");
    }

    internal static void Unstable(QueueLoad load)
    {
        Verdict<QueuePerformance> verdict = ErlangC.Evaluate(load, agents: 1, TimeSpan.FromSeconds(20));
        string answer = verdict.IsDecided
            ? $"{verdict.Value.ServiceLevelOfOffered:P0} of the calls offered are answered in time"
            : verdict.Refusal.Reason;
        Console.WriteLine(answer);
    }

    internal static void Week(IEnumerable<CallRecord> calls, ServiceHours hours)
    {
        LogPeriod period = new(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 29), "America/Chicago");
        CallDemand demand = CallDemand.Fit(calls, period).Require();
        WeeklyRequirement week = Staffing.RequireWeek(demand, new StaffingTarget { MinimumAgents = 1 }, hours);
        File.WriteAllText("week.svg", week.ToSvg());
        File.WriteAllText("week.md", week.ToMarkdown());
    }
}
