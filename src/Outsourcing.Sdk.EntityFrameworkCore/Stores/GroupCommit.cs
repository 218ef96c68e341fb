using System.Data.Common;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>
/// Commits what several callers ask for at the same time in one transaction: whoever comes while a commit is under way goes with the next.
/// Nobody waits for a timer, and each hears of its own piece only when it is durable.
/// </summary>
/// <param name="most">How many pieces go in one transaction at most.</param>
/// <param name="commit">Commits pieces and gives the result of each, in their order.</param>
internal sealed class GroupCommit<TItem, TResult>(int most, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> commit)
{
    // So many failures one after another are the store's and not the pieces': the rest need not wait for theirs.
    private const int AwayAfter = 3;

    private readonly Lock _gate = new();
    private readonly Queue<Waiter> _waiting = [];
    private bool _running;

    /// <summary>Has a piece committed.</summary>
    /// <param name="item">The piece.</param>
    /// <param name="cancellationToken">Ends the waiting. A piece that waits is left out; one under way may be committed nevertheless.</param>
    /// <returns>The piece's own result, or its own failure.</returns>
    public Task<TResult> AddAsync(TItem item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter = new(item, cancellationToken);
        lock (_gate)
        {
            _waiting.Enqueue(waiter);
            if (!_running)
            {
                _running = true;

                // Without the caller's context: the commit is nobody's in particular.
                ThreadPool.UnsafeQueueUserWorkItem(static group => _ = group.RunAsync(), this, preferLocal: false);
            }
        }

        return waiter.Result.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            await CommitAsync(group).ConfigureAwait(false);
        }
    }

    private List<Waiter> Take()
    {
        List<Waiter> group = [];
        lock (_gate)
        {
            while (group.Count < most && _waiting.TryDequeue(out Waiter? waiter))
            {
                if (!waiter.CancellationToken.IsCancellationRequested)
                {
                    group.Add(waiter);
                }
            }

            _running = group.Count > 0;
        }

        return group;
    }

    private async Task CommitAsync(List<Waiter> group)
    {
        try
        {
            IReadOnlyList<TResult> results = await commit([.. group.Select(waiter => waiter.Item)]).ConfigureAwait(false);
            for (int i = 0; i < group.Count; i++)
            {
                group[i].Result.SetResult(results[i]);
            }
        }
#pragma warning disable CA1031 // Each caller hears what went wrong.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (group.Count > 1 && !IsAway(failure))
            {
                await CommitEachAsync(group).ConfigureAwait(false);
            }
            else
            {
                group.ForEach(waiter => waiter.Fail(failure));
            }
        }
    }

    // One piece that the database refuses must not cost the others theirs.
    private async Task CommitEachAsync(List<Waiter> group)
    {
        int inARow = 0;
        for (int i = 0; i < group.Count; i++)
        {
            if (group[i].CancellationToken.IsCancellationRequested)
            {
                continue;
            }

            try
            {
                group[i].Result.SetResult((await commit([group[i].Item]).ConfigureAwait(false))[0]);
                inARow = 0;
            }
#pragma warning disable CA1031 // Its caller hears what went wrong.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                group[i].Fail(failure);
                if (++inARow == AwayAfter)
                {
                    group[(i + 1)..].ForEach(waiter => waiter.Fail(failure));
                    return;
                }
            }
        }
    }

    // A deadlock is between pieces and not of the store: alone, each has its turn.
    private static bool IsAway(Exception failure) => failure is DbException { IsTransient: true, SqlState: not ("40P01" or "40001") };

    private sealed class Waiter(TItem item, CancellationToken cancellationToken)
    {
        public TItem Item { get; } = item;

        public CancellationToken CancellationToken { get; } = cancellationToken;

        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Fail(Exception failure)
        {
            Result.SetException(failure);

            // Whoever gave up waiting looks no more; that is no failure nobody handled.
            _ = Result.Task.Exception;
        }
    }
}
