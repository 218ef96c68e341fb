namespace Outsourcing.Storage;

/// <summary>Wakes the workers of this process when work was stored, so that it need not wait for the next poll.</summary>
public sealed class WorkSignal
{
    private volatile TaskCompletionSource _raised = Create();

    /// <summary>Announces that work was stored.</summary>
    public void Raise() => Interlocked.Exchange(ref _raised, Create()).TrySetResult();

    /// <summary>Takes what completes at the next announcement. Take it before looking for work, so that none is missed.</summary>
    /// <returns>The task.</returns>
    internal Task Watch() => _raised.Task;

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
