using Outsourcing.Storage;

namespace Outsourcing.Testing;

/// <summary>A handler that collects the changes of calls, so that a test sees what its app's handlers hear.</summary>
/// <remarks>Safe for use by several threads. A change that is delivered twice stands twice in <see cref="Changes"/>, as it reaches every handler.</remarks>
public sealed class FakeCallRecordHandler : ICallRecordHandler
{
    private readonly PlannedFailures _failures = new();

    /// <summary>Gets the changes that were handled, in order; those that were told to fail are not among them.</summary>
    public Collected<CallRecordChange> Changes { get; } = new();

    /// <summary>Gets the changes that failed because <see cref="FailNext"/> told them to.</summary>
    public Collected<CallRecordChange> Failed { get; } = new();

    /// <summary>Lets the next changes fail.</summary>
    /// <param name="times">How many, 1 or more.</param>
    /// <param name="failure">Makes what is thrown, such as a <see cref="PermanentWorkException"/>; an <see cref="OutsourcingException"/> when left out.</param>
    public void FailNext(int times = 1, Func<Exception>? failure = null) => _failures.Plan(times, failure);

    /// <inheritdoc/>
    public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        if (_failures.Take() is { } failure)
        {
            Failed.Add(change);
            return Task.FromException(failure);
        }

        Changes.Add(change);
        return Task.CompletedTask;
    }
}
