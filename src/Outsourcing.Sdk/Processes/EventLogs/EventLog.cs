namespace Outsourcing.Processes;

/// <summary>Finds the process in an activity log, in one line of code.</summary>
/// <remarks>For logs in several files, or for results that are merged from several machines, use <see cref="ProcessDiscovery"/>.</remarks>
public static class EventLog
{
    /// <summary>Finds the process in a file: XES or CSV by its name's ending, packed by gzip or not.</summary>
    /// <param name="path">The file: <c>.xes</c>, <c>.xes.gz</c>, <c>.csv</c>, <c>.csv.gz</c>, <c>.tsv</c> or <c>.txt</c>.</param>
    /// <param name="options">How it is read; the defaults when left out.</param>
    /// <param name="progress">Told now and then how far the reading is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The process.</returns>
    /// <exception cref="ArgumentException">The ending names neither format.</exception>
    /// <exception cref="EventLogFormatException">The log cannot be read.</exception>
    public static async Task<DiscoveredProcess> DiscoverAsync(
        string path, EventLogOptions? options = null, IProgress<EventLogProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ProcessDiscovery discovery = new(options);
        await discovery.AddFileAsync(path, progress, cancellationToken).ConfigureAwait(false);
        return discovery.Complete();
    }

    /// <summary>Finds the process in an XES document, packed by gzip or not.</summary>
    /// <param name="stream">The document; not closed.</param>
    /// <param name="options">How it is read; the defaults when left out.</param>
    /// <param name="progress">Told now and then how far the reading is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The process.</returns>
    /// <exception cref="EventLogFormatException">The log cannot be read.</exception>
    public static async Task<DiscoveredProcess> DiscoverXesAsync(
        Stream stream, EventLogOptions? options = null, IProgress<EventLogProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ProcessDiscovery discovery = new(options);
        await discovery.AddXesAsync(stream, null, progress, cancellationToken).ConfigureAwait(false);
        return discovery.Complete();
    }

    /// <summary>Finds the process in a CSV text with a header line, packed by gzip or not.</summary>
    /// <param name="stream">The text; not closed.</param>
    /// <param name="options">How it is read; the defaults when left out.</param>
    /// <param name="progress">Told now and then how far the reading is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The process.</returns>
    /// <exception cref="EventLogFormatException">The log cannot be read.</exception>
    public static async Task<DiscoveredProcess> DiscoverCsvAsync(
        Stream stream, EventLogOptions? options = null, IProgress<EventLogProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ProcessDiscovery discovery = new(options);
        await discovery.AddCsvAsync(stream, null, progress, cancellationToken).ConfigureAwait(false);
        return discovery.Complete();
    }

    /// <summary>Finds the process in events from an app's own tables.</summary>
    /// <param name="events">The events, in any order.</param>
    /// <param name="options">How they are read; the defaults when left out.</param>
    /// <param name="progress">Told now and then how far the reading is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The process.</returns>
    public static async Task<DiscoveredProcess> DiscoverAsync(
        IAsyncEnumerable<LogEvent> events, EventLogOptions? options = null, IProgress<EventLogProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ProcessDiscovery discovery = new(options);
        await discovery.AddAsync(events, progress, cancellationToken).ConfigureAwait(false);
        return discovery.Complete();
    }
}
