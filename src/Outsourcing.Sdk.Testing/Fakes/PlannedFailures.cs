using System.Collections.Concurrent;

namespace Outsourcing.Testing;

/// <summary>The failures a test has planned for the next calls of a fake.</summary>
internal sealed class PlannedFailures
{
    private readonly ConcurrentQueue<Func<Exception>> _planned = new();

    internal void Plan(int times, Func<Exception>? failure)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        for (int time = 0; time < times; time++)
        {
            _planned.Enqueue(failure ?? (static () => new OutsourcingException("The fake fails because FailNext told it to.")));
        }
    }

    internal Exception? Take() => _planned.TryDequeue(out Func<Exception>? failure) ? failure() : null;

    /// <summary>Does a store's work under its lock, unless it is cancelled or to fail; what it refuses stands in the task.</summary>
    internal Task<T> AnswerAsync<T>(Lock gate, Func<T> answer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        if (Take() is { } failure)
        {
            return Task.FromException<T>(failure);
        }

        try
        {
            lock (gate)
            {
                return Task.FromResult(answer());
            }
        }
        catch (OutsourcingException refused)
        {
            return Task.FromException<T>(refused);
        }
    }
}
