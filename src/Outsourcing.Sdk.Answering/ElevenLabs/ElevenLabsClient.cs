using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Outsourcing.Calls;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>An ElevenLabs workspace by its Agents API: conversations, agents, numbers. Thread-safe; one per account.</summary>
/// <remarks>Nothing takes a key that makes repeating harmless: every write is sent once.</remarks>
public class ElevenLabsClient : IAnsweringSource
{
    internal const string ProviderName = ElevenLabsCallMapping.Provider;

    private const int PageSize = 100;

    private readonly ProviderChannel _channel;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    public ElevenLabsClient(ProviderChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _channel = channel;
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected ElevenLabsClient() => _channel = null!;

    /// <inheritdoc/>
    public virtual string Provider => ProviderName;

    /// <inheritdoc/>
    public virtual string Account => _channel.Account;

    internal static ProviderChannelSettings Settings(string account, ElevenLabsOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri("https://api.elevenlabs.io"),
        Http = options.Http,
        Authorize = (message, _) =>
        {
            message.Headers.TryAddWithoutValidation("xi-api-key", options.ApiKey);
            return ValueTask.CompletedTask;
        },
    };

    /// <summary>Reads a conversation with its transcript and what was extracted from it.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The conversation; <see langword="null"/> when there is none.</returns>
    public virtual async Task<FetchedCall?> GetConversationAsync(string id, CancellationToken cancellationToken = default) =>
        await _channel.FindAsync(ProviderRequest.Get("conversations.get", $"/v1/convai/conversations/{id}"), cancellationToken).ConfigureAwait(false) is { } raw
            ? _channel.Require("conversations.get", _channel.ToCall(raw, ElevenLabsCallMapping.ToUpdate))
            : null;

    /// <summary>Deletes a conversation with its recording and transcript for good.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteConversationAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Delete("conversations.delete", $"/v1/convai/conversations/{id}"), cancellationToken);

    /// <summary>Lists conversations in short, the latest first: neither parties nor transcript are in the listing.</summary>
    /// <param name="filter">Which conversations.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The conversations.</returns>
    public virtual Listing<FetchedCall> ListConversations(AnsweringCallFilter? filter = null, int? limit = null) => List(
        "conversations.list",
        () => ((ProviderPath)"/v1/convai/conversations")
            .Query("page_size", Math.Min(limit ?? PageSize, PageSize)).Query("agent_id", filter?.AgentId)
            .Query("call_start_after_unix", Seconds(filter?.From)).Query("call_start_before_unix", Seconds(filter?.Until)).Query("summary_mode", "include"),
        "conversations",
        raw => _channel.ToCall(raw, ElevenLabsCallMapping.ToShortUpdate),
        static call => call.Id.ProviderCallId,
        limit);

    /// <summary>Downloads the recording of a conversation, streamed and capped at <see cref="ProviderHttpOptions.MaxDownloadBytes"/>.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read.</returns>
    /// <exception cref="ProviderException">There is no recording, or the request failed.</exception>
    public virtual Task<ProviderDownload> DownloadAudioAsync(string id, CancellationToken cancellationToken = default)
    {
        ProviderPath path = $"/v1/convai/conversations/{id}/audio";
        return _channel.DownloadAsync("conversations.audio", new Uri(path.ToString(), UriKind.Relative), cancellationToken);
    }

    /// <summary>Places a call. It costs money, and is sent once.</summary>
    /// <param name="numberId">The id of the number shown, see <see cref="ListNumbersAsync"/>.</param>
    /// <param name="recipient">The number called.</param>
    /// <param name="agentId">The agent that talks.</param>
    /// <param name="line">How the number is connected.</param>
    /// <param name="variables">Values of the agent's <c>{{variables}}</c>.</param>
    /// <param name="cancellationToken">Cancels waiting; the call may ring nevertheless.</param>
    /// <returns>The conversation's id; <see langword="null"/> when ElevenLabs accepted the call and named none.</returns>
    /// <exception cref="ProviderException">ElevenLabs refused the call, or answered that it did not succeed.</exception>
    public virtual async Task<string?> PlaceCallAsync(
        string numberId, PhoneNumber recipient, string agentId, ElevenLabsLine line, IReadOnlyDictionary<string, string>? variables = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(numberId);
        ArgumentException.ThrowIfNullOrWhiteSpace(agentId);
        JsonObject body = new() { ["agent_id"] = agentId, ["agent_phone_number_id"] = numberId, ["to_number"] = recipient.E164 };
        if (variables is not null)
        {
            body["conversation_initiation_client_data"] = new JsonObject { ["dynamic_variables"] = AnsweringChannel.Texts(variables) };
        }

        string path = line == ElevenLabsLine.SipTrunk ? "/v1/convai/sip-trunk/outbound-call" : "/v1/convai/twilio/outbound-call";
        JsonElement answer = await _channel.AskAsync(ProviderRequest.Post("calls.create", path, AnsweringChannel.Body(body)), cancellationToken).ConfigureAwait(false);
        return answer.Flag("success") == false
            ? throw new ProviderException(new ProviderError
            {
                Provider = ProviderName,
                Account = Account,
                Operation = "calls.create",
                Failure = ProviderFailure.Refused,
                Code = "not-placed",
                Message = answer.Personal("message"),
            })
            : answer.Text("conversation_id");
    }

    /// <summary>Reads an agent.</summary>
    /// <param name="id">The agent's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The agent; <see langword="null"/> when there is none.</returns>
    public virtual async Task<AnsweringAgent?> GetAgentAsync(string id, CancellationToken cancellationToken = default) =>
        await _channel.FindAsync(ProviderRequest.Get("agents.get", $"/v1/convai/agents/{id}"), cancellationToken).ConfigureAwait(false) is { } raw ? Agent("agents.get", raw) : null;

    /// <summary>Lists the agents in short: their settings are read one by one.</summary>
    /// <param name="limit">How many at most.</param>
    /// <returns>The agents.</returns>
    public virtual Listing<AnsweringAgent> ListAgents(int? limit = null) => List(
        "agents.list", () => ((ProviderPath)"/v1/convai/agents").Query("page_size", Math.Min(limit ?? PageSize, PageSize)), "agents", raw => Agent("agents.list", raw), static agent => agent.Id, limit);

    /// <summary>Creates an agent.</summary>
    /// <param name="settings">Its settings; <c>conversation_config</c> is demanded.</param>
    /// <param name="cancellationToken">Cancels waiting; it may be created nevertheless.</param>
    /// <returns>The agent's id.</returns>
    public virtual async Task<string> CreateAgentAsync(JsonObject settings, CancellationToken cancellationToken = default) => _channel.RequireText(
        "agents.create", await _channel.AskAsync(ProviderRequest.Post("agents.create", "/v1/convai/agents/create", AnsweringChannel.Body(settings)), cancellationToken).ConfigureAwait(false), "agent_id");

    /// <summary>Changes settings of an agent; those not named stay, at any depth.</summary>
    /// <param name="id">The agent's id.</param>
    /// <param name="changes">The settings to change.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The agent as it is now.</returns>
    public virtual async Task<AnsweringAgent> UpdateAgentAsync(string id, JsonObject changes, CancellationToken cancellationToken = default) =>
        Agent("agents.update", await _channel.AskAsync(ProviderRequest.Patch("agents.update", $"/v1/convai/agents/{id}", AnsweringChannel.Body(changes)), cancellationToken).ConfigureAwait(false));

    /// <summary>Reads the numbers; ElevenLabs tells them in one answer.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The numbers.</returns>
    public virtual async Task<IReadOnlyList<AnsweringNumber>> ListNumbersAsync(CancellationToken cancellationToken = default)
    {
        JsonElement answer = await _channel.AskAsync(ProviderRequest.Get("numbers.list", "/v1/convai/phone-numbers"), cancellationToken).ConfigureAwait(false);
        return answer.ValueKind == JsonValueKind.Array ? [.. answer.EnumerateArray().Select(raw => Number("numbers.list", raw))] : throw _channel.Unreadable("numbers.list");
    }

    /// <summary>Lets an agent answer a number, or none.</summary>
    /// <param name="numberId">The number's id.</param>
    /// <param name="agentId">The agent; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The number as it is now.</returns>
    public virtual async Task<AnsweringNumber> AssignNumberAsync(string numberId, string? agentId, CancellationToken cancellationToken = default) => Number(
        "numbers.update",
        await _channel.AskAsync(ProviderRequest.Patch("numbers.update", $"/v1/convai/phone-numbers/{numberId}", AnsweringChannel.Body(new() { ["agent_id"] = agentId })), cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public virtual async Task<CallUpdate?> FetchAsync(CallId id, CancellationToken cancellationToken = default) =>
        (await GetConversationAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.Update;

    /// <inheritdoc/>
    /// <remarks>One request for each conversation, as the listing does not tell who called.</remarks>
    public virtual async IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (FetchedCall item in ListConversations(new AnsweringCallFilter { From = since }).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (await FetchAsync(item.Id, cancellationToken).ConfigureAwait(false) is { } update)
            {
                yield return update;
            }
        }
    }

    private static string? Seconds(DateTimeOffset? time) => time?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private Listing<T> List<T>(string operation, Func<ProviderPath> path, string member, Func<JsonElement, T?> map, Func<T, string?> identity, int? limit)
        where T : class => new(
        _channel,
        operation,
        async (cursor, token) =>
        {
            JsonElement page = await _channel.AskAsync(ProviderRequest.Get(operation, path().Query("cursor", cursor)), token).ConfigureAwait(false);
            return new ProviderPage<T>([.. page.Items(member).Select(map).OfType<T>()], page.Flag("has_more") == true ? page.Text("next_cursor") : null);
        },
        identity,
        limit);

    private AnsweringAgent Agent(string operation, JsonElement raw) => new() { Id = _channel.RequireText(operation, raw, "agent_id"), Name = raw.Text("name"), Settings = raw };

    private AnsweringNumber Number(string operation, JsonElement raw) => new()
    {
        Id = _channel.RequireText(operation, raw, "phone_number_id"),
        Number = raw.Phone("phone_number"),
        Label = raw.Text("label"),
        AgentId = raw.Text("assigned_agent", "agent_id"),
        Settings = raw,
    };
}

/// <summary>How a number is connected to ElevenLabs.</summary>
public enum ElevenLabsLine
{
    /// <summary>Through the business's Twilio account.</summary>
    Twilio = 0,

    /// <summary>Through a SIP trunk.</summary>
    SipTrunk = 1,
}
