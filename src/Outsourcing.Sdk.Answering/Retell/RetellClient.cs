using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Outsourcing.Calls;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>A Retell account by its API: calls, agents, their language models, numbers. Thread-safe; one per account.</summary>
/// <remarks>Nothing takes a key that makes repeating harmless: every write is sent once.</remarks>
public class RetellClient : IAnsweringSource
{
    internal const string ProviderName = RetellCallMapping.Provider;

    private const int PageSize = 100;

    private readonly ProviderChannel _channel;
    private readonly RetellListing _listing;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    /// <param name="options">The account's options.</param>
    public RetellClient(ProviderChannel channel, RetellOptions options)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(options);
        _channel = channel;
        _listing = options.Listing;
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected RetellClient() => _channel = null!;

    /// <inheritdoc/>
    public virtual string Provider => ProviderName;

    /// <inheritdoc/>
    public virtual string Account => _channel.Account;

    internal static ProviderChannelSettings Settings(string account, RetellOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri("https://api.retellai.com"),
        DownloadDomains = ["retellai.com"],
        Http = options.Http,
        Authorize = RequestCredential.Bearer(options.ApiKey),
    };

    /// <summary>Reads a call.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when there is none.</returns>
    public virtual async Task<FetchedCall?> GetCallAsync(string id, CancellationToken cancellationToken = default) =>
        await FindAsync(ProviderRequest.Get("calls.get", $"/v2/get-call/{id}"), cancellationToken).ConfigureAwait(false) is { } raw
            ? _channel.Require("calls.get", _channel.ToCall(raw, RetellCallMapping.ToUpdate))
            : null;

    /// <summary>Deletes a call with its recording and transcript for good.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteCallAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Delete("calls.delete", $"/v2/delete-call/{id}"), cancellationToken);

    // Retell documents no answer for a call that is not there, and 422 for what it cannot work on: reading tells whether it is gone.
    internal async Task EraseCallAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await DeleteCallAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException refused) when (refused.Status == HttpStatusCode.UnprocessableEntity)
        {
            if (await GetCallAsync(id, cancellationToken).ConfigureAwait(false) is not null)
            {
                throw;
            }
        }
    }

    /// <summary>Lists calls, the latest first.</summary>
    /// <param name="filter">Which calls.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The calls.</returns>
    public virtual Listing<FetchedCall> ListCalls(AnsweringCallFilter? filter = null, int? limit = null)
    {
        JsonObject criteria = _listing == RetellListing.V2 ? Thresholds(filter) : Conditions(filter);
        int size = Math.Min(limit ?? PageSize, PageSize);
        return new Listing<FetchedCall>(_channel, "calls.list", (cursor, token) => CallsPageAsync(criteria, size, cursor, token), static call => call.Id.ProviderCallId, limit);
    }

    /// <summary>Places a call. It costs money, and is sent once.</summary>
    /// <param name="sender">The number shown; one of the account's.</param>
    /// <param name="recipient">The number called.</param>
    /// <param name="agentId">The agent that talks; <see langword="null"/> for the number's own.</param>
    /// <param name="variables">Values of the agent's <c>{{variables}}</c>.</param>
    /// <param name="cancellationToken">Cancels waiting; the call may ring nevertheless.</param>
    /// <returns>The call.</returns>
    public virtual async Task<FetchedCall> PlaceCallAsync(
        PhoneNumber sender, PhoneNumber recipient, string? agentId = null, IReadOnlyDictionary<string, string>? variables = null, CancellationToken cancellationToken = default)
    {
        JsonObject body = new() { ["from_number"] = sender.E164, ["to_number"] = recipient.E164 };
        if (agentId is not null)
        {
            body["override_agent_id"] = agentId;
        }

        if (variables is not null)
        {
            body["retell_llm_dynamic_variables"] = AnsweringChannel.Texts(variables);
        }

        JsonElement raw = await _channel.AskAsync(ProviderRequest.Post("calls.create", "/v2/create-phone-call", AnsweringChannel.Body(body)), cancellationToken).ConfigureAwait(false);
        return _channel.Require("calls.create", _channel.ToCall(raw, RetellCallMapping.ToUpdate));
    }

    /// <summary>Downloads the recording of a call; where it is is asked first, and once more where that address has run out.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read; <see langword="null"/> when there is no such call, or no recording of it.</returns>
    /// <remarks>Retell hands out addresses of a content network: name its host in <see cref="ProviderHttpOptions.DownloadHosts"/>.</remarks>
    public virtual async Task<ProviderDownload?> DownloadRecordingAsync(string id, CancellationToken cancellationToken = default)
    {
        return await LocateAsync(cancellationToken).ConfigureAwait(false) is { } location
            ? await _channel.DownloadAsync("recordings.download", location, LocateAsync, cancellationToken).ConfigureAwait(false)
            : null;

        async Task<Uri?> LocateAsync(CancellationToken token) => (await GetCallAsync(id, token).ConfigureAwait(false))?.Update.Recording?.Location;
    }

    /// <summary>Reads an agent, its latest version.</summary>
    /// <param name="id">The agent's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The agent; <see langword="null"/> when there is none.</returns>
    public virtual async Task<AnsweringAgent?> GetAgentAsync(string id, CancellationToken cancellationToken = default) =>
        await FindAsync(ProviderRequest.Get("agents.get", $"/get-agent/{id}"), cancellationToken).ConfigureAwait(false) is { } raw ? Agent("agents.get", raw) : null;

    /// <summary>Lists the agents, every version of each.</summary>
    /// <param name="limit">How many at most.</param>
    /// <returns>The agents.</returns>
    public virtual Listing<AnsweringAgent> ListAgents(int? limit = null) => ListVersioned("agents.list", "/list-agents", "agent_id", raw => Agent("agents.list", raw), limit);

    /// <summary>Creates an agent.</summary>
    /// <param name="settings">Its settings; <c>response_engine</c> and <c>voice_id</c> are demanded.</param>
    /// <param name="cancellationToken">Cancels waiting; it may be created nevertheless.</param>
    /// <returns>The agent.</returns>
    public virtual async Task<AnsweringAgent> CreateAgentAsync(JsonObject settings, CancellationToken cancellationToken = default) =>
        Agent("agents.create", await _channel.AskAsync(ProviderRequest.Post("agents.create", "/create-agent", AnsweringChannel.Body(settings)), cancellationToken).ConfigureAwait(false));

    /// <summary>Changes settings of an agent's draft; those not named stay.</summary>
    /// <param name="id">The agent's id.</param>
    /// <param name="changes">The settings to change.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The agent as it is now.</returns>
    public virtual async Task<AnsweringAgent> UpdateAgentAsync(string id, JsonObject changes, CancellationToken cancellationToken = default) =>
        Agent("agents.update", await _channel.AskAsync(ProviderRequest.Patch("agents.update", $"/update-agent/{id}", AnsweringChannel.Body(changes)), cancellationToken).ConfigureAwait(false));

    /// <summary>Publishes an agent's draft: calls are answered by it from now on.</summary>
    /// <param name="id">The agent's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is published.</returns>
    public virtual Task PublishAgentAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Post("agents.publish", $"/publish-agent/{id}"), cancellationToken);

    /// <summary>Reads a language model: prompt and tools of an agent.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The language model; <see langword="null"/> when there is none.</returns>
    public virtual async Task<AnsweringAgent?> GetLanguageModelAsync(string id, CancellationToken cancellationToken = default) =>
        await FindAsync(ProviderRequest.Get("llms.get", $"/get-retell-llm/{id}"), cancellationToken).ConfigureAwait(false) is { } raw ? Model("llms.get", raw) : null;

    /// <summary>Lists the language models, every version of each.</summary>
    /// <param name="limit">How many at most.</param>
    /// <returns>The language models.</returns>
    public virtual Listing<AnsweringAgent> ListLanguageModels(int? limit = null) => ListVersioned("llms.list", "/list-retell-llms", "llm_id", raw => Model("llms.list", raw), limit);

    /// <summary>Creates a language model.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="cancellationToken">Cancels waiting; it may be created nevertheless.</param>
    /// <returns>The language model.</returns>
    public virtual async Task<AnsweringAgent> CreateLanguageModelAsync(JsonObject settings, CancellationToken cancellationToken = default) =>
        Model("llms.create", await _channel.AskAsync(ProviderRequest.Post("llms.create", "/create-retell-llm", AnsweringChannel.Body(settings)), cancellationToken).ConfigureAwait(false));

    /// <summary>Changes settings of a language model; those not named stay.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="changes">The settings to change.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The language model as it is now.</returns>
    public virtual async Task<AnsweringAgent> UpdateLanguageModelAsync(string id, JsonObject changes, CancellationToken cancellationToken = default) =>
        Model("llms.update", await _channel.AskAsync(ProviderRequest.Patch("llms.update", $"/update-retell-llm/{id}", AnsweringChannel.Body(changes)), cancellationToken).ConfigureAwait(false));

    /// <summary>Lists the numbers.</summary>
    /// <param name="limit">How many at most.</param>
    /// <returns>The numbers.</returns>
    public virtual Listing<AnsweringNumber> ListNumbers(int? limit = null) => new(
        _channel,
        "numbers.list",
        async (cursor, token) =>
        {
            ProviderPath path = ((ProviderPath)"/v2/list-phone-numbers").Query("limit", PageSize).Query("pagination_key", cursor);
            JsonElement page = await _channel.AskAsync(ProviderRequest.Get("numbers.list", path), token).ConfigureAwait(false);
            return new ProviderPage<AnsweringNumber>([.. page.Items("items").Select(raw => Number("numbers.list", raw))], page.Flag("has_more") == true ? page.Text("pagination_key") : null);
        },
        static number => number.Id,
        limit);

    /// <summary>Lets an agent answer a number, or none.</summary>
    /// <param name="number">The number.</param>
    /// <param name="agentId">The agent; <see langword="null"/> for none.</param>
    /// <param name="fallback">The number that rings when no agent can answer; <see langword="null"/> leaves it as it is.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The number as it is now.</returns>
    public virtual async Task<AnsweringNumber> AssignNumberAsync(PhoneNumber number, string? agentId, PhoneNumber? fallback = null, CancellationToken cancellationToken = default)
    {
        JsonObject body = new()
        {
            ["inbound_agents"] = agentId is null ? null : new JsonArray((JsonNode)new JsonObject { ["agent_id"] = agentId, ["weight"] = 1 }),
        };
        if (fallback is { } other)
        {
            body["fallback_number"] = other.E164;
        }

        return Number("numbers.update", await _channel.AskAsync(ProviderRequest.Patch("numbers.update", $"/update-phone-number/{number.E164}", AnsweringChannel.Body(body)), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public virtual async Task<CallUpdate?> FetchAsync(CallId id, CancellationToken cancellationToken = default) =>
        (await GetCallAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.Update;

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken = default) =>
        ListCalls(new AnsweringCallFilter { From = since }).UpdatesAsync(cancellationToken);

    private static JsonObject Thresholds(AnsweringCallFilter? filter)
    {
        JsonObject criteria = [];
        if (filter?.AgentId is { } agent)
        {
            criteria["agent_id"] = new JsonArray(JsonValue.Create(agent));
        }

        JsonObject range = [];
        if (filter?.From is { } first)
        {
            range["lower_threshold"] = first.ToUnixTimeMilliseconds();
        }

        if (filter?.Until is { } last)
        {
            range["upper_threshold"] = last.ToUnixTimeMilliseconds();
        }

        if (range.Count > 0)
        {
            criteria["start_timestamp"] = range;
        }

        return criteria;
    }

    // The third generation of the listing takes typed conditions, and not the second one's.
    private static JsonObject Conditions(AnsweringCallFilter? filter)
    {
        JsonObject criteria = [];
        if (filter?.AgentId is { } agent)
        {
            criteria["agent"] = new JsonArray((JsonNode)new JsonObject { ["agent_id"] = agent });
        }

        if ((filter?.From?.ToUnixTimeMilliseconds(), filter?.Until?.ToUnixTimeMilliseconds()) is not (null, null) and var (from, until))
        {
            criteria["start_timestamp"] = from is null || until is null
                ? new JsonObject { ["type"] = "number", ["op"] = from is null ? "le" : "ge", ["value"] = from ?? until }
                : new JsonObject { ["type"] = "range", ["op"] = "bt", ["value"] = new JsonArray(JsonValue.Create(from.Value), JsonValue.Create(until.Value)) };
        }

        return criteria;
    }

    // What the account does not have is answered with 422 in most places, and with 404 in some.
    private async Task<JsonElement?> FindAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await _channel.FindAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException refused) when (refused.Status == HttpStatusCode.UnprocessableEntity)
        {
            return null;
        }
    }

    private async Task<ProviderPage<FetchedCall>> CallsPageAsync(JsonObject criteria, int size, string? cursor, CancellationToken cancellationToken)
    {
        JsonObject body = new() { ["sort_order"] = "descending", ["limit"] = size };
        if (criteria.Count > 0)
        {
            body["filter_criteria"] = criteria.DeepClone();
        }

        if (cursor is not null)
        {
            body["pagination_key"] = cursor;
        }

        // A read, for all that it is a POST.
        ProviderRequest request = ProviderRequest.Post("calls.list", _listing == RetellListing.V2 ? "/v2/list-calls" : "/v3/list-calls", AnsweringChannel.Body(body)) with { Repeatable = true };
        JsonElement page = await _channel.AskAsync(request, cancellationToken).ConfigureAwait(false);
        bool list = page.ValueKind == JsonValueKind.Array;
        JsonElement[] raws = list ? [.. page.EnumerateArray()] : [.. page.Items("items")];
        string? next = list ? (raws.Length == size ? raws[^1].Text("call_id") : null) : page.Flag("has_more") == true ? page.Text("pagination_key") : null;
        return new ProviderPage<FetchedCall>([.. raws.Select(raw => _channel.ToCall(raw, RetellCallMapping.ToUpdate)).OfType<FetchedCall>()], next);
    }

    // Paged by the id and version of the last item.
    private Listing<AnsweringAgent> ListVersioned(string operation, string path, string key, Func<JsonElement, AnsweringAgent> map, int? limit) => new(
        _channel,
        operation,
        async (cursor, token) =>
        {
            ProviderPath address = ((ProviderPath)path).Query("limit", PageSize);
            if (cursor?.LastIndexOf('@') is { } at and >= 0)
            {
                address = address.Query("pagination_key", cursor[..at]).Query("pagination_key_version", cursor[(at + 1)..]);
            }

            JsonElement page = await _channel.AskAsync(ProviderRequest.Get(operation, address), token).ConfigureAwait(false);
            JsonElement[] raws = page.ValueKind == JsonValueKind.Array ? [.. page.EnumerateArray()] : [];
            string? next = raws.Length == PageSize ? string.Create(CultureInfo.InvariantCulture, $"{raws[^1].Text(key)}@{raws[^1].Number("version") ?? 0}") : null;
            return new ProviderPage<AnsweringAgent>([.. raws.Select(map)], next);
        },
        static agent => $"{agent.Id}@{agent.Settings.Number("version")}",
        limit);

    private AnsweringAgent Agent(string operation, JsonElement raw) => new() { Id = _channel.RequireText(operation, raw, "agent_id"), Name = raw.Text("agent_name"), Settings = raw };

    private AnsweringAgent Model(string operation, JsonElement raw) => new() { Id = _channel.RequireText(operation, raw, "llm_id"), Settings = raw };

    private AnsweringNumber Number(string operation, JsonElement raw) => new()
    {
        Id = _channel.RequireText(operation, raw, "phone_number"),
        Number = raw.Phone("phone_number"),
        Label = raw.Text("nickname"),
        AgentId = raw.Items("inbound_agents").Select(agent => agent.Text("agent_id")).FirstOrDefault(agent => agent is not null) ?? raw.Text("inbound_agent_id"),
        Settings = raw,
    };
}
