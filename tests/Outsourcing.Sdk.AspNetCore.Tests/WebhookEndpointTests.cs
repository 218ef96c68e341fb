using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Testing;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

public sealed class WebhookEndpointTests
{
    private static readonly PhoneNumber Line = PhoneNumber.Parse("+442079460100");

    [Fact]
    [Reliability(16, "duplicated, replayed, late, disordered and tampered: each call once")]
    public async Task PostedWebhooks_DisturbedInEveryWay_StoreEachCallOnce()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync(new() { Seed = 7 });
        await using WebhookHost host = await WebhookHost.StartAsync(simulator);
        simulator.Own(Line, host.Hook, host.Hook);

        IReadOnlyList<SimulatedCall> calls = await simulator.PlayAsync(
            Enumerable.Range(0, 40).Select(_ => new CallScript { To = Line, From = PhoneNumber.Parse("+442079460555") }),
            new DeliveryDisturbance { Duplicated = 0.3, Tampered = 0.3, Replayed = 0.3, Late = 0.3, Shuffled = true });
        await host.SettleAsync();

        SimulatorStatistics sent = simulator.Statistics();
        sent.Sent(DeliveryKind.Tampered).ShouldBeGreaterThan(0);
        sent.Accepted(DeliveryKind.Tampered).ShouldBe(0);
        sent.Sent(DeliveryKind.Late).ShouldBeGreaterThan(0);
        sent.Accepted(DeliveryKind.Late).ShouldBe(0);
        sent.Accepted(DeliveryKind.Genuine).ShouldBe(sent.Sent(DeliveryKind.Genuine));
        WebhookCounts counts = host.Statistics.Of("twilio", "north");
        counts.Stored.ShouldBe(80);
        counts.Duplicates.ShouldBe(sent.Sent(DeliveryKind.Duplicate) + sent.Sent(DeliveryKind.Replayed));
        counts.RefusedFor(WebhookRefusal.WrongSignature).ShouldBe(sent.Sent(DeliveryKind.Tampered));
        counts.RefusedFor(WebhookRefusal.TooOld).ShouldBe(sent.Sent(DeliveryKind.Late));

        ICallStore store = host.Services.GetRequiredService<ICallStore>();
        (await store.CountAsync(CallQuery.All)).ShouldBe(40);
        List<CallRecord> records = [];
        await foreach (CallRecord record in store.ListAsync(CallQuery.All))
        {
            records.Add(record);
        }

        records.Select(record => record.Id.ProviderCallId).Order().ShouldBe(calls.Select(call => call.Id).Order());
        records.ShouldAllBe(record => record.UpdateCount == 2);
    }

    [Fact]
    public async Task RepeatedWebhook_WithinTheHorizonIsAnsweredAndAfterItRefused()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync(new() { Clock = clock });
        await using WebhookHost host = await WebhookHost.StartAsync(simulator, services => services.AddSingleton<TimeProvider>(clock));
        simulator.Own(Line, host.Hook, host.Hook);
        await simulator.CallAsync(new CallScript { To = Line });

        clock.Advance(TimeSpan.FromHours(6));
        await simulator.ReplayAsync();
        clock.Advance(TimeSpan.FromTicks(1));
        await simulator.ReplayAsync();

        simulator.Statistics().Deliveries.Where(delivery => delivery.Kind == DeliveryKind.Replayed).Select(delivery => delivery.Status).ShouldBe([200, 204, 403, 403], ignoreOrder: true);
        WebhookCounts counts = host.Statistics.Of("twilio", "north");
        (counts.Stored, counts.Duplicates, counts.RefusedFor(WebhookRefusal.Replayed), counts.TotalRefused).ShouldBe((2, 2, 2, 2));
    }

    [Fact]
    public async Task RepeatHorizon_SetForAnAccount_IsUsedInsteadOfTheReceivers()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync(new() { Clock = clock });
        await using WebhookHost host = await WebhookHost.StartAsync(simulator, services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.Configure<WebhookEndpointOptions>(options => options.RepeatHorizons["Twilio/North"] = TimeSpan.FromMinutes(2));
        });
        simulator.Own(Line, host.Hook);
        await simulator.CallAsync(new CallScript { To = Line });

        clock.Advance(TimeSpan.FromMinutes(3));
        await simulator.ReplayAsync();

        host.Statistics.Total().RefusedFor(WebhookRefusal.Replayed).ShouldBe(1);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(-600)]
    [Reliability(10, "this machine's clock 10 minutes ahead or behind: refused as too old or too new, and after three such requests the account's health says how far the clock is off; one that is forged says nothing of it, and one that is in time ends it")]
    public async Task ClockOfThisMachine_TenMinutesOff_IsNamedByTheAccountsHealth(int ahead)
    {
        DateTimeOffset right = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        FakeTimeProvider clock = new(right.AddSeconds(ahead));
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator, services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton<IWebhookReceiver>(new Telephony.JambonzWebhookReceiver("desk", new() { WebhookSecret = "s3cret" }));
            services.AddHealthChecks().AddOutsourcing();
        });
        using HttpMessageInvoker client = new(new SocketsHttpHandler());
        async Task<HttpStatusCode> PostAsync(string id, string secret = "s3cret", int late = 0)
        {
            string body = $$"""{"call_sid":"{{id}}","call_status":"ringing"}""";
            long at = right.AddSeconds(-late).ToUnixTimeSeconds();
            string mac = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret), System.Text.Encoding.UTF8.GetBytes($"{at}.{body}")));
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri(host.Address, "/hooks/jambonz/desk")) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add("Jambonz-Signature", $"t={at},v1={mac}");
            using HttpResponseMessage response = await client.SendAsync(request, default);
            return response.StatusCode;
        }

        async Task<string> HealthAsync() =>
            (string)(await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["outsourcing-account-jambonz-desk"].Data["state"];

        (await PostAsync("C1")).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync("C2", late: ahead > 0 ? 30 : -30)).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync("C3", "forged")).ShouldBe(HttpStatusCode.Forbidden);
        host.Statistics.Of("jambonz", "desk").ClockOffset.ShouldBeNull();
        (await PostAsync("C4")).ShouldBe(HttpStatusCode.Forbidden);

        host.Statistics.Of("jambonz", "desk").RefusedFor(ahead > 0 ? WebhookRefusal.TooOld : WebhookRefusal.TooNew).ShouldBe(3);
        host.Statistics.Of("jambonz", "desk").ClockOffset.ShouldBe(TimeSpan.FromSeconds(ahead));
        (await HealthAsync()).ShouldContain($"this machine's clock is {ahead} s ahead");

        (await PostAsync("C5", late: -ahead)).ShouldBe(HttpStatusCode.NoContent);
        host.Statistics.Of("jambonz", "desk").ClockOffset.ShouldBeNull();
        (await HealthAsync()).ShouldBe("ok");
    }

    [Fact]
    public async Task IncomingCall_IsAnsweredWithTheAppsFlow()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator);
        simulator.Own(Line, host.Hook, host.Hook);

        SimulatedCall call = await simulator.CallAsync(new CallScript { To = Line });

        call.Answer.ShouldContain("+442079460999");
        call.Status.ShouldBe("completed");
        call.Seconds.ShouldBe(98);
    }

    [Fact]
    public async Task RefusedWebhook_AnswerSaysNothingButTheStatus()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator);
        using HttpMessageInvoker client = new(new SocketsHttpHandler());

        using HttpResponseMessage unsigned = await PostAsync(client, host.Hook, new FormUrlEncodedContent([new("CallSid", "CA1")]));
        using HttpResponseMessage stranger = await PostAsync(client, new Uri(host.Address, "/hooks/twilio/south"), new StringContent(""));

        unsigned.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await unsigned.Content.ReadAsStringAsync()).ShouldBe("""{"type":"about:blank","status":403}""");
        unsigned.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        stranger.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    [Reliability(12, "a body above the limit (also chunked): 413; a header above 8 kB: 431")]
    public async Task OversizedBodyOrHeader_IsRefusedBeforeItIsVerified()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator, services => services.Configure<WebhookEndpointOptions>(options => options.MaximumBodyBytes = 1000));
        using HttpMessageInvoker client = new(new SocketsHttpHandler());

        using HttpResponseMessage known = await PostAsync(client, host.Hook, new StringContent(new string('x', 1001)));
        using HttpRequestMessage chunked = new(HttpMethod.Post, host.Hook) { Content = new StreamContent(new MemoryStream(new byte[5000])) };
        chunked.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage unknown = await client.SendAsync(chunked, default);
        using HttpRequestMessage wordy = new(HttpMethod.Post, host.Hook);
        wordy.Headers.Add("X-Twilio-Signature", new string('a', 9000));
        using HttpResponseMessage header = await client.SendAsync(wordy, default);

        known.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        unknown.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        header.StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Fact]
    [Reliability(14, "X-Forwarded headers of a proxy nobody named: 0 accepted")]
    public async Task ForwardedHeadersOfAStranger_ChangeNothingOfWhatIsVerified()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator);
        using HttpMessageInvoker client = new(new SocketsHttpHandler());

        async Task<HttpStatusCode> PostSignedForAsync(string url)
        {
            using HttpResponseMessage response = await PostSignedAsync(client, host.Hook, simulator.AuthToken, url, "elsewhere.example");
            return response.StatusCode;
        }

        (await PostSignedForAsync("https://elsewhere.example/hooks/twilio/north")).ShouldBe(HttpStatusCode.Forbidden);
        (await PostSignedForAsync(host.Hook.AbsoluteUri)).ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Reliability(14, "the address that a known proxy or the app's own setting says, with a path base: accepted")]
    public async Task AddressOfTheProxyTheAppNames_IsWhatIsVerified(bool proxy)
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(
            simulator,
            services => services.Configure<WebhookEndpointOptions>(options => options.PublicBaseUrl = proxy ? null : new Uri("https://crm.example/base/")),
            app => app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = proxy ? ForwardedHeaders.All : ForwardedHeaders.None }));
        using HttpMessageInvoker client = new(new SocketsHttpHandler());

        string url = proxy ? "https://crm.example/hooks/twilio/north" : "https://crm.example/base/hooks/twilio/north";
        using HttpResponseMessage named = await PostSignedAsync(client, host.Hook, simulator.AuthToken, url, "crm.example");
        using HttpResponseMessage direct = await PostSignedAsync(client, host.Hook, simulator.AuthToken, host.Hook.AbsoluteUri, "crm.example");

        (named.StatusCode, direct.StatusCode).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.Forbidden));
    }

    [Fact]
    [Reliability(18, "a handler that never ends: every webhook is answered with success all the same")]
    public async Task HandlerThatNeverEnds_DelaysNoAnswer()
    {
        StuckHandler stuck = new();
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator, services =>
        {
            services.AddScoped(_ => stuck);
            services.AddOutsourcing().AddCallRecordHandler<StuckHandler>("stuck");
        });
        simulator.Own(Line, host.Hook, host.Hook);

        await simulator.CallAsync(new CallScript { To = Line });
        await stuck.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await simulator.PlayAsync(Enumerable.Range(0, 20).Select(_ => new CallScript { To = Line }));

        // Kestrel answered 42 webhooks while the handler of the first held on.
        simulator.Statistics().Deliveries.ShouldAllBe(delivery => delivery.Status == 200 || delivery.Status == 204);
        host.Statistics.Total().Stored.ShouldBe(42);
        stuck.Ended.ShouldBe(0);
        stuck.Release.SetResult();
    }

    [Fact]
    [Reliability(18, "store away: 503 and never 2xx")]
    public async Task StoreAway_IsAnswered503AndNever200()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator, services => services.AddSingleton<IWebhookInbox, InboxThatIsAway>());
        simulator.Own(Line, host.Hook, host.Hook);

        await simulator.CallAsync(new CallScript { To = Line });

        simulator.Statistics().Deliveries.ShouldAllBe(delivery => delivery.Status == 503 && delivery.Attempts == 2);
        host.Statistics.Total().Unavailable.ShouldBe(4);
    }

    [Fact]
    public async Task CredentialsOfTheRequest_AreNotStored()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator, services => services.AddSingleton<IWebhookInbox, InboxThatRemembers>(), app => app.Use((context, next) =>
        {
            context.Request.Headers.Authorization = "Basic planted";
            context.Request.Headers.Cookie = "planted";
            return next(context);
        }));
        simulator.Own(Line, host.Hook);

        await simulator.CallAsync(new CallScript { To = Line });

        InboxMessage stored = ((InboxThatRemembers)host.Services.GetRequiredService<IWebhookInbox>()).Stored.Single();
        stored.Request.Headers.ShouldNotContain(header => header.Value.Contains("planted"));
        stored.Request.Header("X-Twilio-Signature").ShouldNotBeNull();
    }

    [Fact]
    [Reliability(11, "a body that earlier middleware read is verified from its start")]
    public async Task BodyReadByEarlierMiddleware_IsReadFromItsStart()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator, use: app => app.Use(async (context, next) =>
        {
            Microsoft.AspNetCore.Http.HttpRequestRewindExtensions.EnableBuffering(context.Request);
            await context.Request.ReadFormAsync();
            await next(context);
        }));
        simulator.Own(Line, host.Hook, host.Hook);

        await simulator.CallAsync(new CallScript { To = Line });

        host.Statistics.Total().Stored.ShouldBe(2);
    }

    private static async Task<HttpResponseMessage> PostSignedAsync(HttpMessageInvoker client, Uri address, string token, string url, string forwardedHost)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([new("CallSid", "CA1"), new("CallStatus", "ringing"), new("CallbackSource", "call-progress-events"), new("From", "+442079460555")]),
        };
#pragma warning disable CA5350 // The provider's scheme.
        byte[] mac = System.Security.Cryptography.HMACSHA1.HashData(
            System.Text.Encoding.UTF8.GetBytes(token), System.Text.Encoding.UTF8.GetBytes(url + "CallSidCA1CallStatusringingCallbackSourcecall-progress-eventsFrom+442079460555"));
#pragma warning restore CA5350
        request.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(mac));
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", forwardedHost);
        return await client.SendAsync(request, default);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpMessageInvoker client, Uri address, HttpContent content)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = content };
        return await client.SendAsync(request, default);
    }

    private sealed class StuckHandler : ICallRecordHandler
    {
        private int _ended;

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Ended => Volatile.Read(ref _ended);

        public async Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
        {
            Entered.TrySetResult();
            await Release.Task.WaitAsync(CancellationToken.None);
            Interlocked.Increment(ref _ended);
        }
    }

    private sealed class InboxThatRemembers : InboxThatIsAway
    {
        public List<InboxMessage> Stored { get; } = [];

        public override Task<InboxReceipt> StoreAsync(InboxMessage message, CancellationToken cancellationToken = default)
        {
            Stored.Add(message);
            return Task.FromResult(InboxReceipt.Stored);
        }
    }

    internal class InboxThatIsAway : IWebhookInbox
    {
        public virtual Task<InboxReceipt> StoreAsync(InboxMessage message, CancellationToken cancellationToken = default) => throw new InvalidOperationException("away");

        public Task<bool> CompleteAsync(WorkLease<InboxMessage> lease, IReadOnlyList<CallUpdate> updates, CancellationToken cancellationToken = default) => throw new InvalidOperationException("away");

        public Task<IReadOnlyList<WorkLease<InboxMessage>>> LeaseAsync(int limit, TimeSpan duration, CancellationToken cancellationToken = default) => throw new InvalidOperationException("away");

        public Task<IReadOnlyList<WorkLease<InboxMessage>>> LeaseAsync(IReadOnlyCollection<(string Provider, string Account)> accounts, int limit, TimeSpan duration, CancellationToken cancellationToken = default) => throw new InvalidOperationException("away");

        public Task<int> GiveBackAsync(IReadOnlyCollection<WorkLease<InboxMessage>> leases, CancellationToken cancellationToken = default) => throw new InvalidOperationException("away");

        public Task<bool> FailAsync(WorkLease<InboxMessage> lease, string reason, DateTimeOffset? retryAt, CancellationToken cancellationToken = default) => throw new InvalidOperationException("away");

        public Task<IReadOnlyList<DeadLetter<InboxMessage>>> ListDeadAsync(int limit = 100, CancellationToken cancellationToken = default) => throw new InvalidOperationException("away");

        public Task<bool> ReplayAsync(long id, CancellationToken cancellationToken = default) => throw new InvalidOperationException("away");

        public Task<WorkBacklog> GetBacklogAsync(CancellationToken cancellationToken = default) => throw new InvalidOperationException("away");

        public Task<WorkBacklog> GetTenantBacklogAsync(CancellationToken cancellationToken = default) => throw new InvalidOperationException("away");
    }
}
