using System.Collections.Concurrent;

namespace Outsourcing.Storage;

/// <summary>Wakes the workers of this process when work was stored, so that it need not wait for the next poll.</summary>
public sealed class WorkSignal
{
    private readonly ConcurrentDictionary<Type, TaskCompletionSource> _watched = new();

    /// <summary>Announces that work was stored, of whichever kinds.</summary>
    public void Raise()
    {
        foreach (Type kind in _watched.Keys)
        {
            Raise(kind);
        }
    }

    /// <summary>Announces that work of one kind was stored. The other kinds' workers need not look for theirs.</summary>
    /// <typeparam name="TItem">What is worked on, such as <see cref="InboxMessage"/>.</typeparam>
    public void Raise<TItem>() => Raise(typeof(TItem));

    /// <summary>Takes what completes at the next announcement. Take it before looking for work, so that none is missed.</summary>
    /// <returns>The task.</returns>
    internal Task Watch<TItem>() => _watched.GetOrAdd(typeof(TItem), static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Raise(Type kind)
    {
        if (_watched.TryRemove(kind, out TaskCompletionSource? announced))
        {
            announced.TrySetResult();
        }
    }
}
