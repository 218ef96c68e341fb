using System.Collections.Concurrent;
using System.Threading.Channels;
using Outsourcing.Calls;
using Outsourcing.Storage;

namespace MinimalCrm.Work;

/// <summary>Tells the open dashboards of calls as they change.</summary>
internal sealed class LiveCalls
{
    private readonly ConcurrentDictionary<Channel<CallRecord>, bool> _listeners = new();

    internal void Publish(CallRecord call)
    {
        foreach (Channel<CallRecord> listener in _listeners.Keys)
        {
            listener.Writer.TryWrite(call);
        }
    }

    internal async IAsyncEnumerable<CallRecord> ListenAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A browser that is slow misses the oldest; the page shows all when it is loaded again.
        Channel<CallRecord> channel = Channel.CreateBounded<CallRecord>(new BoundedChannelOptions(200) { FullMode = BoundedChannelFullMode.DropOldest });
        _listeners[channel] = true;
        try
        {
            await foreach (CallRecord call in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return call;
            }
        }
        finally
        {
            _listeners.TryRemove(channel, out _);
        }
    }
}

/// <summary>Hears of every change of every call from the SDK, and passes on those of calls that go on or have just ended: an imported log is no live call.</summary>
internal sealed class LiveCallHandler(LiveCalls live, TimeProvider time) : ICallRecordHandler
{
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
    {
        if ((change.Record.StartedAt ?? change.Record.LastRevision.At) > time.GetUtcNow() - Recent)
        {
            live.Publish(change.Record);
        }

        return Task.CompletedTask;
    }
}
