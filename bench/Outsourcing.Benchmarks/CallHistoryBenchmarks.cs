using BenchmarkDotNet.Attributes;
using Outsourcing.Calls;

namespace Outsourcing.Benchmarks;

/// <summary>Merging a million updates of 200,000 calls, in a shuffled order.</summary>
[MemoryDiagnoser]
public class CallHistoryBenchmarks
{
    private CallUpdate[] _updates = [];

    [GlobalSetup]
    public void Setup()
    {
        DateTimeOffset noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        CallStatus[] statuses = [CallStatus.Queued, CallStatus.Ringing, CallStatus.InProgress, CallStatus.Completed, CallStatus.Completed];
        _updates = [.. Enumerable.Range(0, 1_000_000).Select(index => new CallUpdate
        {
            Call = new CallId("twilio", "north", $"CA{index % 200_000}"),
            Revision = new CallRevision(noon.AddSeconds(index / 200_000), $"e{index}"),
            Status = statuses[index / 200_000],
        })];
        new Random(7).Shuffle(_updates);
    }

    /// <summary>Last write wins: the newest update of each call stays, and what the others say is lost.</summary>
    [Benchmark(Baseline = true)]
    public int KeepTheNewest()
    {
        Dictionary<CallId, CallUpdate> calls = [];
        foreach (CallUpdate update in _updates)
        {
            if (!calls.TryGetValue(update.Call, out CallUpdate? newest) || newest.Revision < update.Revision)
            {
                calls[update.Call] = update;
            }
        }

        return calls.Values.Count(update => update.Status == CallStatus.Completed);
    }

    [Benchmark]
    public int MergeMillion()
    {
        Dictionary<CallId, CallHistory> calls = [];
        foreach (CallUpdate update in _updates)
        {
            calls[update.Call] = calls.TryGetValue(update.Call, out CallHistory? history) ? history.Merge(update) : CallHistory.From(update);
        }

        return calls.Values.Count(history => history.ToRecord().Status == CallStatus.Completed);
    }
}
