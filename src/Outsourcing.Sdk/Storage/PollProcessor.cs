using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Outsourcing.Storage;

/// <summary>Asks every polled source for what is new and stores it in the inbox.</summary>
/// <remarks>
/// A batch's messages are stored before its position, and the inbox recognises what it has: a process that ends in between
/// reads them again, and nothing is lost or worked on twice. Several instances poll a source in turns: one at a time, and once per
/// interval together.
/// </remarks>
public sealed partial class PollProcessor
{
    private readonly IWebhookInbox _inbox;
    private readonly IPollPositions _positions;
    private readonly IPolledSource[] _sources;
    private readonly ITenantAccessor _tenants;
    private readonly PollLoop _loop;
    private readonly ILogger<PollProcessor> _logger;

    /// <summary>Initializes the processor.</summary>
    /// <param name="inbox">The inbox.</param>
    /// <param name="positions">Where each source's position is kept.</param>
    /// <param name="sources">The sources of all accounts.</param>
    /// <param name="turns">Which instance polls.</param>
    /// <param name="options">How long a turn lasts: as long as a lease of work.</param>
    /// <param name="tenants">Whose sources they are.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public PollProcessor(
        IWebhookInbox inbox,
        IPollPositions positions,
        IEnumerable<IPolledSource> sources,
        IPollTurns turns,
        IOptions<WorkOptions> options,
        ITenantAccessor tenants,
        TimeProvider time,
        ILogger<PollProcessor> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sources);
        _inbox = inbox;
        _positions = positions;
        _sources = [.. sources];
        _tenants = tenants;
        _loop = new PollLoop(turns, options.Value.LeaseDuration, time);
        _logger = logger;
    }

    /// <summary>Polls every source at its own interval until cancelled. A source that fails is asked again at its next turn.</summary>
    /// <param name="cancellationToken">Stops polling.</param>
    /// <returns>A task that ends after the cancellation.</returns>
    public Task RunAsync(CancellationToken cancellationToken = default) =>
        Task.WhenAll(_sources.Select(source => _loop.RunAsync(
            source.Provider,
            source.Account,
            source.PollInterval,
            async token =>
            {
                int added = await PollAsync(source, token).ConfigureAwait(false);
                if (added > 0)
                {
                    LogPolled(_logger, source.Provider, source.Account, added);
                }
            },
            failure => LogFailed(_logger, source.Provider, source.Account, failure.GetType().Name, source.PollInterval),
            cancellationToken)));

    /// <summary>Polls one source now, whoever else polls it.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Cancels the poll; what was stored stays stored.</param>
    /// <returns>How many messages were new.</returns>
    public async Task<int> PollAsync(IPolledSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        using IDisposable tenant = _tenants.Use(_tenants.OfAccount(source.Provider, source.Account));
        string? position = await _positions.FindAsync(source.Provider, source.Account, cancellationToken).ConfigureAwait(false);
        int added = 0;
        await foreach (PolledBatch batch in source.ReadAsync(position, cancellationToken).ConfigureAwait(false))
        {
            foreach (InboxMessage message in batch.Messages)
            {
                added += await _inbox.StoreAsync(message, cancellationToken).ConfigureAwait(false) == InboxReceipt.Stored ? 1 : 0;
            }

            if (batch.Position != position)
            {
                position = batch.Position;
                await _positions.KeepAsync(source.Provider, source.Account, position, cancellationToken).ConfigureAwait(false);
            }
        }

        return added;
    }

    [LoggerMessage(EventId = 111, Level = LogLevel.Information, Message = "Polling {Provider}/{Account} brought {Added} new messages")]
    private static partial void LogPolled(ILogger logger, string provider, string account, int added);

    [LoggerMessage(EventId = 112, Level = LogLevel.Warning, Message = "Polling {Provider}/{Account} failed with {Failure}; trying again in {Pause}")]
    private static partial void LogFailed(ILogger logger, string provider, string account, string failure, TimeSpan pause);
}
