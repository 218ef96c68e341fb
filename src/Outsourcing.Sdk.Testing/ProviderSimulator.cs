using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Outsourcing.Testing;

/// <summary>A provider on a free loopback port: it speaks the provider's wire format, signs its webhooks, plays scripted callers, and fails when told to.</summary>
/// <remarks>
/// Written from the providers' public documentation alone, apart from the clients it tests. Everything is derived from the seed and
/// the scripts, so a run can be repeated; times come from the clock of the options.
/// </remarks>
public abstract class ProviderSimulator : IAsyncDisposable
{
    private readonly ProviderSimulatorOptions _options;
    private readonly SimulatorState _state;
    private readonly List<(string Path, RequestFault Fault)> _faults = [];
    private readonly List<Task> _placed = [];
    private readonly CancellationTokenSource _closing = new();
    private WebApplication? _app;
    private int _requests;

    private protected ProviderSimulator(ProviderSimulatorOptions options, SimulatorState state)
    {
        _options = options;
        _state = state;
        Sender = new WebhookSender(options);
    }

    /// <summary>Gets the address of the provider's interface.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Gets the calls so far.</summary>
    public IReadOnlyList<SimulatedCall> Calls => _state.Copy(_state.Calls);

    private protected WebhookSender Sender { get; }

    /// <summary>Gets the path that the provider's documentation has in its base address.</summary>
    private protected virtual string BasePath => "";

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
            calls.Add(await PlayIncomingAsync(script, cancellationToken).ConfigureAwait(false));
        }

        DeliveryPlan plan = DeliveryPlan.Make(TakeReports(), NewCallId, disturbance ?? DeliveryDisturbance.None, _options);
        foreach (IReadOnlyList<(WebhookMessage Message, DeliveryKind Kind)> round in plan.Rounds)
        {
            await Parallel.ForEachAsync(
                round,
                new ParallelOptions { MaxDegreeOfParallelism = plan.IsOrdered ? 1 : _options.ParallelDeliveries, CancellationToken = cancellationToken },
                async (delivery, token) => await Sender.SendAsync(delivery.Message, delivery.Kind, token).ConfigureAwait(false)).ConfigureAwait(false);
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
        foreach (WebhookMessage message in Sender.Recorded.Where(_ => random.NextDouble() < share))
#pragma warning restore CA5394
        {
            await Sender.SendAsync(message, DeliveryKind.Replayed, cancellationToken).ConfigureAwait(false);
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
    public SimulatorStatistics Statistics() => new() { Deliveries = Sender.Deliveries, Requests = Volatile.Read(ref _requests) };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _app!.DisposeAsync().ConfigureAwait(false);
        Sender.Dispose();
        _closing.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static async Task<TSimulator> StartAsync<TSimulator>(TSimulator simulator, CancellationToken cancellationToken)
        where TSimulator : ProviderSimulator
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        app.Run(simulator.HandleAsync);
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        simulator._app = app;
        simulator.BaseAddress = new Uri(new Uri(app.Urls.First()), simulator.BasePath);
        return simulator;
    }

    /// <summary>Answers a request to the provider.</summary>
    private protected abstract Task AnswerAsync(HttpContext context);

    /// <summary>Answers a request with an error, in the provider's form.</summary>
    private protected abstract Task RefuseAsync(HttpContext context, int status);

    /// <summary>Plays a caller; what is then reported of the call waits to be taken.</summary>
    private protected abstract Task<SimulatedCall> PlayIncomingAsync(CallScript script, CancellationToken cancellationToken);

    /// <summary>Takes the reports that wait.</summary>
    private protected abstract IReadOnlyList<WebhookMessage> TakeReports();

    /// <summary>Makes the id of a call, as the provider does.</summary>
    private protected abstract string NewCallId();

    /// <summary>Plays what the app ordered, beside the answer to the order.</summary>
    private protected void Begin(Func<CancellationToken, Task> play)
    {
        Task playing = Task.Run(() => play(_closing.Token), _closing.Token);
        lock (_placed)
        {
            _placed.Add(playing);
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        if (TakeFault(context.Request.Path) is not { } fault)
        {
            await AnswerAsync(context).ConfigureAwait(false);
            return;
        }

        if (fault.TakesEffect)
        {
            Stream answer = context.Response.Body;
            context.Response.Body = Stream.Null;
            await AnswerAsync(context).ConfigureAwait(false);
            context.Response.Body = answer;
        }

        if (fault.Status > 0)
        {
            if (fault.RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            await RefuseAsync(context, fault.Status).ConfigureAwait(false);
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
}
