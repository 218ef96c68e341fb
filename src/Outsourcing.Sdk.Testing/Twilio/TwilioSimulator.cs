using Microsoft.AspNetCore.Http;

namespace Outsourcing.Testing;

/// <summary>A Twilio account: numbers, calls answered by markup, recordings, texts, and form posts signed with HMAC-SHA-1.</summary>
public sealed class TwilioSimulator : ProviderSimulator
{
    private readonly TwilioState _state;
    private TwilioCallPlayer _player = null!;

    private TwilioSimulator(TwilioSimulatorOptions options, TwilioState state)
        : base(options, state) => _state = state;

    /// <summary>Gets the account's id.</summary>
    public string AccountSid => _state.AccountSid;

    /// <summary>Gets the secret requests sign in with and webhooks are signed with.</summary>
    public string AuthToken => _state.AuthToken;

    /// <summary>Gets the numbers the account owns.</summary>
    public IReadOnlyList<SimulatedNumber> Numbers => _state.Copy(_state.Numbers);

    /// <summary>Gets the text messages the app sent.</summary>
    public IReadOnlyList<SimulatedText> Texts => _state.Copy(_state.Texts);

    /// <summary>Starts a simulator.</summary>
    /// <param name="options">How it behaves; the defaults when left out.</param>
    /// <param name="cancellationToken">Cancels starting.</param>
    /// <returns>The running simulator; dispose it to stop it.</returns>
    public static async Task<TwilioSimulator> StartAsync(TwilioSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TwilioSimulatorOptions();
        TwilioSimulator simulator = await StartAsync(new TwilioSimulator(options, new TwilioState(options)), cancellationToken).ConfigureAwait(false);
        simulator._player = new TwilioCallPlayer(simulator._state, simulator.Sender, simulator.BaseAddress);
        return simulator;
    }

    /// <summary>Gives the account a number, as if it had been bought before.</summary>
    /// <param name="number">The number.</param>
    /// <param name="answer">The address asked what to do with its calls.</param>
    /// <param name="status">The address their end is reported to.</param>
    /// <returns>The number.</returns>
    public SimulatedNumber Own(PhoneNumber number, Uri? answer = null, Uri? status = null)
    {
        lock (_state.Lock)
        {
            SimulatedNumber owned = new(_state.NewSid("PN"), number, _state.Now)
            {
                VoiceUrl = answer?.OriginalString ?? "",
                StatusCallback = status?.OriginalString ?? "",
            };
            _state.Numbers.Add(owned);
            return owned;
        }
    }

    private protected override Task AnswerAsync(HttpContext context) => new TwilioApi(_state, Place).HandleAsync(context);

    private protected override Task RefuseAsync(HttpContext context, int status) =>
        TwilioApi.ErrorAsync(context, status, status == 429 ? 20429 : 20500, status == 429 ? "Too Many Requests" : "An internal error has occurred");

    private protected override Task<SimulatedCall> PlayIncomingAsync(CallScript script, CancellationToken cancellationToken) => _player.PlayIncomingAsync(script, cancellationToken);

    private protected override IReadOnlyList<WebhookMessage> TakeReports() => _player.TakeReports();

    private protected override string NewCallId()
    {
        lock (_state.Lock)
        {
            return _state.NewSid("CA");
        }
    }

    private void Place(SimulatedCall call, OutgoingOrder order) => Begin(async cancellationToken =>
    {
        await _player.PlayOutgoingAsync(call, order, cancellationToken).ConfigureAwait(false);
        foreach (WebhookMessage report in _player.TakeReports())
        {
            await Sender.SendAsync(report, DeliveryKind.Genuine, cancellationToken).ConfigureAwait(false);
        }
    });
}
