using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Outsourcing.Testing;

/// <summary>A Retell account: agents that take and place calls, transcripts, analyses, recordings, and events signed with HMAC-SHA-256.</summary>
/// <remarks>
/// A caller is answered at once by the agent the number is assigned to. <see cref="CallScript.Answer"/> then says: somebody talks and
/// hangs up, or <see cref="AgentScript"/> says otherwise; nobody says a word; every line of the account is taken; the service fails;
/// the caller hangs up at the greeting. Of a call the app places it says what the callee does; such a call starts at the clock's time,
/// and is played at once, so that its end lies ahead.
/// </remarks>
public sealed class RetellSimulator : ProviderSimulator
{
    private readonly RetellState _state;
    private readonly RetellCallPlayer _player;
    private readonly RetellApi _api;

    private RetellSimulator(RetellSimulatorOptions options, RetellState state)
        : base(options, state)
    {
        _state = state;
        _player = new RetellCallPlayer(state);
        _api = new RetellApi(state, _player, Place);
    }

    /// <summary>Gets the key requests sign in with and webhooks are signed with.</summary>
    public string ApiKey => _state.ApiKey;

    /// <summary>Gets or sets the account's webhook address; an agent with an address of its own uses that instead.</summary>
    /// <value>The default is that of <see cref="RetellSimulatorOptions.WebhookUrl"/>.</value>
    public Uri? WebhookUrl
    {
        get
        {
            lock (_state.Lock)
            {
                return _state.WebhookUrl;
            }
        }

        set
        {
            lock (_state.Lock)
            {
                _state.WebhookUrl = value;
            }
        }
    }

    /// <summary>Starts a simulator.</summary>
    /// <param name="options">How it behaves; the defaults when left out.</param>
    /// <param name="cancellationToken">Cancels starting.</param>
    /// <returns>The running simulator; dispose it to stop it.</returns>
    public static async Task<RetellSimulator> StartAsync(RetellSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new RetellSimulatorOptions();
        RetellSimulator simulator = await StartAsync(new RetellSimulator(options, new RetellState(options)), cancellationToken).ConfigureAwait(false);
        simulator._state.Root = simulator.BaseAddress;
        return simulator;
    }

    /// <summary>Gives the account an agent, as if it had been created before.</summary>
    /// <param name="settings">Its settings in the provider's words, such as <c>agent_name</c>, <c>webhook_url</c> or <c>post_call_analysis_data</c>; voice and language model are added where they are left out.</param>
    /// <param name="model">The settings of its language model, such as <c>general_prompt</c> or <c>begin_message</c>.</param>
    /// <returns>The agent's id.</returns>
    public string AddAgent(JsonObject? settings = null, JsonObject? model = null)
    {
        lock (_state.Lock)
        {
            RetellSetup setup = new(_state);
            JsonObject agent = settings is null ? [] : (JsonObject)settings.DeepClone();
            agent["voice_id"] ??= "retell-Cimo";
            agent["response_engine"] ??= new JsonObject { ["type"] = "retell-llm", ["llm_id"] = setup.Add(_state.Models, "llm", model ?? []).Id, ["version"] = 0 };
            return setup.Add(_state.Agents, "agent", agent).Id;
        }
    }

    /// <summary>Gives the account a number, as if it had been bought before.</summary>
    /// <param name="number">The number.</param>
    /// <param name="agentId">The agent that takes and places its calls; a new one when left out.</param>
    /// <returns>The agent's id.</returns>
    /// <exception cref="ArgumentException">The account has no such agent.</exception>
    public string Own(PhoneNumber number, string? agentId = null)
    {
        agentId ??= AddAgent();
        lock (_state.Lock)
        {
            if (_state.FindAgent(agentId, null) is null)
            {
                throw new ArgumentException($"The simulated account has no agent '{agentId}'; give it one with AddAgent first.", nameof(agentId));
            }

            _state.Lines.RemoveAll(line => line.Number == number.E164);
            JsonArray Bound() => RetellJson.Array([new JsonObject { ["agent_id"] = agentId, ["weight"] = 1 }]);
            _state.Lines.Add(new RetellNumber(number.E164, new JsonObject
            {
                ["phone_number"] = number.E164,
                ["phone_number_type"] = "retell-twilio",
                ["phone_number_pretty"] = number.E164,
                ["inbound_agents"] = Bound(),
                ["outbound_agents"] = Bound(),
                ["last_modification_timestamp"] = _state.Now.ToUnixTimeMilliseconds(),
            }));
        }

        return agentId;
    }

    /// <summary>Says what somebody does whom the account calls; who is not named answers, and talks.</summary>
    /// <param name="script">What happens; <see cref="CallScript.To"/> is the number called, and <see cref="CallScript.From"/> comes with the order.</param>
    public void ScriptCallee(CallScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        lock (_state.Lock)
        {
            _state.Callees[script.To.E164] = script;
        }
    }

    private protected override Task AnswerAsync(HttpContext context) => _api.HandleAsync(context);

    private protected override Task RefuseAsync(HttpContext context, int status) => RetellApi.WriteAsync(context, RetellReply.Error(status));

    private protected override Task<SimulatedCall> PlayIncomingAsync(CallScript script, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_player.PlayIncoming(script));
    }

    private protected override IReadOnlyList<WebhookMessage> TakeReports() => _player.TakeReports();

    private protected override string NewCallId()
    {
        lock (_state.Lock)
        {
            return _state.NewId("call");
        }
    }

    private void Place(RetellCall call) => Begin(async cancellationToken =>
    {
        foreach (WebhookMessage report in _player.PlayOutgoing(call))
        {
            await Sender.SendAsync(report, DeliveryKind.Genuine, cancellationToken).ConfigureAwait(false);
        }
    });
}
