using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.AspNetCore.Tests.Soak;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Outsourcing.Testing;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>A provider hears an answer while it still listens, whatever the store or the app does.</summary>
public sealed class AnswerLimitTests
{
    // The provider of these tests gives up after 5 s; four fifths of it are the host's.
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Reliability(18, "a store that hangs, whether it heeds its token or not: 503 before the provider's limit of 5 s")]
    public async Task StoreThatHangs_IsAnswered503WithinTheProvidersLimit(bool obeys)
    {
        HangingInbox inbox = new(obeys);
        await using Posted posted = await Posted.SendAsync(services => services.AddSingleton<IWebhookInbox>(inbox), incoming: false);
        await inbox.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1));

        posted.Clock.Advance(Within - Moment);
        posted.IsAnswered.ShouldBeFalse();
        posted.Clock.Advance(Moment);

        (await posted.StatusAsync()).ShouldBe(HttpStatusCode.ServiceUnavailable);
        posted.Host.Statistics.Total().Unavailable.ShouldBe(1);
    }

    [Theory]
    [InlineData(Hanging.Obeys)]
    [InlineData(Hanging.Ignores)]
    [InlineData(Hanging.Blocks)]
    [Reliability(18, "an app that hangs over what to do with a call, also one that heeds no token or blocks its thread: 503 before the provider's limit of 5 s, and the webhook is stored")]
    public async Task HandlerThatHangs_IsAnswered503WithinTheProvidersLimit_AndTheWebhookIsStored(Hanging hanging)
    {
        using HangingHandler handler = new(hanging);
        await using Posted posted = await Posted.SendAsync(services => services.AddSingleton<IIncomingCallHandler>(handler), incoming: true);
        await handler.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1));

        posted.Clock.Advance(Within - Moment);
        posted.IsAnswered.ShouldBeFalse();
        posted.Clock.Advance(Moment);

        (await posted.StatusAsync()).ShouldBe(HttpStatusCode.ServiceUnavailable);
        posted.Host.Statistics.Total().Stored.ShouldBe(1);
    }

    [Fact]
    public async Task AnswerWithin_SetByTheApp_IsUsedInstead_AndIsOneBudgetForStoreAndAnswer()
    {
        using HangingHandler handler = new(Hanging.Ignores);
        HangingInbox inbox = new(obeys: true);
        await using Posted posted = await Posted.SendAsync(
            services =>
            {
                services.AddSingleton<IIncomingCallHandler>(handler);
                services.AddSingleton<IWebhookInbox>(inbox);
                services.Configure<WebhookEndpointOptions>(options => options.AnswerWithin = TimeSpan.FromSeconds(1));
            },
            incoming: true);
        await inbox.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1));

        posted.Clock.Advance(TimeSpan.FromMilliseconds(600));
        inbox.Release.SetResult();
        await handler.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1));
        posted.Clock.Advance(TimeSpan.FromMilliseconds(399));
        posted.IsAnswered.ShouldBeFalse();
        posted.Clock.Advance(Moment);

        (await posted.StatusAsync()).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public void Limits_OfTheProviders_AreTheirOwn()
    {
        IWebhookReceiver[] receivers = [new Telephony.JambonzWebhookReceiver("desk", new() { WebhookSecret = "s3cret" }), new TestReceiver("north", "s")];

        receivers.ShouldAllBe(receiver => receiver.AnswerLimit == TimeSpan.FromSeconds(5));
        new Answering.RetellWebhookReceiver("desk", ["k"]).AnswerLimit.ShouldBe(TimeSpan.FromSeconds(10));
    }

    public enum Hanging
    {
        Obeys,
        Ignores,
        Blocks,
    }

    private sealed class HangingHandler(Hanging hanging) : IIncomingCallHandler, IDisposable
    {
        private readonly ManualResetEventSlim _block = new();
        private readonly TaskCompletionSource _never = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<CallFlow> AnswerAsync(IncomingCall incoming, CancellationToken cancellationToken = default)
        {
            Entered.TrySetResult();
            if (hanging == Hanging.Blocks)
            {
                _block.Wait(CancellationToken.None);
            }

            await _never.Task.WaitAsync(hanging == Hanging.Obeys ? cancellationToken : CancellationToken.None);
            return CallFlow.Of(new HangUpStep());
        }

        public void Dispose()
        {
            _block.Set();
            _never.TrySetResult();
        }
    }

    private sealed class HangingInbox(bool obeys) : WebhookEndpointTests.InboxThatIsAway
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task<InboxReceipt> StoreAsync(InboxMessage message, CancellationToken cancellationToken = default)
        {
            Entered.TrySetResult();
            await Release.Task.WaitAsync(obeys ? cancellationToken : CancellationToken.None);
            return InboxReceipt.Stored;
        }
    }

    /// <summary>A webhook that was posted to a host whose clock the test moves.</summary>
    private sealed class Posted(WebhookHost host, FakeTimeProvider clock, Task<HttpStatusCode> sending) : IAsyncDisposable
    {
        public WebhookHost Host => host;

        public FakeTimeProvider Clock => clock;

        public bool IsAnswered => sending.IsCompleted;

        public static async Task<Posted> SendAsync(Action<IServiceCollection> configure, bool incoming)
        {
            FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
            await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
            string token = simulator.AuthToken;
            WebhookHost host = await WebhookHost.StartAsync(simulator, services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                configure(services);
            });
            return new Posted(host, clock, PostAsync(host, token, incoming));
        }

        public Task<HttpStatusCode> StatusAsync() => sending.WaitAsync(TimeSpan.FromMinutes(1));

        public ValueTask DisposeAsync() => host.DisposeAsync();

        private static async Task<HttpStatusCode> PostAsync(WebhookHost host, string token, bool incoming)
        {
            // In the order that is signed.
            (string, string)[] form = [("CallSid", "CA1"), ("CallStatus", "ringing"), .. (incoming ? Array.Empty<(string, string)>() : [("CallbackSource", "call-progress-events")]), ("From", "+442079460555")];
            (byte[] body, string signature) = TwilioPost.Sign(host.Hook, token, form);
            using HttpMessageInvoker client = new(new SocketsHttpHandler());
            using HttpRequestMessage request = TwilioPost.Request(host.Hook, body, signature);
            using HttpResponseMessage response = await client.SendAsync(request, CancellationToken.None);
            return response.StatusCode;
        }
    }
}
