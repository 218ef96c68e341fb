namespace Outsourcing.Processes;

/// <summary>Collects the events of an activity log and finds the process in them.</summary>
/// <remarks>
/// Memory grows with the number of cases (at most <see cref="EventLogOptions.MaximumEventsHeldPerCase"/> events of each are held), of
/// distinct activities and of distinct ways through the process; not with the size of the file. Collections add up: parts of a log whose
/// cases are whole may be collected on several machines and merged. Not for use from several threads at once.
/// </remarks>
public sealed class ProcessDiscovery
{
    private const int ReportEvery = 1 << 16;
    private readonly EventLogOptions _options;
    private readonly CaseBook _book;
    private readonly TextIndex _caseIds = new();
    private readonly List<HeldCase> _held = [];
    private readonly bool _revenueOfCase;
    private long _order;
    private bool _completed;

    /// <summary>Initializes an empty collection.</summary>
    /// <param name="options">How logs are read; the defaults when left out. Later changes of the object change nothing.</param>
    public ProcessDiscovery(EventLogOptions? options = null)
    {
        _options = (options ?? new EventLogOptions()).Checked();
        _book = new CaseBook(_options);
        _revenueOfCase = _options.Columns.Revenue?.StartsWith("case:", StringComparison.OrdinalIgnoreCase) ?? false;
    }

    /// <summary>Gets how many events were collected.</summary>
    public long Events { get; private set; }

    /// <summary>Gets how many cases were met.</summary>
    public long Cases => _book.Sums.Cases + _held.Count;

    internal EventLogOptions Options => _options;

    internal ProblemLog Problems => _book.Problems;

    /// <summary>Adds one event.</summary>
    /// <param name="item">The event.</param>
    /// <exception cref="InvalidOperationException">The process was already found.</exception>
    public void Add(LogEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        CaseEvent raw = new()
        {
            Activity = Activity(item.Activity),
            Resource = item.Resource is { Value: { Length: > 0 } resource } ? Resource(resource) : CaseEvent.NoResource,
            Lifecycle = Lifecycle(item.Lifecycle),
            StartTicks = item.StartedAt is { } started ? EventTime.From(started).As(_options).UtcTicks : CaseEvent.NoTime,
        };
        if (item.Timestamp is { } time)
        {
            EventTime at = EventTime.From(time).As(_options);
            (raw.Ticks, raw.OffsetMinutes, raw.IsTimed) = (at.UtcTicks, at.OffsetMinutes, true);
        }

        Add(CaseOf(item.Case), raw, item.Cost, item.Revenue, null);
    }

    /// <summary>Adds events from an app's own tables.</summary>
    /// <param name="events">The events, in any order.</param>
    /// <param name="progress">Told now and then how far the reading is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A task that ends when all are added.</returns>
    /// <exception cref="InvalidOperationException">The process was already found.</exception>
    public async Task AddAsync(IAsyncEnumerable<LogEvent> events, IProgress<EventLogProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        await foreach (LogEvent item in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Add(item);
            if (Events % ReportEvery == 0)
            {
                progress?.Report(new EventLogProgress { Events = Events, Cases = Cases });
            }
        }

        progress?.Report(new EventLogProgress { Events = Events, Cases = Cases });
    }

    /// <summary>Adds a file: XES or CSV by its name's ending, packed by gzip or not.</summary>
    /// <param name="path">The file: <c>.xes</c>, <c>.xes.gz</c>, <c>.csv</c>, <c>.csv.gz</c>, <c>.tsv</c> or <c>.txt</c>.</param>
    /// <param name="progress">Told now and then how far the reading is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A task that ends when the file is read.</returns>
    /// <exception cref="ArgumentException">The ending names neither format.</exception>
    /// <exception cref="EventLogFormatException">The log cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The process was already found.</exception>
    public async Task AddFileAsync(string path, IProgress<EventLogProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string name = Path.GetFileName(path);
        string bare = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        bool xes = Path.GetExtension(bare).ToUpperInvariant() switch
        {
            ".XES" or ".XML" => true,
            ".CSV" or ".TSV" or ".TXT" => false,
            _ => throw new ArgumentException($"'{name}' ends neither in .xes nor in .csv (with or without .gz); open it and use AddXesAsync or AddCsvAsync.", nameof(path)),
        };
        FileStream file = new(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
        await using (file.ConfigureAwait(false))
        {
            await (xes ? AddXesAsync(file, name, progress, cancellationToken) : AddCsvAsync(file, name, progress, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Adds an XES document (IEEE 1849), packed by gzip or not. Each trace is a case.</summary>
    /// <param name="stream">The document; not closed.</param>
    /// <param name="fileName">What to call it in errors.</param>
    /// <param name="progress">Told now and then how far the reading is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A task that ends when the document is read.</returns>
    /// <exception cref="EventLogFormatException">The log cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The process was already found.</exception>
    public Task AddXesAsync(Stream stream, string? fileName = null, IProgress<EventLogProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ReadAsync(stream, fileName, progress, static (discovery, source) => new XesReader(discovery, source).Read(), cancellationToken);

    /// <summary>Adds a CSV text with a header line, packed by gzip or not. Lines of one case may stand anywhere.</summary>
    /// <param name="stream">The text; not closed.</param>
    /// <param name="fileName">What to call it in errors.</param>
    /// <param name="progress">Told now and then how far the reading is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A task that ends when the text is read.</returns>
    /// <exception cref="EventLogFormatException">The log cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The process was already found.</exception>
    public Task AddCsvAsync(Stream stream, string? fileName = null, IProgress<EventLogProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ReadAsync(stream, fileName, progress, static (discovery, source) => new CsvReader(discovery, source).Read(), cancellationToken);

    /// <summary>Adds what another collection holds, which counts as coming after; the other one is used up.</summary>
    /// <param name="other">The other collection.</param>
    /// <exception cref="InvalidOperationException">One of the two was already used up.</exception>
    /// <exception cref="ArgumentException">A case with more events than may be held stands in both, so that it cannot be put in order.</exception>
    public void Merge(ProcessDiscovery other)
    {
        ArgumentNullException.ThrowIfNull(other);
        RequireOpen();
        other.RequireOpen();
        other._completed = true;
        foreach (HeldCase theirs in other._held)
        {
            int before = _caseIds.Count;
            int index = _caseIds.Of(theirs.Id);
            if (theirs.IsCommitted)
            {
                if (index < before)
                {
                    throw new ArgumentException($"A case with more than {_options.MaximumEventsHeldPerCase} events stands in both collections; raise MaximumEventsHeldPerCase.", nameof(other));
                }

                // Its events are partly in the other's sums already: it is ended there and cannot grow here.
                _held.Add(new HeldCase(theirs.Id));
                theirs.Close(other._book);
                continue;
            }

            if (index == before)
            {
                _held.Add(new HeldCase(theirs.Id));
            }

            HeldCase ours = _held[index];
            foreach (CaseEvent item in theirs.Held(other._book))
            {
                CaseEvent moved = item;
                moved.Activity = Activity(other._book.Sums.ActivityNames[item.Activity]);
                moved.Resource = item.Resource == CaseEvent.NoResource ? CaseEvent.NoResource : Resource(other._book.Sums.Resources[item.Resource]);
                moved.Order += _order;
                ours.Add(moved, _book, null);
            }

            if (theirs.Revenue is { } earned)
            {
                ours.Revenue = _revenueOfCase ? ours.Revenue ?? earned : (ours.Revenue ?? 0) + earned;
            }
        }

        _book.Sums.Add(other._book.Sums, _order);
        _book.Problems.Add(other._book.Problems.ToProblems());
        _order += other._order;
        Events += other.Events;
    }

    /// <summary>Finds the process. Nothing can be added afterwards.</summary>
    /// <returns>The process.</returns>
    /// <exception cref="InvalidOperationException">The process was already found.</exception>
    public DiscoveredProcess Complete()
    {
        RequireOpen();
        _completed = true;
        foreach (HeldCase item in _held)
        {
            item.Close(_book);
        }

        return DiscoveredProcessBuilder.Build(_book.Sums, _book.Problems.ToProblems());
    }

    internal int Activity(ReadOnlySpan<char> name) => _book.Sums.ActivityNames.Of(name);

    internal int Resource(ReadOnlySpan<char> name) => _book.Sums.Resources.Of(name);

    internal HeldCase CaseOf(ReadOnlySpan<char> id)
    {
        RequireOpen();
        int index = _caseIds.Of(id);
        if (index == _held.Count)
        {
            _held.Add(new HeldCase(_caseIds[index]));
        }

        return _held[index];
    }

    internal static LifecycleTransition Lifecycle(ReadOnlySpan<char> word) => word switch
    {
        { IsEmpty: true } => LifecycleTransition.None,
        _ when word.Equals("complete", StringComparison.OrdinalIgnoreCase) => LifecycleTransition.Complete,
        _ when word.Equals("start", StringComparison.OrdinalIgnoreCase) => LifecycleTransition.Start,
        _ when word.Equals("schedule", StringComparison.OrdinalIgnoreCase) => LifecycleTransition.Schedule,
        _ when word.Equals("unknown", StringComparison.OrdinalIgnoreCase) => LifecycleTransition.None,
        _ => LifecycleTransition.Other,
    };

    internal void Add(HeldCase to, CaseEvent item, decimal? cost, decimal? revenue, long? line)
    {
        item.Order = _order++;
        Events++;
        if (cost is { } spent)
        {
            ActivitySums activity = _book.Sums.Activity(item.Activity);
            activity.Costs++;
            activity.Cost += spent;
        }

        if (revenue is { } earned)
        {
            to.Revenue = _revenueOfCase ? earned : (to.Revenue ?? 0) + earned;
        }

        to.Add(item, _book, line);
    }

    /// <summary>Ends a case of which nothing more can come.</summary>
    internal void Close(HeldCase item) => item.Close(_book);

    internal void Report(EventLogSource source)
    {
        if (Events % ReportEvery == 0)
        {
            source.Report(Events, Cases);
        }
    }

    private async Task ReadAsync(Stream stream, string? fileName, IProgress<EventLogProgress>? progress, Action<ProcessDiscovery, EventLogSource> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        RequireOpen();
        _book.Problems.FileName = fileName;
        using EventLogSource source = new(stream, progress, cancellationToken);

        // The parsers read synchronously; on a thread of the pool they may wait for the source without holding a caller up.
        await Task.Run(() => read(this, source), cancellationToken).ConfigureAwait(false);
        source.Report(Events, Cases);
    }

    private void RequireOpen()
    {
        if (_completed)
        {
            throw new InvalidOperationException("The collection is used up: the process was found, or it was merged into another one. Start a new one.");
        }
    }
}
