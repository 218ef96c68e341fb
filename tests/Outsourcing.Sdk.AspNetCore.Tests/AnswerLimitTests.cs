using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
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
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Reliability(18, "a store that hangs, whether it heeds its token or not: 503 before the provider's limit of 5 s")]
    public async Task StoreThatHangs_IsAnswered503WithinTheProvidersLimit(bool obeys)
    {
        (HttpStatusCode status, TimeSpan took, WebhookHost host) = await PostAsync(services => services.AddSingleton<IWebhookInbox>(new HangingInbox(obeys)), incoming: false);

        await using (host)
        {
            status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            took.ShouldBeLessThan(Limit);
            host.Statistics.Total().Unavailable.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(Hanging.Obeys)]
    [InlineData(Hanging.Ignores)]
    [InlineData(Hanging.Blocks)]
    [Reliability(18, "an app that hangs over what to do with a call, also one that heeds no token or blocks its thread: 503 before the provider's limit of 5 s, and the webhook is stored")]
    public async Task HandlerThatHangs_IsAnswered503WithinTheProvidersLimit_AndTheWebhookIsStored(Hanging hanging)
    {
        using HangingHandler handler = new(hanging);
        (HttpStatusCode status, TimeSpan took, WebhookHost host) = await PostAsync(services => services.AddSingleton<IIncomingCallHandler>(handler), incoming: true);

        await using (host)
        {
            status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            took.ShouldBeLessThan(Limit);
            host.Statistics.Total().Stored.ShouldBe(1);
        }
    }

    [Fact]
    public async Task AnswerWithin_SetByTheApp_IsUsedInstead_AndIsOneBudgetForStoreAndAnswer()
    {
        using HangingHandler handler = new(Hanging.Ignores);
        (HttpStatusCode status, TimeSpan took, WebhookHost host) = await PostAsync(
            services =>
            {
                services.AddSingleton<IIncomingCallHandler>(handler);
                services.AddSingleton<IWebhookInbox>(new HangingInbox(obeys: true) { For = TimeSpan.FromMilliseconds(600) });
                services.Configure<WebhookEndpointOptions>(options => options.AnswerWithin = TimeSpan.FromSeconds(1));
            },
            incoming: true);

        await using (host)
        {
            status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            took.ShouldBeInRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(3));
        }
    }

    [Fact]
    public void Limits_OfTheProviders_AreTheirOwn()
    {
        IWebhookReceiver[] receivers = [new Telephony.JambonzWebhookReceiver("desk", new() { WebhookSecret = "s3cret" }), new TestReceiver("north", "s")];

        receivers.ShouldAllBe(receiver => receiver.AnswerLimit == TimeSpan.FromSeconds(5));
        new Answering.RetellWebhookReceiver("desk", ["k"]).AnswerLimit.ShouldBe(TimeSpan.FromSeconds(10));
    }

    private static async Task<(HttpStatusCode Status, TimeSpan Took, WebhookHost Host)> PostAsync(Action<IServiceCollection> configure, bool incoming)
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        WebhookHost host = await WebhookHost.StartAsync(simulator, configure);
        (string, string)[] form = [("CallSid", "CA1"), ("CallStatus", "ringing"), ("From", "+442079460555")];
        (byte[] body, string signature) = TwilioPost.Sign(host.Hook, simulator.AuthToken, incoming ? form : [.. form, ("CallbackSource", "call-progress-events")]);
        using HttpMessageInvoker client = new(new SocketsHttpHandler());
        using HttpRequestMessage request = TwilioPost.Request(host.Hook, body, signature);
        Stopwatch watch = Stopwatch.StartNew();
        using HttpResponseMessage response = await client.SendAsync(request, CancellationToken.None);
        return (response.StatusCode, watch.Elapsed, host);
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

        public async ValueTask<CallFlow> AnswerAsync(IncomingCall incoming, CancellationToken cancellationToken = default)
        {
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
        public TimeSpan For { get; init; } = Timeout.InfiniteTimeSpan;

        public override async Task<InboxReceipt> StoreAsync(InboxMessage message, CancellationToken cancellationToken = default)
        {
            await Task.Delay(For, TimeProvider.System, obeys ? cancellationToken : CancellationToken.None);
            return InboxReceipt.Stored;
        }
    }
}
