using System.Globalization;
using Outsourcing.Calls;

namespace Outsourcing.Testing;

/// <summary>A call log that keeps each call once, by its id, as a CRM's table should.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class FakeCallLogSink : ICallLogSink
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CallId, string> _ids = [];
    private readonly Dictionary<CallId, CallRecord> _entries = [];
    private readonly PlannedFailures _failures = new();

    /// <summary>Gets every record that was logged, in order; a call that was logged twice stands here twice.</summary>
    public Collected<CallRecord> Logged { get; } = new();

    /// <summary>Gets the entries as they are now: each call once, as it was logged last.</summary>
    public IReadOnlyDictionary<CallId, CallRecord> Entries
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<CallId, CallRecord>(_entries);
            }
        }
    }

    /// <summary>Lets the next attempts fail; nothing is logged by them.</summary>
    /// <param name="times">How many, 1 or more.</param>
    /// <param name="failure">Makes what is thrown; an <see cref="OutsourcingException"/> when left out.</param>
    public void FailNext(int times = 1, Func<Exception>? failure = null) => _failures.Plan(times, failure);

    /// <inheritdoc/>
    public Task<string> LogAsync(CallRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<string>(cancellationToken);
        }

        if (_failures.Take() is { } failure)
        {
            return Task.FromException<string>(failure);
        }

        lock (_gate)
        {
            if (!_ids.TryGetValue(record.Id, out string? id))
            {
                id = string.Create(CultureInfo.InvariantCulture, $"entry-{_ids.Count + 1}");
                _ids.Add(record.Id, id);
            }

            _entries[record.Id] = record;
            Logged.Add(record);
            return Task.FromResult(id);
        }
    }
}
