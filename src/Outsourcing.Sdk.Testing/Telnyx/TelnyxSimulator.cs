using Microsoft.AspNetCore.Http;

namespace Outsourcing.Testing;

/// <summary>A Telnyx account with a call-control application: numbers, calls steered by commands, recordings, texts, and events signed with Ed25519.</summary>
/// <remarks>
/// A call waits for the app's commands, which may come long after its webhook was answered, and tells what they do by further events;
/// their times are the script's. A transferred call's second leg is a call of its own, also in <see cref="ProviderSimulator.Calls"/>.
/// Of a call that goes on, <see cref="SimulatedCall.Status"/> is Telnyx's state, such as <c>parked</c>; of one that has ended, the cause.
/// Recordings are WAV, whatever was asked for.
/// </remarks>
public sealed class TelnyxSimulator : ProviderSimulator
{
    private readonly TelnyxState _state;
    private readonly TelnyxCallPlayer _player;
    private readonly TelnyxApi _api;

    private TelnyxSimulator(TelnyxSimulatorOptions options, TelnyxState state)
        : base(options, state)
    {
        _state = state;
        _player = new TelnyxCallPlayer(state, Sender, options);
        _api = new TelnyxApi(state, leg => Begin(cancellationToken => _player.PlayOutgoingAsync(leg.Leg, leg.RingsAtMost, cancellationToken)));
    }

    /// <summary>Gets the key that requests sign in with.</summary>
    public string ApiKey => _state.ApiKey;

    /// <summary>Gets the public key that verifies webhooks, in base64.</summary>
    public string PublicKey => _state.Signer.PublicKey;

    /// <summary>Gets the id of the call-control application.</summary>
    public string ConnectionId => _state.ConnectionId;

    /// <summary>Gets or sets the application's address, where events go; <see langword="null"/> while none is set.</summary>
    public Uri? Webhook
    {
        get
        {
            lock (_state.Lock)
            {
                return _state.Webhook;
            }
        }

        set
        {
            lock (_state.Lock)
            {
                _state.Webhook = value;
            }
        }
    }

    /// <summary>Gets the numbers the account owns.</summary>
    public IReadOnlyList<SimulatedNumber> Numbers => _state.Copy(_state.Numbers);

    /// <summary>Gets the text messages the app sent.</summary>
    public IReadOnlyList<SimulatedText> Texts => _state.Copy(_state.Texts);

    private protected override string BasePath => TelnyxApi.Root;

    /// <summary>Starts a simulator.</summary>
    /// <param name="options">How it behaves; the defaults when left out.</param>
    /// <param name="cancellationToken">Cancels starting.</param>
    /// <returns>The running simulator; dispose it to stop it.</returns>
    public static async Task<TelnyxSimulator> StartAsync(TelnyxSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TelnyxSimulatorOptions();
        TelnyxSimulator simulator = await StartAsync(new TelnyxSimulator(options, new TelnyxState(options)), cancellationToken).ConfigureAwait(false);
        simulator._state.Root = simulator.BaseAddress;
        return simulator;
    }

    /// <summary>Gives the account a number, as if it had been bought before, whose calls go to the application.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The number.</returns>
    public SimulatedNumber Own(PhoneNumber number)
    {
        lock (_state.Lock)
        {
            return _state.AddNumber(number, new TelnyxNumberSettings { ConnectionId = _state.ConnectionId });
        }
    }

    private protected override Task AnswerAsync(HttpContext context) => _api.HandleAsync(context);

    private protected override Task RefuseAsync(HttpContext context, int status) => TelnyxApi.WriteAsync(context, TelnyxAnswer.Fault(status));

    private protected override Task<SimulatedCall> PlayIncomingAsync(CallScript script, CancellationToken cancellationToken) => _player.PlayIncomingAsync(script, cancellationToken);

    private protected override IReadOnlyList<WebhookMessage> TakeReports() => _player.TakeReports();

    private protected override string NewCallId()
    {
        lock (_state.Lock)
        {
            return _state.NewControlId();
        }
    }
}
