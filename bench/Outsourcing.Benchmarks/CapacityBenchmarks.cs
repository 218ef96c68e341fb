using BenchmarkDotNet.Attributes;
using Outsourcing.Capacity;

namespace Outsourcing.Benchmarks;

/// <summary>Staffing a week of 672 quarter hours at 5 to 500 erlangs, against the plain way: try 1, 2, 3… agents and sum the series each time.</summary>
[MemoryDiagnoser]
public class CapacityBenchmarks
{
    private static readonly StaffingTarget Target = new() { Shrinkage = 0.3 };
    private QueueLoad[] _loads = [];
    private QueueLoad[] _impatient = [];

    [GlobalSetup]
    public void Setup()
    {
        TimeSpan handle = TimeSpan.FromSeconds(240);
        _loads = [.. Enumerable.Range(0, 672).Select(slot => new QueueLoad((5 + (495.0 * slot / 671)) * 3600 / handle.TotalSeconds, handle))];
        _impatient = [.. _loads.Select(load => new QueueLoad(load.CallsPerHour, load.AverageHandleTime, TimeSpan.FromSeconds(120)))];
    }

    [Benchmark(Baseline = true)]
    public int Linq() => _loads.Sum(load =>
    {
        double erlangs = load.Erlangs;
        return Enumerable.Range((int)erlangs + 1, int.MaxValue / 2).First(agents =>
        {
            double blocking = Enumerable.Range(1, agents).Aggregate(1.0, (before, n) => erlangs * before / (n + (erlangs * before)));
            double waiting = blocking / (1 - (erlangs / agents * (1 - blocking)));
            double level = 1 - (waiting * Math.Exp(-(agents - erlangs) * Target.AnswerWithin.TotalSeconds / load.AverageHandleTime.TotalSeconds));
            return level >= Target.ServiceLevel && erlangs / agents <= Target.MaxOccupancy;
        });
    });

    [Benchmark]
    public int Week() => Staffing.Require(_loads, Target).Sum(requirement => requirement.Agents);

    [Benchmark]
    public int WeekWithAbandonment() => Staffing.Require(_impatient, Target).Sum(requirement => requirement.Agents);
}
