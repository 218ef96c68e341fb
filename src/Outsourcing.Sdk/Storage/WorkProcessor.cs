using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Outsourcing.Storage;

/// <summary>Does stored work: leases it, runs it in its tenant's name, and settles every attempt.</summary>
/// <typeparam name="TItem">What is worked on.</typeparam>
public abstract partial class WorkProcessor<TItem>
{
    // What is slow holds up no other work for longer than this; what is not is worked on and recorded together, batch by batch.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    // What obeys its cancellation ends, and gives its lease back, within this.
    private static readonly TimeSpan Obedience = TimeSpan.FromSeconds(1);

    // After a failure only the poll's pause wakes the worker: announcements would make it spin on a store that is away.
    private static readonly Task NeverAnnounced = new TaskCompletionSource().Task;
    private readonly IWorkStore<TItem> _queue;
    private readonly WorkOptions _options;
    private readonly ITenantAccessor _tenants;
    private readonly WorkSignal _signal;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    private protected WorkProcessor(
        IWorkStore<TItem> queue, IOptions<WorkOptions> options, ITenantAccessor tenants, WorkSignal signal, TimeProvider time, ILogger logger)
    {
        _queue = queue;
        _options = options.Value;
        _tenants = tenants;
        _signal = signal;
        _time = time;
        _logger = logger;
    }

    /// <summary>Works until cancelled. What was begun may end within <see cref="WorkOptions.StopGrace"/>; then it is cancelled, and given back without counting as an attempt.</summary>
    /// <param name="cancellationToken">Stops taking up work.</param>
    /// <returns>A task that ends after the cancellation. What does not end although it was cancelled is left alone: its lease ends by itself.</returns>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource breaking = new();
        SemaphoreSlim slots = new(_options.Parallelism);
        List<Task> slow = [];
        while (!cancellationToken.IsCancellationRequested)
        {
            Task announced = _signal.Watch<TItem>();
            Task wake;
            int taken;
            try
            {
                // Leases run while their work waits for a slot, so none is taken before one is free.
                await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
                slots.Release();
                (taken, Task ended) = await BeginBatchAsync(slots, breaking.Token, cancellationToken).ConfigureAwait(false);
                slow.Add(ended);
                await WaitAsync(ended, Patience, cancellationToken).ConfigureAwait(false);
                foreach (Task over in slow.Where(batch => batch.IsCompleted).ToArray())
                {
                    slow.Remove(over);
                    await over.ConfigureAwait(false);
                }

                // What a slow piece held back, such as the next change of its call, is due when it ends.
                wake = slow.Count == 0 ? announced : Task.WhenAny([announced, .. slow]);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // A store that is away for a while must not end the worker.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogStoreFailed(_logger, typeof(TItem).Name, failure.GetType().Name);
                taken = 0;
                wake = NeverAnnounced;
            }

            if (taken == 0)
            {
                await WaitAsync(wake, _options.PollInterval, cancellationToken).ConfigureAwait(false);
            }
        }

        Task all = Task.WhenAll(slow);
        await WaitAsync(all, _options.StopGrace, CancellationToken.None).ConfigureAwait(false);
        await breaking.CancelAsync().ConfigureAwait(false);
        await (BreaksOff ? WaitAsync(all, Obedience, CancellationToken.None) : all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Does all work that is due now.</summary>
    /// <param name="cancellationToken">Stops taking up work; what was begun is finished.</param>
    /// <returns>How many pieces were leased.</returns>
    public async Task<int> ProcessPendingAsync(CancellationToken cancellationToken = default)
    {
        SemaphoreSlim slots = new(_options.Parallelism);
        int total = 0;
        int taken;
        do
        {
            (taken, Task ended) = await BeginBatchAsync(slots, CancellationToken.None, cancellationToken).ConfigureAwait(false);
            await ended.ConfigureAwait(false);
            total += taken;
        }
        while (taken > 0);
        return total;
    }

    /// <summary>Gets whether what runs may be left alone once it was cancelled by a stop; if not, it is waited for until it ends.</summary>
    private protected virtual bool BreaksOff => true;

    /// <summary>Leases work that is due.</summary>
    /// <param name="limit">How many pieces at most.</param>
    /// <param name="duration">How long they are this worker's alone.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The leases.</returns>
    private protected virtual Task<IReadOnlyList<WorkLease<TItem>>> LeaseAsync(int limit, TimeSpan duration, CancellationToken cancellationToken) =>
        _queue.LeaseAsync(limit, duration, cancellationToken);

    /// <summary>Does one piece of work.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="leaseEnds">Cancelled when the lease is about to end: for what a stop must not break in the middle.</param>
    /// <param name="cancellationToken">Cancelled when the lease is about to end, or when the host stops and the grace is over. Throwing for it leaves the work as it was before.</param>
    /// <returns>What records that it is done and tells whether the lease still held; begun once the work is done, and waited for apart, so that pieces done one after another can be recorded together.</returns>
    private protected abstract Task<Task<bool>> WorkAsync(WorkLease<TItem> lease, CancellationToken leaseEnds, CancellationToken cancellationToken);

    [LoggerMessage(EventId = 101, Level = LogLevel.Warning, Message = "Work {Kind} {Id} failed at attempt {Attempt} with {Failure}; given up: {GivenUp}")]
    private static partial void LogFailed(ILogger logger, string kind, long id, int attempt, string failure, bool givenUp);

    [LoggerMessage(EventId = 102, Level = LogLevel.Warning, Message = "Work {Kind} {Id} took longer than its lease; another worker has it")]
    private static partial void LogLeaseLost(ILogger logger, string kind, long id);

    [LoggerMessage(EventId = 103, Level = LogLevel.Error, Message = "The store of work {Kind} failed with {Failure}; trying again")]
    private static partial void LogStoreFailed(ILogger logger, string kind, string failure);

    [LoggerMessage(EventId = 104, Level = LogLevel.Warning, Message = "{Count} pieces of work {Kind} could not be given back ({Failure}); they come again when their leases end")]
    private static partial void LogNotGivenBack(ILogger logger, int count, string kind, string failure);

    // A message of an SDK exception is written to be shown; any other may hold personal data, so its type stands for it.
    private static string Describe(Exception failure) =>
        failure is OutsourcingException ? $"{failure.GetType().Name}: {failure.Message}" : failure.GetType().FullName ?? failure.GetType().Name;

    // Returns when all that was leased is begun; the task it gives ends when all of that is settled.
    private async Task<(int Taken, Task Ended)> BeginBatchAsync(SemaphoreSlim slots, CancellationToken breaking, CancellationToken cancellationToken)
    {
        IReadOnlyList<WorkLease<TItem>> leases = await LeaseAsync(_options.BatchSize, _options.LeaseDuration, cancellationToken).ConfigureAwait(false);
        List<Task> begun = new(leases.Count);
        foreach (WorkLease<TItem> lease in leases)
        {
            await ((Task)slots.WaitAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                begun.Add(GiveBackAsync([.. leases.Skip(begun.Count)]));
                break;
            }

            if (begun.Any(task => task.IsFaulted))
            {
                // Not even a failure can be recorded: the store is away, and the rest comes again when its leases end.
                slots.Release();
                break;
            }

            begun.Add(Task.Run(() => SettleAsync(lease, slots, breaking), CancellationToken.None));
        }

        return (leases.Count, Task.WhenAll(begun));
    }

    private async Task SettleAsync(WorkLease<TItem> lease, SemaphoreSlim slots, CancellationToken breaking)
    {
        Task<bool>? recorded;
        try
        {
            recorded = await AttemptAsync(lease, breaking).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }

        if (recorded is not null)
        {
            await EndAsync(lease, recorded).ConfigureAwait(false);
        }
    }

    private async Task<Task<bool>?> AttemptAsync(WorkLease<TItem> lease, CancellationToken breaking)
    {
        TimeSpan left = lease.Until - _time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            // Waiting for its turn in the batch used up the lease: whoever leases it next does it.
            return null;
        }

        using IDisposable tenant = _tenants.Use(lease.Tenant);
        using CancellationTokenSource ending = new(left, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, breaking);
        try
        {
            return await WorkAsync(lease, ending.Token, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (breaking.IsCancellationRequested && !ending.IsCancellationRequested)
        {
            await GiveBackAsync([lease]).ConfigureAwait(false);
            return null;
        }
#pragma warning disable CA1031 // Whatever a handler or store throws is an attempt that failed.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await FailAsync(lease, failure).ConfigureAwait(false);
            return null;
        }
    }

    private async Task GiveBackAsync(IReadOnlyCollection<WorkLease<TItem>> leases)
    {
        try
        {
            await _queue.GiveBackAsync(leases, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The leases end by themselves.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotGivenBack(_logger, leases.Count, typeof(TItem).Name, failure.GetType().Name);
        }
    }

    private async Task EndAsync(WorkLease<TItem> lease, Task<bool> recorded)
    {
        try
        {
            if (!await recorded.ConfigureAwait(false))
            {
                LogLeaseLost(_logger, typeof(TItem).Name, lease.Id);
            }
        }
#pragma warning disable CA1031 // What the store does not record is an attempt that failed.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await FailAsync(lease, failure).ConfigureAwait(false);
        }
    }

    private async Task FailAsync(WorkLease<TItem> lease, Exception failure)
    {
        WorkRetryException? later = failure as WorkRetryException;
        if (later is { IsAttempt: false })
        {
            await _queue.DeferAsync(lease, Describe(later), later.RetryAt, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        bool givenUp = failure is PermanentWorkException || (later is null && lease.Attempt >= _options.MaximumAttempts);
        LogFailed(_logger, typeof(TItem).Name, lease.Id, lease.Attempt, failure.GetType().Name, givenUp);
        DateTimeOffset? retryAt = givenUp ? null : later?.RetryAt ?? (_time.GetUtcNow() + _options.PauseAfter(lease.Attempt));
        await _queue.FailAsync(lease, Describe(failure), retryAt, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task WaitAsync(Task awaited, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using CancellationTokenSource pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task poll = Task.Delay(atMost, _time, pause.Token);
        await Task.WhenAny(awaited, poll).ConfigureAwait(false);
        await pause.CancelAsync().ConfigureAwait(false);
    }
}
