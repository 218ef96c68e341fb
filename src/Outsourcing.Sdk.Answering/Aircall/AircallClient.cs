using System.Globalization;
using System.Text.Json;
using Outsourcing.Calls;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>An Aircall company by its calls; reads alone. Thread-safe; one per account.</summary>
/// <remarks>Aircall publishes no document of its API: the fields are those of its guides.</remarks>
public class AircallClient : IAnsweringSource
{
    internal const string ProviderName = AircallCallMapping.Provider;

    private readonly ProviderChannel _channel;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    public AircallClient(ProviderChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _channel = channel;
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected AircallClient() => _channel = null!;

    /// <inheritdoc/>
    public virtual string Provider => ProviderName;

    /// <inheritdoc/>
    public virtual string Account => _channel.Account;

    internal static ProviderChannelSettings Settings(string account, AircallOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri("https://api.aircall.io/v1"),
        DownloadDomains = ["aircall.io"],
        Http = options.Http,
        Authorize = RequestCredential.Basic(options.ApiId, options.ApiToken),
    };

    /// <summary>Reads a call.</summary>
    /// <param name="id">The call's id, a number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when there is none.</returns>
    public virtual async Task<FetchedCall?> GetCallAsync(string id, CancellationToken cancellationToken = default) =>
        await _channel.FindAsync(ProviderRequest.Get("calls.get", $"/calls/{id}"), cancellationToken).ConfigureAwait(false) is { } answer
            ? _channel.Require("calls.get", answer.Member("call") is { } raw ? _channel.ToCall(raw, AircallCallMapping.ToUpdate) : null)
            : null;

    /// <summary>Deletes the recording and the voicemail of a call for good; one that is not there is passed over.</summary>
    /// <param name="id">The call's id, a number.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when both are deleted.</returns>
    public virtual async Task DeleteRecordingsAsync(string id, CancellationToken cancellationToken = default)
    {
        await DeleteAsync(ProviderRequest.Delete("recordings.delete", $"/calls/{id}/recording"), cancellationToken).ConfigureAwait(false);
        await DeleteAsync(ProviderRequest.Delete("voicemails.delete", $"/calls/{id}/voicemail"), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists calls, the earliest first.</summary>
    /// <param name="from">The earliest start; <see langword="null"/> for no bound.</param>
    /// <param name="until">The latest start; <see langword="null"/> for no bound.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The calls.</returns>
    public virtual Listing<FetchedCall> ListCalls(DateTimeOffset? from = null, DateTimeOffset? until = null, int? limit = null)
    {
        string first = ((ProviderPath)"/calls").Query("order", "asc").Query("per_page", 50).Query("from", Seconds(from)).Query("to", Seconds(until)).ToString();
        return new Listing<FetchedCall>(
            _channel,
            "calls.list",
            async (cursor, token) =>
            {
                JsonElement page = await _channel.AskAsync(new ProviderRequest(HttpMethod.Get, "calls.list", cursor ?? first), token).ConfigureAwait(false);
                return new ProviderPage<FetchedCall>([.. page.Items("calls").Select(raw => _channel.ToCall(raw, AircallCallMapping.ToUpdate)).OfType<FetchedCall>()], page.Text("meta", "next_page_link"));
            },
            static call => call.Id.ProviderCallId,
            limit);
    }

    /// <inheritdoc/>
    public virtual async Task<CallUpdate?> FetchAsync(CallId id, CancellationToken cancellationToken = default) =>
        (await GetCallAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.Update;

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken = default) => ListCalls(since).UpdatesAsync(cancellationToken);

    private static string? Seconds(DateTimeOffset? time) => time?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private async Task DeleteAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await _channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException missing) when (missing.Failure == ProviderFailure.NotFound)
        {
            // A call has a recording, a voicemail or neither.
        }
    }
}
