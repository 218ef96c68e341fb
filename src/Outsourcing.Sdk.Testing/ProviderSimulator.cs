using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Outsourcing.Testing;

/// <summary>A telephony provider on a free loopback port: it speaks Twilio's wire format, signs its webhooks, plays scripted callers, and fails when told to.</summary>
/// <remarks>
/// Written from the provider's public documentation alone, apart from the client it tests. Everything is derived from the seed and
/// the scripts, so a run can be repeated; times come from the clock of the options.
/// </remarks>
public sealed class ProviderSimulator : IAsyncDisposable
{
    private readonly ProviderSimulatorOptions _options;
    private readonly WebApplication _app;
    private readonly TwilioState _state;
    private readonly WebhookSender _sender;
    private readonly TwilioCallPlayer _player;
    private readonly List<(string Path, RequestFault Fault)> _faults = [];
    private readonly List<Task> _placed = [];
    private readonly CancellationTokenSource _closing = new();
    private int _requests;

    private ProviderSimulator(ProviderSimulatorOptions options, WebApplication app, TwilioState state, Uri baseAddress)
    {
        _options = options;
        _app = app;
        _state = state;
        BaseAddress = baseAddress;
        _sender = new WebhookSender(state.AuthToken, options);
        _player = new TwilioCallPlayer(state, _sender, baseAddress);
    }

    /// <summary>Gets the address of the provider's interface.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Gets the account's id.</summary>
    public string AccountSid => _state.AccountSid;

    /// <summary>Gets the secret requests sign in with and webhooks are signed with.</summary>
    public string AuthToken => _state.AuthToken;

    /// <summary>Gets the numbers the account owns.</summary>
    public IReadOnlyList<SimulatedNumber> Numbers => Copy(_state.Numbers);

    /// <summary>Gets the calls so far.</summary>
    public IReadOnlyList<SimulatedCall> Calls => Copy(_state.Calls);

    /// <summary>Gets the text messages the app sent.</summary>
    public IReadOnlyList<SimulatedText> Texts => Copy(_state.Texts);

    /// <summary>Starts a simulator.</summary>
    /// <param name="options">How it behaves; the defaults when left out.</param>
    /// <param name="cancellationToken">Cancels starting.</param>
    /// <returns>The running simulator; dispose it to stop it.</returns>
    public static async Task<ProviderSimulator> StartAsync(ProviderSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ProviderSimulatorOptions();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        TwilioState state = new(options);
        ProviderSimulator? simulator = null;
        app.Run(context => simulator!.HandleAsync(context));
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        simulator = new ProviderSimulator(options, app, state, new Uri(app.Urls.First()));
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

    /// <summary>Lets the next requests to the provider fail.</summary>
    /// <param name="fault">What happens.</param>
    /// <param name="times">How many requests it happens to.</param>
    /// <param name="path">What the path of those requests contains; empty for any.</param>
    public void FailNext(RequestFault fault, int times = 1, string path = "")
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(path);
        lock (_faults)
        {
            _faults.AddRange(Enumerable.Repeat((path, fault), times));
        }
    }

    /// <summary>Plays one caller from the first ring to the last report.</summary>
    /// <param name="script">What the caller does.</param>
    /// <param name="cancellationToken">Cancels the play.</param>
    /// <returns>The call.</returns>
    /// <exception cref="OutsourcingException">The account does not own the number called.</exception>
    public async Task<SimulatedCall> CallAsync(CallScript script, CancellationToken cancellationToken = default) =>
        (await PlayAsync([script], DeliveryDisturbance.None, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Plays callers one after another, then delivers the reports of their calls with the given disturbance.</summary>
    /// <param name="scripts">What the callers do.</param>
    /// <param name="disturbance">How delivery is disturbed; not at all when left out.</param>
    /// <param name="cancellationToken">Cancels the play.</param>
    /// <returns>The calls, in the order of the scripts.</returns>
    /// <exception cref="OutsourcingException">The account does not own a number called.</exception>
    public async Task<IReadOnlyList<SimulatedCall>> PlayAsync(
        IEnumerable<CallScript> scripts, DeliveryDisturbance? disturbance = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        List<SimulatedCall> calls = [];
        foreach (CallScript script in scripts)
        {
            calls.Add(await _player.PlayIncomingAsync(script, cancellationToken).ConfigureAwait(false));
        }

        DeliveryPlan plan = DeliveryPlan.Make(_player, _player.TakeReports(), disturbance ?? DeliveryDisturbance.None, _options);
        foreach (IReadOnlyList<(WebhookMessage Message, DeliveryKind Kind)> round in plan.Rounds)
        {
            await Parallel.ForEachAsync(
                round,
                new ParallelOptions { MaxDegreeOfParallelism = plan.IsOrdered ? 1 : _options.ParallelDeliveries, CancellationToken = cancellationToken },
                async (delivery, token) => await _sender.SendAsync(delivery.Message, delivery.Kind, token).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return calls;
    }

    /// <summary>Sends again, to the byte, what somebody recorded of the accepted messages so far; move the app's clock first to do it later than the provider ever would.</summary>
    /// <param name="share">Which share of the messages, 0 to 1; which ones is decided by the simulator's seed.</param>
    /// <param name="cancellationToken">Cancels sending.</param>
    /// <returns>A task that ends when all are answered.</returns>
    public async Task ReplayAsync(double share = 1, CancellationToken cancellationToken = default)
    {
        if (share is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is 0 to 1.");
        }

#pragma warning disable CA5394 // Repeatable on purpose.
        Random random = new(_options.Seed);
        foreach (WebhookMessage message in _sender.Recorded.Where(_ => random.NextDouble() < share))
#pragma warning restore CA5394
        {
            await _sender.SendAsync(message, DeliveryKind.Replayed, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the calls the app placed are played and reported.</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>A task that ends when nothing is under way.</returns>
    public async Task SettleAsync(CancellationToken cancellationToken = default)
    {
        Task[] placed;
        lock (_placed)
        {
            placed = [.. _placed];
        }

        await Task.WhenAll(placed).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells what was sent so far, and what it was answered.</summary>
    /// <returns>The statistics.</returns>
    public SimulatorStatistics Statistics() => new() { Deliveries = _sender.Deliveries, Requests = Volatile.Read(ref _requests) };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _sender.Dispose();
        _closing.Dispose();
    }

    private IReadOnlyList<T> Copy<T>(List<T> items)
    {
        lock (_state.Lock)
        {
            return [.. items];
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        TwilioApi api = new(_state, Place);
        if (TakeFault(context.Request.Path) is not { } fault)
        {
            await api.HandleAsync(context).ConfigureAwait(false);
            return;
        }

        if (fault.TakesEffect)
        {
            Stream answer = context.Response.Body;
            context.Response.Body = Stream.Null;
            await api.HandleAsync(context).ConfigureAwait(false);
            context.Response.Body = answer;
        }

        if (fault.Status > 0)
        {
            if (fault.RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            await TwilioApi.ErrorAsync(context, fault.Status, fault.Status == 429 ? 20429 : 20500, fault.Status == 429 ? "Too Many Requests" : "An internal error has occurred").ConfigureAwait(false);
            return;
        }

        if (fault.IsStall)
        {
            using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        context.Features.Get<IConnectionLifetimeFeature>()?.Abort();
    }

    private RequestFault? TakeFault(string path)
    {
        lock (_faults)
        {
            int index = _faults.FindIndex(fault => path.Contains(fault.Path, StringComparison.Ordinal));
            if (index < 0)
            {
                return null;
            }

            RequestFault fault = _faults[index].Fault;
            _faults.RemoveAt(index);
            return fault;
        }
    }

    private void Place(SimulatedCall call, OutgoingOrder order)
    {
        Task playing = Task.Run(
            async () =>
            {
                await _player.PlayOutgoingAsync(call, order, _closing.Token).ConfigureAwait(false);
                foreach (WebhookMessage report in _player.TakeReports())
                {
                    await _sender.SendAsync(report, DeliveryKind.Genuine, _closing.Token).ConfigureAwait(false);
                }
            },
            _closing.Token);
        lock (_placed)
        {
            _placed.Add(playing);
        }
    }
}
