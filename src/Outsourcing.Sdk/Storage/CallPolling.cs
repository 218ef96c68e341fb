using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outsourcing.Calls;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Storage;

/// <summary>Reads calls from providers at intervals and merges them with what webhooks said, so that a lost webhook is made good.</summary>
/// <remarks>
/// Each poll begins before the one before ended; what says nothing new is not stored again. How far reading came is noted after each
/// window, so that a restart goes on there. Several instances poll an account in turns: one at a time, and once per interval together.
/// </remarks>
public sealed partial class CallPolling
{
    private const int BatchSize = 100;

    private readonly IEnumerable<CallPollingRegistration> _registrations;
    private readonly IServiceProvider _services;
    private readonly ICallStore _calls;
    private readonly IPollPositions _positions;
    private readonly PollLoop _loop;
    private readonly ITenantAccessor _tenants;
    private readonly TimeProvider _time;
    private readonly ILogger<CallPolling> _logger;

    /// <summary>Initializes the polling.</summary>
    /// <param name="registrations">The accounts.</param>
    /// <param name="services">The app's services.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="positions">How far each account was read.</param>
    /// <param name="turns">Which instance polls.</param>
    /// <param name="options">How long a turn lasts: as long as a lease of work.</param>
    /// <param name="tenants">Whose accounts they are.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public CallPolling(
        IEnumerable<CallPollingRegistration> registrations,
        IServiceProvider services,
        ICallStore calls,
        IPollPositions positions,
        IPollTurns turns,
        IOptions<WorkOptions> options,
        ITenantAccessor tenants,
        TimeProvider time,
        ILogger<CallPolling> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _registrations = registrations;
        _services = services;
        _calls = calls;
        _positions = positions;
        _loop = new PollLoop(turns, options.Value.LeaseDuration, time);
        _tenants = tenants;
        _time = time;
        _logger = logger;
    }

    /// <summary>Polls every registered account at its interval until it is cancelled.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that ends when it was cancelled; at once when no account is registered.</returns>
    /// <exception cref="OutsourcingException">No account of a registered name is there whose calls can be listed.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        from registration in _registrations.ToArray()
        from listing in registration.Resolve(_services)
        select _loop.RunAsync(
            listing.Provider,
            listing.Account,
            registration.Options.Interval,
            token => PollAsync(listing, registration.Options, token),
            failure => LogFailed(_logger, listing.Provider, listing.Account, failure.GetType().Name, registration.Options.Interval),
            cancellationToken));

    /// <summary>Polls one telephony account once, whoever else polls it.</summary>
    /// <param name="telephony">The account's telephony.</param>
    /// <param name="options">How it is polled.</param>
    /// <param name="cancellationToken">Cancels the poll; what was read until then is kept.</param>
    /// <returns>How many updates were new.</returns>
    public Task<int> PollAsync(ITelephony telephony, CallPollingOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(telephony);
        return PollAsync(new TelephonyListing(telephony, _time), options, cancellationToken);
    }

    /// <summary>Polls one account once, whoever else polls it.</summary>
    /// <param name="listing">What lists the account's calls.</param>
    /// <param name="options">How it is polled.</param>
    /// <param name="cancellationToken">Cancels the poll; what was read until then is kept.</param>
    /// <returns>How many updates were new.</returns>
    public async Task<int> PollAsync(ICallListing listing, CallPollingOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentNullException.ThrowIfNull(options);
        using IDisposable tenant = _tenants.Use(_tenants.OfAccount(listing.Provider, listing.Account));
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset from = Moment(await _positions.FindAsync(listing.Provider, listing.Account, cancellationToken).ConfigureAwait(false)) is { } mark ? mark - options.Overlap : now - options.FirstWindow;
        int added = 0;
        while (from < now)
        {
            DateTimeOffset until = listing.ReadsWindows && from + options.LongestWindow < now ? from + options.LongestWindow : now;
            added += await ReadAsync(listing, from, until, cancellationToken).ConfigureAwait(false);
            await _positions.KeepAsync(listing.Provider, listing.Account, until.ToString("O", CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
            from = until;
        }

        return added;
    }

    private static DateTimeOffset? Moment(string? position) =>
        DateTimeOffset.TryParseExact(position, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset moment) ? moment : null;

    [LoggerMessage(EventId = 120, Level = LogLevel.Warning, Message = "Polling the calls of {Provider}/{Account} failed with {Failure}; it is tried again in {Pause}")]
    private static partial void LogFailed(ILogger logger, string provider, string account, string failure, TimeSpan pause);

    private async Task<int> ReadAsync(ICallListing listing, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        int added = 0;
        List<CallUpdate> news = [];
        await foreach (CallUpdate update in listing.ReadAsync(from, until, cancellationToken).ConfigureAwait(false))
        {
            if (await IsNewAsync(update, cancellationToken).ConfigureAwait(false))
            {
                news.Add(update);
            }

            if (news.Count == BatchSize)
            {
                added += await _calls.MergeAsync(news, cancellationToken).ConfigureAwait(false);
                news.Clear();
            }
        }

        return added + await _calls.MergeAsync(news, cancellationToken).ConfigureAwait(false);
    }

    // An update read now has a revision of now, also when the call has not changed for hours.
    private async Task<bool> IsNewAsync(CallUpdate update, CancellationToken cancellationToken)
    {
        if (await _calls.GetAsync(update.Call, cancellationToken).ConfigureAwait(false) is not { } known)
        {
            return true;
        }

        CallRecord before = known.ToRecord();
        CallRecord after = known.Merge(update).ToRecord();
        return after with { LastRevision = before.LastRevision, UpdateCount = before.UpdateCount } != before;
    }
}
