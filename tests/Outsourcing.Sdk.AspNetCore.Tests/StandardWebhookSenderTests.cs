using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.EntityFrameworkCore.Tests;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>What the sender promises by the specification, over a subscriber that is a server, with the clock under the test's control.</summary>
public sealed class StandardWebhookSenderTests
{
    private const string Acme = "acme";
    private const string Globex = "globex";

    [Fact]
    public async Task Subscriber_FailsThenAnswers_GetsTheSameIdAndBodyWithAFreshTimeAndSignature()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync(500, 204);
        WebhookBook book = new();
        book.Add(Acme, "Billing-EU", subscriber.Address);
        await using StoreHost host = await StartAsync(book);
        await ChangeAsync(host, Acme, "CA1");

        await SendAsync(host);
        host.Clock.Advance(TimeSpan.FromSeconds(4));
        await SendAsync(host);
        subscriber.All.Count.ShouldBe(1);
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await SendAsync(host);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await SendAsync(host);

        subscriber.All.Count.ShouldBe(2);
        subscriber.All.Select(request => request.Id).Distinct().ShouldHaveSingleItem().ShouldStartWith("msg_");
        subscriber.All.Select(request => request.Body).Distinct().ShouldHaveSingleItem();
        subscriber.All.ShouldAllBe(request => request.IsSignedWith(WebhookBook.Secret));
        subscriber.All.ShouldAllBe(request => request.ContentType == "application/cloudevents+json; charset=utf-8");
        (subscriber.All[1].At - subscriber.All[0].At).ShouldBe(TimeSpan.FromSeconds(6));
        (await DeadAsync(host, Acme)).ShouldBeEmpty();
        (await PendingAsync(host)).ShouldBe(0);
    }

    [Fact]
    public async Task Subscriber_FailsAlways_IsTriedTenTimesOverThreeDaysWithJitterAndGivenUp()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync(500);
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);

        // The inbox's own patience has no say.
        await using StoreHost host = await StartAsync(book, configure: builder => builder.ConfigureWork(work => work.MaximumAttempts = 2));
        await ChangeAsync(host, Acme, "CA1");
        DateTimeOffset begun = host.Clock.GetUtcNow();
        TimeSpan[] schedule = [.. new StandardWebhookOptions().RetrySchedule];

        await SendAsync(host);
        for (int attempt = 1; attempt <= schedule.Length; attempt++)
        {
            TimeSpan pause = schedule[attempt - 1];
            host.Clock.Advance((pause * 0.9) - TimeSpan.FromMilliseconds(1));
            await SendAsync(host);
            subscriber.All.Count.ShouldBe(attempt, $"before {pause}");
            host.Clock.Advance((pause * 0.2) + TimeSpan.FromMilliseconds(2));
            await SendAsync(host);
            subscriber.All.Count.ShouldBe(attempt + 1, $"after {pause}");
        }

        schedule.Length.ShouldBe(9);
        schedule.Aggregate((sum, pause) => sum + pause).TotalHours.ShouldBe(75.6, 0.05);
        (host.Clock.GetUtcNow() - begun).TotalHours.ShouldBe(75.6 * 1.1, 0.1);
        subscriber.All.Select(request => request.Id).Distinct().ShouldHaveSingleItem();
        DeadLetter<OutboxCommand> dead = (await DeadAsync(host, Acme)).ShouldHaveSingleItem();
        (dead.Attempts, dead.Reason).ShouldBe((10, "PermanentWorkException: The webhook subscriber 'billing' answered 500, at the last of 10 attempts."));
    }

    [Fact]
    public async Task Jitter_OfManyDeliveries_SpreadsThem()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync(500);
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);
        await using StoreHost host = await StartAsync(book, webhooks => webhooks.RetrySchedule = [TimeSpan.FromHours(1)], builder => builder.ConfigureWork(work => work.Parallelism = 1));
        for (int call = 0; call < 20; call++)
        {
            await ChangeAsync(host, Acme, $"CA{call}");
            await SendAsync(host);
        }

        host.Clock.Advance(TimeSpan.FromHours(1));
        await SendAsync(host);

        subscriber.All.Count.ShouldBeInRange(22, 38);
    }

    [Fact]
    public async Task Subscriber_Answers410_IsDisabledAndSentNothingMore()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync(410);
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);
        await using StoreHost host = await StartAsync(book, configure: builder => builder.ConfigureWork(work => work.Parallelism = 1));
        await ChangeAsync(host, Acme, "CA1");
        await ChangeAsync(host, Acme, "CA2");

        await SendAsync(host);
        await ChangeAsync(host, Acme, "CA3");
        host.Clock.Advance(TimeSpan.FromDays(7));
        await SendAsync(host);

        subscriber.All.Count.ShouldBe(1);
        book.Disabled.ShouldHaveSingleItem().ShouldBe("acme/billing: It answered 410: it wants no more.");
        (await DeadAsync(host, Acme)).Select(dead => dead.Reason)
            .ShouldBe(Enumerable.Repeat("PermanentWorkException: The webhook subscriber 'billing' is disabled. It answered 410: it wants no more.", 2));
        (await PendingAsync(host)).ShouldBe(0);
    }

    [Fact]
    public async Task SubscriberOfTheOptions_Answers410_IsDisabledToo()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync(410);
        await using StoreHost host = await StoreHost.StartAsync(Databases.Sqlite, builder => builder.AddStandardWebhooks(webhooks =>
            webhooks.Subscribe("billing", subscriber.Address, WebhookBook.Secret).PrivateHosts.Add("127.0.0.1")));
        await ChangeAsync(host, null, "CA1");
        await SendAsync(host);
        await ChangeAsync(host, null, "CA2");
        await SendAsync(host);

        subscriber.All.Count.ShouldBe(1);
        (await host.Services.GetRequiredService<ICommandOutbox>().ListDeadAsync()).ShouldHaveSingleItem().Reason.ShouldContain("410");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Subscriber_Answers429_IsLeftAloneForAsLongAsItAsks(bool asDate)
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync();
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);
        await using StoreHost host = await StartAsync(book, webhooks => webhooks.RetrySchedule = [TimeSpan.FromSeconds(5)]);
        DateTimeOffset begun = host.Clock.GetUtcNow();
        subscriber.Answer(429, "Retry-After", asDate ? begun.AddSeconds(120).ToString("R", CultureInfo.InvariantCulture) : "120");
        subscriber.Answer(204);
        await ChangeAsync(host, Acme, "CA1");
        await SendAsync(host);

        // Another delivery takes its turn many times meanwhile, which counts for nothing: one attempt and one repetition are all it has.
        await ChangeAsync(host, Acme, "CA2");
        for (int second = 0; second < 119; second++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await SendAsync(host);
        }

        subscriber.All.Count.ShouldBe(1);
        for (int second = 0; second < 3; second++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await SendAsync(host);
        }

        subscriber.All.Count.ShouldBe(3);
        subscriber.All.Skip(1).ShouldAllBe(request => request.At >= begun.AddSeconds(120));
        (await DeadAsync(host, Acme)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(502, 1)]
    [InlineData(504, 1)]
    [InlineData(429, 1)]
    [InlineData(500, 2)]
    public async Task Subscriber_IsOverloaded_IsSentNothingElseMeanwhile(int status, int expected)
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync(status);
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);
        await using StoreHost host = await StartAsync(book);
        await ChangeAsync(host, Acme, "CA1");
        await SendAsync(host);
        await ChangeAsync(host, Acme, "CA2");
        host.Clock.Advance(TimeSpan.FromSeconds(4));
        await SendAsync(host);

        subscriber.All.Count.ShouldBe(expected);
    }

    [Fact]
    public async Task Delivery_WaitsLongForASubscriberThatIsAway_IsGivenUp()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync();
        subscriber.Answer(503, "Retry-After", "86400");
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);
        await using StoreHost host = await StartAsync(book, webhooks => webhooks.GiveUpAfter = TimeSpan.FromHours(1));
        await ChangeAsync(host, Acme, "CA1");
        await SendAsync(host);
        await ChangeAsync(host, Acme, "CA2");
        await SendAsync(host);

        host.Clock.Advance(TimeSpan.FromHours(23));
        await SendAsync(host);
        (await DeadAsync(host, Acme)).ShouldBeEmpty();
        host.Clock.Advance(TimeSpan.FromHours(1.1));
        await SendAsync(host);

        // One of them takes its turn, and the subscriber asks for another day.
        (await DeadAsync(host, Acme)).ShouldHaveSingleItem().Reason.ShouldContain("did not take it within 01:00:00");
    }

    [Fact]
    public async Task Deliveries_GivenUpLongAgo_AreSentWhenReplayed()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync(500);
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);
        await using StoreHost host = await StartAsync(book, webhooks => webhooks.RetrySchedule = []);
        for (int call = 0; call < 10; call++)
        {
            await ChangeAsync(host, Acme, $"CA{call}");
            await SendAsync(host);
        }

        IReadOnlyList<DeadLetter<OutboxCommand>> dead = await DeadAsync(host, Acme);
        subscriber.Answers.Clear();
        host.Clock.Advance(TimeSpan.FromDays(30));
        using (host.Tenants.Use(TenantId.From(Acme)))
        {
            foreach (DeadLetter<OutboxCommand> letter in dead)
            {
                await host.Services.GetRequiredService<ICommandOutbox>().ReplayAsync(letter.Id);
            }
        }

        while (await PendingAsync(host) > 0)
        {
            await SendAsync(host);
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        dead.Count.ShouldBe(10);
        (subscriber.All.Count, subscriber.All.Select(request => request.Id).Distinct().Count()).ShouldBe((20, 10));
        (await DeadAsync(host, Acme)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Subscriber_DoesNotAnswer_TimesOutAndIsTriedAgain()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync();
        TaskCompletionSource released = new();
        subscriber.Answers.Enqueue(_ => released.Task);
        subscriber.Answer(204);
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);
        await using StoreHost host = await StartAsync(book);
        await ChangeAsync(host, Acme, "CA1");

        Task sending = SendAsync(host);
        await subscriber.NextAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(19));
        sending.IsCompleted.ShouldBeFalse();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await sending.WaitAsync(TimeSpan.FromMinutes(1));
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        await SendAsync(host);
        released.SetResult();

        subscriber.All.Count.ShouldBe(2);
        subscriber.All.Select(request => request.Id).Distinct().ShouldHaveSingleItem();
        (await PendingAsync(host)).ShouldBe(0);
    }

    [Fact]
    public async Task Subscriber_Redirects_IsNotFollowedAndTriedAgain()
    {
        await using WebhookSubscriber elsewhere = await WebhookSubscriber.StartAsync();
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync();
        subscriber.Answer(307, "Location", elsewhere.Address.AbsoluteUri);
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);
        await using StoreHost host = await StartAsync(book, webhooks => webhooks.RetrySchedule = [TimeSpan.FromSeconds(5)]);
        await ChangeAsync(host, Acme, "CA1");

        await SendAsync(host);
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        await SendAsync(host);

        (subscriber.All.Count, elsewhere.All.Count).ShouldBe((2, 0));
        (await DeadAsync(host, Acme)).ShouldHaveSingleItem().Reason.ShouldContain("answered 307, and no redirect is followed");
    }

    [Fact]
    public async Task Secret_ReplacedByAnother_BothSignWhileBothAreGiven()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync();
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address, WebhookBook.Other, WebhookBook.Secret);
        await using StoreHost host = await StartAsync(book);
        await ChangeAsync(host, Acme, "CA1");
        await SendAsync(host);

        book.Add(Acme, "billing", subscriber.Address, WebhookBook.Other);
        await ChangeAsync(host, Acme, "CA2");
        await SendAsync(host);

        subscriber.All.Select(request => (request.IsSignedWith(WebhookBook.Secret), request.IsSignedWith(WebhookBook.Other))).ShouldBe([(true, true), (false, true)]);
        subscriber.All.Select(request => request.Signatures.Split(' ').Length).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Subscriptions_ComeAndGoWhileTheAppRuns_AreHeardOfAtOnce()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync();
        WebhookBook book = new();
        await using StoreHost host = await StartAsync(book);
        await ChangeAsync(host, Acme, "CA1");
        book.Add(Acme, "billing", subscriber.Address);
        await ChangeAsync(host, Acme, "CA2");
        await SendAsync(host);
        subscriber.All.ShouldHaveSingleItem().Body.ShouldContain("CA2");

        await ChangeAsync(host, Acme, "CA3");
        book.Pages.Clear();
        await SendAsync(host);
        await ChangeAsync(host, Acme, "CA4");
        await SendAsync(host);

        subscriber.All.Count.ShouldBe(1);
        (await DeadAsync(host, Acme)).ShouldHaveSingleItem().Reason.ShouldBe("PermanentWorkException: There is no webhook subscriber 'billing' any longer.");
        (await PendingAsync(host)).ShouldBe(0);
    }

    [Fact]
    public async Task Subscriptions_OfTheAppAreAway_CostsAnAttemptOfTheSchedule()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync();
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);
        await using StoreHost host = await StartAsync(book);
        await ChangeAsync(host, Acme, "CA1");
        book.IsAway = true;
        await SendAsync(host);

        book.IsAway = false;
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        await SendAsync(host);

        subscriber.All.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tenants_WithSubscribersOfTheSameName_HearOfTheirOwnCallsAlone(bool fromOptions)
    {
        await using WebhookSubscriber acme = await WebhookSubscriber.StartAsync();
        await using WebhookSubscriber globex = await WebhookSubscriber.StartAsync();
        WebhookBook book = new();
        book.Add(Acme, "billing", acme.Address);
        book.Add(Globex, "billing", globex.Address, WebhookBook.Other);
        await using StoreHost host = !fromOptions ? await StartAsync(book) : await StoreHost.StartAsync(Databases.Sqlite, builder => builder
            .UseTenants(tenancy => tenancy.DefaultTenant = null)
            .AddStandardWebhooks(webhooks => webhooks
                .Subscribe(TenantId.From(Acme), "billing", acme.Address, WebhookBook.Secret)
                .Subscribe(TenantId.From(Globex), "billing", globex.Address, WebhookBook.Other).PrivateHosts.Add("127.0.0.1")));
        for (int call = 0; call < 10; call++)
        {
            // The same ids in both: what tells them apart is the tenant.
            await ChangeAsync(host, Acme, $"CA{call}", "+442079460001");
            await ChangeAsync(host, Globex, $"CA{call}", "+442079460002");
            await SendAsync(host);
        }

        (acme.All.Count, globex.All.Count).ShouldBe((10, 10));
        acme.All.ShouldAllBe(request => request.Body.Contains("442079460001") && !request.Body.Contains("442079460002") && request.IsSignedWith(WebhookBook.Secret));
        globex.All.ShouldAllBe(request => request.Body.Contains("442079460002") && !request.Body.Contains("442079460001") && request.IsSignedWith(WebhookBook.Other));
        acme.All.Concat(globex.All).Select(request => request.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task Subscriptions_ThatAnswerWithAnotherTenants_AreSentNothing()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync();
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);
        await using StoreHost host = await StoreHost.StartAsync(Databases.Sqlite, builder =>
        {
            builder.Services.AddSingleton(book);
            builder.AddStandardWebhooks<Careless>(webhooks => webhooks.PrivateHosts.Add("127.0.0.1"));
        });
        await ChangeAsync(host, Globex, "CA1");
        await SendAsync(host);

        subscriber.All.ShouldBeEmpty();
        (await PendingAsync(host)).ShouldBe(0);

        // Not even queued: the sender, which looks again, had nothing to give up.
        (await DeadAsync(host, Globex)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Subscription_WantsCertainTypes_HearsOfNoOther()
    {
        await using WebhookSubscriber calls = await WebhookSubscriber.StartAsync();
        await using WebhookSubscriber reviews = await WebhookSubscriber.StartAsync();
        WebhookBook book = new();
        book.Put(new() { Tenant = TenantId.From(Acme), Name = "calls", Address = calls.Address, Secrets = [WebhookBook.Secret], EventTypes = [CallRecordChangeExtensions.EventType] });
        book.Put(new() { Tenant = TenantId.From(Acme), Name = "reviews", Address = reviews.Address, Secrets = [WebhookBook.Secret], EventTypes = [ScheduledOutcomeReviewExtensions.EventType] });
        await using StoreHost host = await StartAsync(book);
        await ChangeAsync(host, Acme, "CA1");
        await ReviewAsync(host);
        await ReviewAsync(host);
        await SendAsync(host);

        calls.All.ShouldHaveSingleItem().Body.ShouldContain(CallRecordChangeExtensions.EventType);
        reviews.All.ShouldHaveSingleItem().Body.ShouldContain(ScheduledOutcomeReviewExtensions.EventType);
    }

    [Fact]
    public async Task ChangesOfOneCall_WhoseFirstFails_ArriveInAnotherOrderAndSayWhichIsTheNewest()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync(500, 204);
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);
        await using StoreHost host = await StartAsync(book);
        await ChangeAsync(host, Acme, "CA1", status: "ringing", minute: 1);
        await SendAsync(host);
        await ChangeAsync(host, Acme, "CA1", status: "completed", minute: 2);
        await SendAsync(host);
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        await SendAsync(host);

        (string Sequence, string Status)[] heard = [.. subscriber.All.Skip(1).Select(request => JsonDocument.Parse(request.Body).RootElement)
            .Select(json => (json.GetProperty("sequence").GetString()!, json.GetProperty("data").GetProperty("status").GetString()!))];
        heard.ShouldBe([("0000000002", "completed"), ("0000000001", "ringing")]);
        heard.MaxBy(change => change.Sequence, StringComparer.Ordinal).Status.ShouldBe("completed");
        subscriber.All.Select(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("subject").GetString()).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Caller_ErasedWhileADeliveryWaits_IsToldToNobody()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync();
        WebhookBook book = new();
        book.Add(Acme, "billing", subscriber.Address);
        await using StoreHost host = await StartAsync(book);
        await ChangeAsync(host, Acme, "CA1");
        (await PendingAsync(host)).ShouldBe(1);
        using (host.Tenants.Use(TenantId.From(Acme)))
        {
            await host.Services.GetRequiredService<IPersonalDataStore>().EraseAsync(PhoneNumber.Parse("+442079460001"));
        }

        await SendAsync(host);

        subscriber.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://127.0.0.1:{0}/")]
    [InlineData("https://localhost:{0}/")]
    [InlineData("https://2130706433:{0}/")]
    [InlineData("https://0x7f000001:{0}/")]
    [InlineData("https://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("https://0.0.0.0:{0}/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://example.com/")]
    [InlineData("https://user@example.com/")]
    [InlineData("file:///etc/passwd")]
    public async Task Address_InsideTheNetwork_IsNeverConnectedTo(string address)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        WebhookBook book = new();
        book.Add(Acme, "billing", new Uri(string.Format(CultureInfo.InvariantCulture, address, ((IPEndPoint)listener.LocalEndpoint).Port)));
        await using StoreHost host = await StartAsync(book, webhooks => webhooks.PrivateHosts.Clear());
        await ChangeAsync(host, Acme, "CA1");

        await SendAsync(host);

        (await DeadAsync(host, Acme)).ShouldHaveSingleItem().Reason.ShouldContain("PrivateHosts");
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task Subscriber_IsNotReached_IsTriedAgain()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        WebhookBook book = new();
        book.Add(Acme, "billing", new Uri($"http://127.0.0.1:{port}/"));
        await using StoreHost host = await StartAsync(book);
        await ChangeAsync(host, Acme, "CA1");
        await SendAsync(host);

        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync();
        book.Add(Acme, "billing", subscriber.Address);
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        await SendAsync(host);

        subscriber.All.Count.ShouldBe(1);
    }

    private static Task<StoreHost> StartAsync(WebhookBook book, Action<StandardWebhookOptions>? options = null, Action<IOutsourcingBuilder>? configure = null) =>
        StoreHost.StartAsync(Databases.Sqlite, builder =>
        {
            builder.Services.AddSingleton(book);
            builder.UseTenants(tenancy => tenancy.DefaultTenant = null).AddStandardWebhooks<WebhookBook.Reader>(webhooks =>
            {
                webhooks.PrivateHosts.Add("127.0.0.1");
                options?.Invoke(webhooks);
            });
            configure?.Invoke(builder);
        });

    /// <summary>Stores a change of a call and has it published.</summary>
    private static async Task ChangeAsync(StoreHost host, string? tenant, string call, string caller = "+442079460001", string status = "completed", int minute = 1)
    {
        using (tenant is null ? null : host.Tenants.Use(TenantId.From(tenant)))
        {
            await host.Calls.MergeAsync([StoreHost.Update(call, minute, status, status, caller)]);
        }

        await host.ProcessDeliveriesAsync();
    }

    private static async Task ReviewAsync(StoreHost host)
    {
        using IDisposable tenant = host.Tenants.Use(TenantId.From(Acme));
        await using AsyncServiceScope scope = host.Services.CreateAsyncScope();
        foreach (IOutcomeReviewHandler handler in scope.ServiceProvider.GetServices<IOutcomeReviewHandler>())
        {
            await handler.HandleAsync(CloudEventTests.Review(TenantId.From(Acme)));
        }
    }

    private static Task<int> SendAsync(StoreHost host) => host.Services.GetRequiredService<OutboxProcessor>().ProcessPendingAsync();

    private static async Task<IReadOnlyList<DeadLetter<OutboxCommand>>> DeadAsync(StoreHost host, string tenant)
    {
        using IDisposable scope = host.Tenants.Use(TenantId.From(tenant));
        return await host.Services.GetRequiredService<ICommandOutbox>().ListDeadAsync();
    }

    private static async Task<long> PendingAsync(StoreHost host) => (await host.Services.GetRequiredService<ICommandOutbox>().GetBacklogAsync()).Pending;

    /// <summary>Forgets to look whose a subscription is.</summary>
    private sealed class Careless(WebhookBook book) : IWebhookSubscriptions
    {
        public ValueTask<IReadOnlyList<WebhookSubscription>> ListAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<WebhookSubscription>>([.. book.Pages.Values]);

        public ValueTask<WebhookSubscription?> FindAsync(TenantId tenant, string name, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<WebhookSubscription?>(book.Pages.Values.First());

        public ValueTask DisableAsync(TenantId tenant, string name, string reason, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
