using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Outsourcing.Calls;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>A Vapi organization by its API: calls, assistants, numbers. Thread-safe; one per account.</summary>
/// <remarks>Nothing takes a key that makes repeating harmless: every write is sent once.</remarks>
public class VapiClient : IAnsweringSource
{
    internal const string ProviderName = VapiCallMapping.Provider;

    private const int PageSize = 100;

    private readonly ProviderChannel _channel;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    public VapiClient(ProviderChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _channel = channel;
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected VapiClient() => _channel = null!;

    /// <inheritdoc/>
    public virtual string Provider => ProviderName;

    /// <inheritdoc/>
    public virtual string Account => _channel.Account;

    internal static ProviderChannelSettings Settings(string account, VapiOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri("https://api.vapi.ai"),
        DownloadDomains = ["vapi.ai"],
        Http = options.Http,
        Authorize = RequestCredential.Bearer(options.ApiKey),
    };

    /// <summary>Reads a call.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when there is none.</returns>
    public virtual async Task<FetchedCall?> GetCallAsync(string id, CancellationToken cancellationToken = default) =>
        await _channel.FindAsync(ProviderRequest.Get("calls.get", $"/call/{id}"), cancellationToken).ConfigureAwait(false) is { } raw
            ? _channel.Require("calls.get", _channel.ToCall(raw, VapiCallMapping.ToUpdate))
            : null;

    /// <summary>Deletes a call with its recordings and transcript for good.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteCallAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Delete("calls.delete", $"/call/{id}") with { Body = AnsweringChannel.Body([]) }, cancellationToken);

    /// <summary>Lists calls by the time they were created, the latest first.</summary>
    /// <param name="filter">Which calls.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The calls.</returns>
    /// <remarks>Vapi has no cursor: a page starts at the time the one before ended at, and what both hold is told once.</remarks>
    public virtual Listing<FetchedCall> ListCalls(AnsweringCallFilter? filter = null, int? limit = null) => List(
        "calls.list", () => ((ProviderPath)"/call").Query("assistantId", filter?.AgentId), filter, raw => _channel.ToCall(raw, VapiCallMapping.ToUpdate), static call => call.Id.ProviderCallId, limit);

    /// <summary>Places a call. It costs money, and is sent once.</summary>
    /// <param name="numberId">The id of the number shown, see <see cref="ListNumbers"/>.</param>
    /// <param name="recipient">The number called.</param>
    /// <param name="assistantId">The assistant that talks.</param>
    /// <param name="variables">Values of the assistant's <c>{{variables}}</c>.</param>
    /// <param name="cancellationToken">Cancels waiting; the call may ring nevertheless.</param>
    /// <returns>The call.</returns>
    public virtual async Task<FetchedCall> PlaceCallAsync(
        string numberId, PhoneNumber recipient, string assistantId, IReadOnlyDictionary<string, string>? variables = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(numberId);
        ArgumentException.ThrowIfNullOrWhiteSpace(assistantId);
        JsonObject body = new()
        {
            ["assistantId"] = assistantId,
            ["phoneNumberId"] = numberId,
            ["customer"] = new JsonObject { ["number"] = recipient.E164 },
        };
        if (variables is not null)
        {
            body["assistantOverrides"] = new JsonObject { ["variableValues"] = AnsweringChannel.Texts(variables) };
        }

        JsonElement raw = await _channel.AskAsync(ProviderRequest.Post("calls.create", "/call", AnsweringChannel.Body(body)), cancellationToken).ConfigureAwait(false);
        return _channel.Require("calls.create", _channel.ToCall(raw, VapiCallMapping.ToUpdate));
    }

    /// <summary>Downloads the recording of a call, all parties on one track.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read.</returns>
    /// <exception cref="ProviderException">There is no recording, or the request failed.</exception>
    public virtual Task<ProviderDownload> DownloadRecordingAsync(string id, CancellationToken cancellationToken = default)
    {
        ProviderPath path = $"/call/{id}/mono-recording";
        return _channel.DownloadAsync("recordings.download", new Uri(path.ToString(), UriKind.Relative), cancellationToken);
    }

    /// <summary>Reads an assistant.</summary>
    /// <param name="id">The assistant's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The assistant; <see langword="null"/> when there is none.</returns>
    public virtual async Task<AnsweringAgent?> GetAssistantAsync(string id, CancellationToken cancellationToken = default) =>
        await _channel.FindAsync(ProviderRequest.Get("assistants.get", $"/assistant/{id}"), cancellationToken).ConfigureAwait(false) is { } raw ? Assistant("assistants.get", raw) : null;

    /// <summary>Lists the assistants, the latest first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <returns>The assistants.</returns>
    public virtual Listing<AnsweringAgent> ListAssistants(int? limit = null) => List("assistants.list", () => "/assistant", null, raw => Assistant("assistants.list", raw), static assistant => assistant.Id, limit);

    /// <summary>Creates an assistant.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="cancellationToken">Cancels waiting; it may be created nevertheless.</param>
    /// <returns>The assistant.</returns>
    public virtual async Task<AnsweringAgent> CreateAssistantAsync(JsonObject settings, CancellationToken cancellationToken = default) =>
        Assistant("assistants.create", await _channel.AskAsync(ProviderRequest.Post("assistants.create", "/assistant", AnsweringChannel.Body(settings)), cancellationToken).ConfigureAwait(false));

    /// <summary>Changes settings of an assistant: each that is named is replaced whole, the others stay.</summary>
    /// <param name="id">The assistant's id.</param>
    /// <param name="changes">The settings to change.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The assistant as it is now.</returns>
    public virtual async Task<AnsweringAgent> UpdateAssistantAsync(string id, JsonObject changes, CancellationToken cancellationToken = default) =>
        Assistant("assistants.update", await _channel.AskAsync(ProviderRequest.Patch("assistants.update", $"/assistant/{id}", AnsweringChannel.Body(changes)), cancellationToken).ConfigureAwait(false));

    /// <summary>Lists the numbers, the latest first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <returns>The numbers.</returns>
    public virtual Listing<AnsweringNumber> ListNumbers(int? limit = null) => List("numbers.list", () => "/phone-number", null, raw => Number("numbers.list", raw), static number => number.Id, limit);

    /// <summary>Lets an assistant answer a number.</summary>
    /// <param name="number">The number, as the listing told it.</param>
    /// <param name="assistantId">The assistant; <see langword="null"/> for none: Vapi then asks the number's server.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The number as it is now.</returns>
    public virtual async Task<AnsweringNumber> AssignNumberAsync(AnsweringNumber number, string? assistantId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(number);
        // The kind of number tells Vapi which of its schemas the change is of.
        JsonObject body = new() { ["assistantId"] = assistantId };
        if (number.Settings.Text("provider") is { } provider)
        {
            body["provider"] = provider;
        }

        return Number("numbers.update", await _channel.AskAsync(ProviderRequest.Patch("numbers.update", $"/phone-number/{number.Id}", AnsweringChannel.Body(body)), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public virtual async Task<CallUpdate?> FetchAsync(CallId id, CancellationToken cancellationToken = default) =>
        (await GetCallAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.Update;

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken = default) =>
        ListCalls(new AnsweringCallFilter { From = since }).UpdatesAsync(cancellationToken);

    // The cursor is the time of the last item and the ids of all items of that time: asked for again with "at or before", they are left out.
    private Listing<T> List<T>(string operation, Func<ProviderPath> path, AnsweringCallFilter? filter, Func<JsonElement, T?> map, Func<T, string?> identity, int? limit)
        where T : class => new(
        _channel,
        operation,
        async (cursor, token) =>
        {
            string[] told = cursor?.Split(' ') ?? [];
            ProviderPath address = path().Query("limit", PageSize + Math.Max(0, told.Length - 1)).Query("createdAtGe", Iso(filter?.From)).Query("createdAtLe", told.Length > 0 ? told[0] : Iso(filter?.Until));
            JsonElement page = await _channel.AskAsync(ProviderRequest.Get(operation, address), token).ConfigureAwait(false);
            JsonElement[] all = page.ValueKind == JsonValueKind.Array ? [.. page.EnumerateArray()] : throw _channel.Unreadable(operation);
            JsonElement[] fresh = [.. all.Where(raw => !told.Skip(1).Contains(raw.Text("id"), StringComparer.Ordinal))];
            string? last = fresh.Length > 0 ? fresh[^1].Text("createdAt") : null;
            // A page that is not full is the last one; a full page of items told before would be asked for ever.
            string? next = last is null || all.Length < PageSize ? null : string.Join(' ', [last, .. all.Where(raw => raw.Text("createdAt") == last).Select(raw => raw.Text("id") ?? "")]);
            return new ProviderPage<T>([.. fresh.Select(map).OfType<T>()], next);
        },
        identity,
        limit);

    private static string? Iso(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private AnsweringAgent Assistant(string operation, JsonElement raw) => new() { Id = _channel.RequireText(operation, raw, "id"), Name = raw.Text("name"), Settings = raw };

    private AnsweringNumber Number(string operation, JsonElement raw) => new()
    {
        Id = _channel.RequireText(operation, raw, "id"),
        Number = raw.Phone("number"),
        Label = raw.Text("name"),
        AgentId = raw.Text("assistantId"),
        Settings = raw,
    };
}
