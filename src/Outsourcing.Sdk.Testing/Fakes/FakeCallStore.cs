using System.Globalization;
using System.Runtime.CompilerServices;
using Outsourcing.Calls;
using Outsourcing.Storage;

namespace Outsourcing.Testing;

/// <summary>A store of calls in memory that keeps the contract of the real one: how updates merge, what a query finds, who sees what.</summary>
/// <remarks>
/// Safe for use by several threads. What the real store queues for the app's handlers stands in <see cref="Changes"/>: hand it to a
/// handler under test with <see cref="DeliverAsync"/>. A listing shows the calls as they were when it began.
/// </remarks>
public sealed class FakeCallStore : ICallStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(TenantId Tenant, CallId Call), Stored> _calls = [];
    private readonly PlannedFailures _failures = new();
    private readonly ITenantAccessor? _tenants;
    private readonly TimeProvider _time;

    /// <summary>Initializes an empty store.</summary>
    /// <param name="tenants">Whose calls are read and written; everything is <see cref="TenantId.Default"/>'s when left out.</param>
    /// <param name="time">The clock; the system's when left out.</param>
    public FakeCallStore(ITenantAccessor? tenants = null, TimeProvider? time = null)
    {
        _tenants = tenants;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Gets the changes of all tenants' calls, in the order they were stored: of each call one for each merge that brought something new.</summary>
    public Collected<CallRecordChange> Changes { get; } = new();

    /// <summary>Lets the next operations fail, whichever they are; nothing is stored by them.</summary>
    /// <param name="times">How many, 1 or more.</param>
    /// <param name="failure">Makes what is thrown; an <see cref="OutsourcingException"/> when left out.</param>
    public void FailNext(int times = 1, Func<Exception>? failure = null) => _failures.Plan(times, failure);

    /// <summary>Tells a handler of every change so far, each with its tenant as the current one, as the app's background work does.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="cancellationToken">Handed to the handler; between changes, it ends the telling.</param>
    /// <returns>A task that ends when the handler has heard of all, or fails as the handler did.</returns>
    /// <remarks>Each call of this method begins with the first change again: a handler that is told twice must do nothing the second time.</remarks>
    public async Task DeliverAsync(ICallRecordHandler handler, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handler);
        foreach (CallRecordChange change in Changes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using IDisposable? tenant = _tenants?.Use(change.Tenant);
            await handler.HandleAsync(change, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<CallHistory?> GetAsync(CallId id, CancellationToken cancellationToken = default)
    {
        _ = id.Value;
        return AnswerAsync(
            () => Readable() is { } tenant && _calls.TryGetValue((tenant, id), out Stored? stored) ? stored.History : null,
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="OutsourcingException">No tenant is set.</exception>
    public Task<int> MergeAsync(IReadOnlyCollection<CallUpdate> updates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(updates);
        return updates.Count == 0
            ? Task.FromResult(0)
            : AnswerAsync(() => updates.GroupBy(update => update.Call).Select(CallHistory.From).ToArray().Sum(Merge), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CallRecord> ListAsync(CallQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        foreach (CallRecord record in await AnswerAsync(() => List(query), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(CallQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return AnswerAsync(() => Matching(query).LongCount(), cancellationToken);
    }

    private Task<T> AnswerAsync<T>(Func<T> answer, CancellationToken cancellationToken) => _failures.AnswerAsync(_gate, answer, cancellationToken);

    private int Merge(CallHistory change)
    {
        TenantId tenant = Readable() ?? throw new OutsourcingException("No tenant is set; enter one with ITenantAccessor.Use, or set a default.");
        Stored? before = _calls.GetValueOrDefault((tenant, change.Id));
        CallHistory history = before is null ? change : before.History.Merge(change);
        int added = history.Updates.Count - (before?.History.Updates.Count ?? 0);
        if (added == 0)
        {
            return 0;
        }

        Stored after = new(history, history.ToRecord(), (before?.Version ?? 0) + 1);
        _calls[(tenant, change.Id)] = after;
        Changes.Add(new CallRecordChange
        {
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"{tenant.Value}/{change.Id.Value}/{after.Version}"),
            Tenant = tenant,
            Version = after.Version,
            ChangedAt = _time.GetUtcNow(),
            Record = after.Record,
            Previous = before?.Record,
        });
        return added;
    }

    private CallRecord[] List(CallQuery query)
    {
        IEnumerable<Stored> found = Matching(query);
        if (query.After is { } after)
        {
            if (Readable() is not { } tenant || !_calls.TryGetValue((tenant, after), out Stored? last))
            {
                return [];
            }

            found = found.Where(stored => stored.CompareTo(last) > 0);
        }

        return [.. found.Order().Take(query.Limit ?? int.MaxValue).Select(stored => stored.Record)];
    }

    private IEnumerable<Stored> Matching(CallQuery query)
    {
        TenantId? tenant = Readable();
        return _calls
            .Where(call => call.Key.Tenant == tenant)
            .Select(call => call.Value)
            .Where(stored => !(stored.StartedAt < query.StartedFrom)
                && !(stored.StartedAt >= query.StartedUntil)
                && (query.Provider is null || string.Equals(stored.Record.Id.Provider, query.Provider, StringComparison.OrdinalIgnoreCase))
                && (query.Account is null || string.Equals(stored.Record.Id.Account, query.Account, StringComparison.OrdinalIgnoreCase))
                && (query.Caller is null || stored.Record.Caller?.Number == query.Caller));
    }

    private TenantId? Readable() => _tenants is null ? TenantId.Default : _tenants.Current;

    /// <summary>A call as it is now; ordered as listings are: newest start first, then by id.</summary>
    private sealed record Stored(CallHistory History, CallRecord Record, int Version) : IComparable<Stored>
    {
        public DateTimeOffset StartedAt => Record.StartedAt ?? History.Updates[0].Revision.At;

        public int CompareTo(Stored? other)
        {
            int order = other!.StartedAt.CompareTo(StartedAt);
            return order != 0 ? order : string.CompareOrdinal(Record.Id.Value, other.Record.Id.Value);
        }
    }
}
