using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Outsourcing.Calls;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>A Dialpad company as a call centre that answers for the business: past calls, transcripts, event subscriptions. Thread-safe; one per account.</summary>
public class DialpadClient : IAnsweringSource
{
    internal const string ProviderName = DialpadCallMapping.Provider;

    private readonly ProviderChannel _channel;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    public DialpadClient(ProviderChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _channel = channel;
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected DialpadClient() => _channel = null!;

    /// <inheritdoc/>
    public virtual string Provider => ProviderName;

    /// <inheritdoc/>
    public virtual string Account => _channel.Account;

    internal static ProviderChannelSettings Settings(string account, DialpadOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri("https://dialpad.com"),
        DownloadDomains = ["dialpad.com"],
        Http = options.Http,
        Authorize = RequestCredential.Bearer(options.ApiKey),
    };

    /// <summary>Reads a call.</summary>
    /// <param name="id">The call's id, a number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when there is none.</returns>
    public virtual async Task<FetchedCall?> GetCallAsync(string id, CancellationToken cancellationToken = default) =>
        await _channel.FindAsync(ProviderRequest.Get("calls.get", $"/api/v2/call/{id}"), cancellationToken).ConfigureAwait(false) is { } raw
            ? _channel.Require("calls.get", _channel.ToCall(raw, DialpadCallMapping.ToUpdate))
            : null;

    /// <summary>Lists calls that are over, the latest first.</summary>
    /// <param name="from">The earliest start; <see langword="null"/> for no bound.</param>
    /// <param name="until">The latest start; <see langword="null"/> for no bound.</param>
    /// <param name="callCenterId">The call centre; <see langword="null"/> for the whole company.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The calls.</returns>
    public virtual Listing<FetchedCall> ListCalls(DateTimeOffset? from = null, DateTimeOffset? until = null, string? callCenterId = null, int? limit = null) => new(
        _channel,
        "calls.list",
        async (cursor, token) =>
        {
            ProviderPath path = ((ProviderPath)"/api/v2/call").Query("cursor", cursor).Query("started_after", Milliseconds(from)).Query("started_before", Milliseconds(until))
                .Query("target_id", callCenterId).Query("target_type", callCenterId is null ? null : "callcenter");
            JsonElement page = await _channel.AskAsync(ProviderRequest.Get("calls.list", path), token).ConfigureAwait(false);
            return new ProviderPage<FetchedCall>([.. page.Items("items").Select(raw => _channel.ToCall(raw, DialpadCallMapping.ToUpdate)).OfType<FetchedCall>()], page.Text("cursor"));
        },
        static call => call.Id.ProviderCallId,
        limit);

    /// <summary>Reads the transcript of a call.</summary>
    /// <param name="id">The call's id, a number.</param>
    /// <param name="started">When the call started, to place the lines in it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What was said; <see langword="null"/> when there is no transcript.</returns>
    public virtual async Task<IReadOnlyList<TranscriptTurn>?> GetTranscriptAsync(string id, DateTimeOffset? started = null, CancellationToken cancellationToken = default) =>
        await _channel.FindAsync(ProviderRequest.Get("transcripts.get", $"/api/v2/transcripts/{id}"), cancellationToken).ConfigureAwait(false) is { } raw
            ? ValueList.Copy(DialpadCallMapping.Transcript(raw, started))
            : null;

    /// <summary>Creates a webhook that signs its bodies.</summary>
    /// <param name="address">Where events are sent.</param>
    /// <param name="secret">The secret; the one of the account's options.</param>
    /// <param name="cancellationToken">Cancels waiting; it may be created nevertheless.</param>
    /// <returns>The webhook's id, which a subscription takes.</returns>
    public virtual async Task<string> CreateWebhookAsync(Uri address, string secret, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        JsonObject body = new() { ["hook_url"] = address.AbsoluteUri, ["secret"] = secret };
        return Id("webhooks.create", await _channel.AskAsync(ProviderRequest.Post("webhooks.create", "/api/v2/webhooks", AnsweringChannel.Body(body)), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Subscribes a webhook to the call events of a call centre.</summary>
    /// <param name="webhookId">The webhook's id.</param>
    /// <param name="callCenterId">The call centre; <see langword="null"/> for the whole company.</param>
    /// <param name="states">The states that are told; <see langword="null"/> for those a record needs.</param>
    /// <param name="cancellationToken">Cancels waiting; it may be created nevertheless.</param>
    /// <returns>The subscription's id.</returns>
    /// <exception cref="ArgumentException">An id is no number.</exception>
    public virtual async Task<string> SubscribeAsync(string webhookId, string? callCenterId = null, IReadOnlyList<string>? states = null, CancellationToken cancellationToken = default)
    {
        JsonArray wanted = [];
        foreach (string state in states ?? ["ringing", "connected", "missed", "voicemail", "hangup", "recording", "call_transcription", "dispositions"])
        {
            wanted.Add((JsonNode)JsonValue.Create(state));
        }

        JsonObject body = new() { ["endpoint_id"] = Number(webhookId, nameof(webhookId)), ["call_states"] = wanted, ["enabled"] = true };
        if (callCenterId is not null)
        {
            body["target_id"] = Number(callCenterId, nameof(callCenterId));
            body["target_type"] = "callcenter";
        }

        return Id("subscriptions.create", await _channel.AskAsync(ProviderRequest.Post("subscriptions.create", "/api/v2/subscriptions/call", AnsweringChannel.Body(body)), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public virtual async Task<CallUpdate?> FetchAsync(CallId id, CancellationToken cancellationToken = default) =>
        (await GetCallAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.Update;

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken = default) => ListCalls(since).UpdatesAsync(cancellationToken);

    private static string? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static long Number(string id, string name) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw new ArgumentException("Dialpad's ids are whole numbers.", name);

    private string Id(string operation, JsonElement answer) => _channel.Require(operation, answer.Member("id")?.AnyText());
}
