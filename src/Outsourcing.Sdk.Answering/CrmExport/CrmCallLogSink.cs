using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Logs calls to a CRM: each call one entry, updated in place, however often and in whatever order it is logged.</summary>
/// <remarks>
/// Before an entry is created it is looked for, so that an attempt whose answer was lost is not repeated blindly. Two attempts at one
/// call run one after the other. An older record never overwrites a newer one that this instance wrote.
/// </remarks>
public sealed class CrmCallLogSink : ICallLogSink, IDisposable
{
    private const int Lanes = 64;
    private const int Remembered = 4096;
    private readonly ICrmCallMapping _mapping;
    private readonly ICrmCallEntries _entries;
    private readonly IContactLookup? _contacts;
    private readonly CrmExportOptions _options;
    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly Dictionary<CallId, (CallRevision Revision, string Entry, Uri? Recording)> _written = [];
    private readonly Lock _gate = new();

    /// <summary>Initializes the sink.</summary>
    /// <param name="mapping">How the CRM represents a call.</param>
    /// <param name="entries">The CRM's API.</param>
    /// <param name="options">What is particular to the account; the defaults when left out.</param>
    /// <param name="contacts">Finds who a caller is; entries stay without a contact when left out.</param>
    public CrmCallLogSink(ICrmCallMapping mapping, ICrmCallEntries entries, CrmExportOptions? options = null, IContactLookup? contacts = null)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(entries);
        _mapping = mapping;
        _entries = entries;
        _contacts = contacts;
        _options = options ?? new CrmExportOptions();
    }

    /// <inheritdoc/>
    /// <exception cref="CrmMappingException">The CRM requires what the record does not say.</exception>
    public async Task<string> LogAsync(CallRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        SemaphoreSlim lane = _lanes[(uint)record.Id.GetHashCode() % Lanes];
        await lane.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Newer(record) is { } known)
            {
                return known;
            }

            CrmCallEntry entry = _mapping.Map(record, _options, await ContactAsync(record, cancellationToken).ConfigureAwait(false));
            string? id = await _entries.FindAsync(entry, cancellationToken).ConfigureAwait(false);
            if (id is null)
            {
                id = await _entries.CreateAsync(entry, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _entries.UpdateAsync(id, entry, cancellationToken).ConfigureAwait(false);
            }

            // Known before the recording goes out: when that fails, the entry is there all the same.
            Uri? sent = Remember(record, id);
            if (entry.RecordingToSend is { } recording && recording != sent)
            {
                await _entries.SendRecordingAsync(id, recording, cancellationToken).ConfigureAwait(false);
                Sent(record.Id, recording);
            }

            return id;
        }
        finally
        {
            lane.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SemaphoreSlim lane in _lanes)
        {
            lane.Dispose();
        }
    }

    // A number that several people share names nobody: the entry stays without a contact instead of going to the wrong one.
    private async Task<ContactMatch?> ContactAsync(CallRecord record, CancellationToken cancellationToken)
    {
        if (_contacts is null || record.Caller?.Number is not { } number)
        {
            return null;
        }

        IReadOnlyList<ContactMatch> found = await _contacts.FindAsync(number, cancellationToken).ConfigureAwait(false);
        return ContactMatching.Choose(found, record.Caller);
    }

    private string? Newer(CallRecord record)
    {
        lock (_gate)
        {
            return _written.TryGetValue(record.Id, out var written) && written.Revision > record.LastRevision ? written.Entry : null;
        }
    }

    // Gives the recording that was sent already.
    private Uri? Remember(CallRecord record, string entry)
    {
        lock (_gate)
        {
            if (_written.Count >= Remembered && !_written.ContainsKey(record.Id))
            {
                _written.Clear();
            }

            Uri? sent = _written.GetValueOrDefault(record.Id).Recording;
            _written[record.Id] = (record.LastRevision, entry, sent);
            return sent;
        }
    }

    private void Sent(CallId call, Uri recording)
    {
        lock (_gate)
        {
            if (_written.TryGetValue(call, out var written))
            {
                _written[call] = written with { Recording = recording };
            }
        }
    }
}
