using BenchmarkDotNet.Attributes;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Economics;

namespace Outsourcing.Benchmarks;

/// <summary>Pricing a million calls of a year on ten plans, against the plain way: group by month, sum decimals.</summary>
[MemoryDiagnoser]
public class EconomicsBenchmarks
{
    private static readonly LogPeriod Year = new(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), "America/New_York");
    private BillableCall[] _calls = [];
    private BillingPlan[] _plans = [];

    [GlobalSetup]
    public void Setup()
    {
        Random random = new(11);
        DateTimeOffset start = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
        _calls = [.. Enumerable.Range(0, 1_000_000).Select(index => new BillableCall
        {
            StartedAt = start.AddSeconds(index * 31.0),
            Duration = TimeSpan.FromSeconds(random.Next(5, 600)),
            IsAnswered = random.Next(10) > 0,
            IsSpam = random.Next(20) == 0,
            IsInbound = true,
        })];
        ServiceHours office = new()
        {
            TimeZone = "America/New_York",
            Weekly = [.. Enumerable.Range(1, 5).Select(day => new OpeningHours { Day = (DayOfWeek)day, From = new TimeOnly(9, 0), Until = new TimeOnly(17, 0) })],
        };
        _plans = [.. Enumerable.Range(0, 10).Select(index => new BillingPlan
        {
            Name = $"plan {index}",
            Currency = "USD",
            BaseFee = 50 * index,
            IncludedUnits = 100 * index,
            UnitPrice = 1.5m - (0.05m * index),
            Increment = TimeSpan.FromSeconds(1 + (index * 6)),
            BillsSpam = index % 2 == 0,
            Hours = index % 2 == 0 ? office : null,
            OutOfHoursSurcharge = 0.25m,
        })];
    }

    [Benchmark(Baseline = true)]
    public decimal Linq()
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(Year.TimeZone);
        return _plans.Sum(plan => _calls
            .Where(call => call.IsAnswered && (plan.BillsSpam || !call.IsSpam))
            .Select(call => (Local: TimeZoneInfo.ConvertTime(call.StartedAt, zone), Units: Math.Ceiling((decimal)call.Duration.TotalSeconds / (decimal)plan.Increment.TotalSeconds) * (decimal)plan.Increment.TotalSeconds / 60))
            .GroupBy(item => item.Local.Month)
            .Sum(month => Math.Round(
                plan.BaseFee
                    + (Math.Max(0, month.Sum(item => item.Units) - plan.IncludedUnits) * plan.UnitPrice)
                    + month.Where(item => plan.Hours is not null && (item.Local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || item.Local.Hour is < 9 or >= 17)).Sum(item => item.Units * plan.OutOfHoursSurcharge),
                2,
                MidpointRounding.AwayFromZero)));
    }

    [Benchmark]
    public decimal Price() => PlanPricing.Price(_plans, _calls, Year).Sum(price => price.Total.Amount);
}
