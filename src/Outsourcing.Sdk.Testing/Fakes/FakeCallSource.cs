using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Testing;

/// <summary>The calls a provider can be asked for, as a test says them.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class FakeCallSource : ICallSource
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CallId, CallUpdate> _calls = [];
    private readonly PlannedFailures _failures = new();

    /// <summary>Gets the calls that were asked for, in order, those among them that are not known.</summary>
    public Collected<CallId> Fetched { get; } = new();

    /// <summary>Says what the provider knows of a call from now on.</summary>
    /// <param name="state">The call, such as <see cref="CallBuilder.ToFetched"/> makes it. It takes the place of what was said of it before.</param>
    /// <returns>This source.</returns>
    public FakeCallSource Add(CallUpdate state)
    {
        ArgumentNullException.ThrowIfNull(state);
        lock (_gate)
        {
            _calls[state.Call] = state with { Verification = WebhookVerification.Fetched };
        }

        return this;
    }

    /// <summary>Lets the next reads fail.</summary>
    /// <param name="times">How many, 1 or more.</param>
    /// <param name="failure">Makes what is thrown; an <see cref="OutsourcingException"/> when left out.</param>
    public void FailNext(int times = 1, Func<Exception>? failure = null) => _failures.Plan(times, failure);

    /// <inheritdoc/>
    public Task<CallUpdate?> FetchAsync(CallId id, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<CallUpdate?>(cancellationToken);
        }

        Fetched.Add(id);
        if (_failures.Take() is { } failure)
        {
            return Task.FromException<CallUpdate?>(failure);
        }

        lock (_gate)
        {
            return Task.FromResult(_calls.GetValueOrDefault(id));
        }
    }
}
