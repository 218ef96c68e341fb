using System.Collections.Concurrent;
using System.Diagnostics;

namespace Outsourcing.Telephony.Tests.Faults;

/// <summary>Measures how late this machine runs what is due, so that a bound on a real clock judges the SDK and not the machine.</summary>
internal sealed class Lateness : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<(long At, TimeSpan Late)> _beats = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _beating;

    internal Lateness() => _beating = BeatAsync();

    /// <summary>Gives twice the worst: a timer and what it starts can both be late.</summary>
    internal TimeSpan Since(long timestamp) =>
        2 * _beats.Where(beat => beat.At >= timestamp).Select(beat => beat.Late).DefaultIfEmpty(TimeSpan.Zero).Max();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        _end.Dispose();
    }

    private async Task BeatAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            long start = Stopwatch.GetTimestamp();
            await Task.Delay(Beat, TimeProvider.System, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _beats.Enqueue((Stopwatch.GetTimestamp(), Stopwatch.GetElapsedTime(start) - Beat));
        }
    }
}
