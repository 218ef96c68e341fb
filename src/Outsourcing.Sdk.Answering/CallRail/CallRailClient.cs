using System.Globalization;
using System.Text.Json;
using Outsourcing.Calls;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>A CallRail account by its calls: a log of the business's own, independent of the partner's. Thread-safe; one per account.</summary>
/// <remarks>
/// It reads, and places no call and sends no text: CallRail takes no key that would make repeating those harmless. CallRail
/// publishes no document of its API: the fields are those of its guide.
/// </remarks>
public class CallRailClient : IAnsweringSource
{
    internal const string ProviderName = CallRailCallMapping.Provider;

    // Not told unless asked for.
    private const string Fields = "agent_email,call_summary,conversational_transcript,lead_status,note,sentiment,source_name,spam,transcription";

    private readonly ProviderChannel _channel;
    private readonly string _accountId;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    /// <param name="options">The account's options.</param>
    public CallRailClient(ProviderChannel channel, CallRailOptions options)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(options);
        _channel = channel;
        _accountId = options.AccountId;
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected CallRailClient()
    {
        _channel = null!;
        _accountId = null!;
    }

    /// <inheritdoc/>
    public virtual string Provider => ProviderName;

    /// <inheritdoc/>
    public virtual string Account => _channel.Account;

    internal static ProviderChannelSettings Settings(string account, CallRailOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri("https://api.callrail.com/v3"),
        DownloadDomains = ["callrail.com"],
        Http = options.Http,
        Authorize = (message, _) =>
        {
            message.Headers.TryAddWithoutValidation("Authorization", $"Token token=\"{options.ApiKey}\"");
            return ValueTask.CompletedTask;
        },
    };

    /// <summary>Reads a call.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when there is none.</returns>
    public virtual async Task<FetchedCall?> GetCallAsync(string id, CancellationToken cancellationToken = default)
    {
        // The id is checked by itself: as part of a longer segment a dot would pass.
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ProviderPath path = ((ProviderPath)$"/a/{_accountId}/calls/{id + ".json"}").Query("fields", Fields);
        return await _channel.FindAsync(ProviderRequest.Get("calls.get", path), cancellationToken).ConfigureAwait(false) is { } raw
            ? _channel.Require("calls.get", _channel.ToCall(raw, CallRailCallMapping.ToUpdate))
            : null;
    }

    /// <summary>Lists calls, the earliest first: what comes in meanwhile lengthens the end and moves no page.</summary>
    /// <param name="from">The earliest start; <see langword="null"/> for no bound.</param>
    /// <param name="until">The latest start; <see langword="null"/> for no bound.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The calls.</returns>
    public virtual Listing<FetchedCall> ListCalls(DateTimeOffset? from = null, DateTimeOffset? until = null, int? limit = null) => new(
        _channel,
        "calls.list",
        async (cursor, token) =>
        {
            int number = cursor is null ? 1 : int.Parse(cursor, NumberStyles.None, CultureInfo.InvariantCulture);
            ProviderPath path = ((ProviderPath)$"/a/{_accountId}/calls.json")
                .Query("page", number).Query("per_page", 250).Query("sort", "start_time").Query("order", "asc")
                .Query("start_date", Moment(from)).Query("end_date", Moment(until)).Query("fields", Fields);
            JsonElement page = await _channel.AskAsync(ProviderRequest.Get("calls.list", path), token).ConfigureAwait(false);
            return new ProviderPage<FetchedCall>(
                [.. page.Items("calls").Select(raw => _channel.ToCall(raw, CallRailCallMapping.ToUpdate)).OfType<FetchedCall>()],
                page.Number("total_pages") > number ? (number + 1).ToString(CultureInfo.InvariantCulture) : null);
        },
        static call => call.Id.ProviderCallId,
        limit);

    /// <inheritdoc/>
    public virtual async Task<CallUpdate?> FetchAsync(CallId id, CancellationToken cancellationToken = default) =>
        (await GetCallAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.Update;

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken = default) => ListCalls(since).UpdatesAsync(cancellationToken);

    private static string? Moment(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
