using System.Collections;

namespace Outsourcing.Testing;

/// <summary>What a fake was given, in the order it came; a test reads it, or waits for what is still to come.</summary>
/// <typeparam name="T">What is collected.</typeparam>
/// <remarks>Safe for use by several threads. Enumerating it goes over what was there when it began. Waiting takes no time of its own: it ends when the item comes.</remarks>
public sealed class Collected<T> : IReadOnlyList<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _items = [];
    private TaskCompletionSource _grown = New();
    private long _removed;

    internal Collected()
    {
    }

    /// <summary>Gets how many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _items.Count;
            }
        }
    }

    /// <summary>Gets one of them.</summary>
    /// <param name="index">The place, from 0.</param>
    public T this[int index]
    {
        get
        {
            lock (_gate)
            {
                return _items[index];
            }
        }
    }

    /// <summary>Waits until so many are there.</summary>
    /// <param name="count">How many, 1 or more; what <see cref="Clear"/> removed does not count.</param>
    /// <param name="cancellationToken">Ends the waiting, so that a test fails rather than hangs.</param>
    /// <returns>The first so many, in order.</returns>
    /// <exception cref="OperationCanceledException">They did not come in time.</exception>
    public async Task<IReadOnlyList<T>> WaitForCountAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        while (true)
        {
            Task grown;
            lock (_gate)
            {
                if (_items.Count >= count)
                {
                    return ValueList.Copy(_items.Take(count));
                }

                grown = _grown.Task;
            }

            await grown.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for one that matches; one that is there already counts.</summary>
    /// <param name="matches">Tells whether it is the one; asked once of each, in order.</param>
    /// <param name="cancellationToken">Ends the waiting, so that a test fails rather than hangs.</param>
    /// <returns>The first that matches.</returns>
    /// <exception cref="OperationCanceledException">It did not come in time.</exception>
    public async Task<T> WaitForAsync(Predicate<T> matches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matches);
        long seen = 0;
        while (true)
        {
            T[] fresh;
            Task grown;
            lock (_gate)
            {
                fresh = [.. _items.Skip((int)Math.Max(0, seen - _removed))];
                seen = _removed + _items.Count;
                grown = _grown.Task;
            }

            foreach (T item in fresh)
            {
                if (matches(item))
                {
                    return item;
                }
            }

            await grown.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets what came so far, so that a test looks only at what follows.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _removed += _items.Count;
            _items.Clear();
        }
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        T[] items;
        lock (_gate)
        {
            items = [.. _items];
        }

        return items.AsEnumerable().GetEnumerator();
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(T item)
    {
        TaskCompletionSource grown;
        lock (_gate)
        {
            _items.Add(item);
            grown = _grown;
            _grown = New();
        }

        grown.SetResult();
    }

    // What waits goes on on a thread of its own, never inside the fake that was called.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
