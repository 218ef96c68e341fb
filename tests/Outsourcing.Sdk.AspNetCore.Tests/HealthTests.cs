using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Calls;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Storage;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>Each check in each of its states and back, on a clock the test moves.</summary>
public sealed class HealthTests
{
    private const string North = "outsourcing-account-twilio-north";
    private const string South = "outsourcing-account-twilio-south";

    [Fact]
    public async Task Accounts_HaveAnEntryEach_ToFilterByTag()
    {
        await using Checked app = await Checked.StartAsync();

        HealthReport report = await app.ReportAsync();

        report.Entries.Keys.Order().ShouldBe(
            [North, South, "outsourcing-deliveries", "outsourcing-inbox", "outsourcing-outbox", "outsourcing-poll-lines-desk", "outsourcing-poll-mail-box"]);
        report.Entries.ShouldAllBe(entry => entry.Value.Status == HealthStatus.Healthy && entry.Value.Tags.Contains("outsourcing"));
        HealthReport accounts = await app.Health.CheckHealthAsync(check => check.Tags.Contains("outsourcing-account"));
        accounts.Entries.Keys.Order().ShouldBe([North, South]);
        (await app.Health.CheckHealthAsync(check => check.Tags.Contains("twilio/north"))).Entries.Keys.ShouldBe([North]);
    }

    [Fact]
    public async Task Account_WhoseSecretBreaksAfterItWorked_IsUnhealthyOnceNothingIsBelieved_AndHealthyAgain()
    {
        await using Checked app = await Checked.StartAsync();
        app.Believe("north", 10);
        (await app.StatusAsync(North)).ShouldBe(HealthStatus.Healthy);

        // The secret is changed at the provider: its webhooks go on and none is believed.
        for (int minute = 0; minute < 16; minute++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            app.Refuse("north", WebhookRefusal.WrongSignature, 2);
            if (minute == 8)
            {
                (await app.StatusAsync(North)).ShouldBe(HealthStatus.Degraded, "most of what came in the window was refused");
            }
        }

        HealthReportEntry broken = (await app.ReportAsync()).Entries[North];
        broken.Status.ShouldBe(HealthStatus.Unhealthy);
        broken.Description!.ShouldContain("the secret or the public address is wrong");
        (await app.StatusAsync(South)).ShouldBe(HealthStatus.Healthy);

        app.Believe("north", 1);
        (await app.StatusAsync(North)).ShouldBe(HealthStatus.Degraded);
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        app.Believe("north", 1);
        (await app.StatusAsync(North)).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Account_ThatIsQuiet_IsNotMadeUnhealthyByAStrangersPosts()
    {
        await using Checked app = await Checked.StartAsync();

        app.Refuse("north", WebhookRefusal.WrongSignature, 1);
        (await app.StatusAsync(North)).ShouldBe(HealthStatus.Healthy, "one forged post says nothing");
        app.Refuse("north", WebhookRefusal.WrongSignature, 5000);
        HealthReportEntry burst = (await app.ReportAsync()).Entries[North];
        burst.Status.ShouldBe(HealthStatus.Degraded);
        burst.Description!.ShouldContain("a stranger posts to this address, or the secret");
        for (int minute = 0; minute < 16; minute++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            app.Refuse("north", WebhookRefusal.MissingSignature, 100);
        }

        (await app.StatusAsync(North)).ShouldBe(HealthStatus.Degraded, "what nobody signed was signed by no wrong secret");
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        (await app.StatusAsync(North)).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Account_WithForgeriesBesideItsOwnWebhooks_IsDegradedFromAShareOnly()
    {
        await using Checked app = await Checked.StartAsync();
        app.Believe("north", 100);
        app.Refuse("north", WebhookRefusal.WrongSignature, 99);
        (await app.StatusAsync(North)).ShouldBe(HealthStatus.Healthy);

        app.Refuse("north", WebhookRefusal.WrongSignature, 1);
        (await app.StatusAsync(North)).ShouldBe(HealthStatus.Degraded);
    }

    [Fact]
    public async Task Account_WhoseWebhooksAreNotStored_IsDegraded_AndUnhealthyWhenNoneIs()
    {
        await using Checked app = await Checked.StartAsync();
        app.Statistics.CountUnavailable("twilio", "north");
        (await app.StatusAsync(North)).ShouldBe(HealthStatus.Unhealthy);

        app.Believe("north", 1);
        (await app.StatusAsync(North)).ShouldBe(HealthStatus.Degraded);
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        (await app.StatusAsync(North)).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Account_WithAClockThatIsOff_SaysSoForAsLongAsItIsSeen()
    {
        await using Checked app = await Checked.StartAsync();
        foreach (int _ in Enumerable.Range(0, 3))
        {
            app.Statistics.Count("twilio", "north", WebhookRefusal.TooOld, TimeSpan.FromMinutes(10));
        }

        HealthReportEntry off = (await app.ReportAsync()).Entries[North];
        off.Status.ShouldBe(HealthStatus.Unhealthy);
        off.Description!.ShouldContain("600 s ahead");
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        (await app.StatusAsync(North)).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Queues_AreDegradedWhenWorkWaits_UnhealthyWhenItWaitsLong_AndBack()
    {
        await using Checked app = await Checked.StartAsync();
        await app.Services.GetRequiredService<ICommandOutbox>().EnqueueAsync(new OutboxCommand { Key = "k", Name = "text", Provider = "twilio", Account = "north" });
        await app.Services.GetRequiredService<ICallStore>().MergeAsync([new CallUpdate { Call = new CallId("twilio", "north", "CA1"), Revision = new CallRevision(app.Clock.GetUtcNow(), "o"), Status = CallStatus.Completed }]);
        string[] queues = ["outsourcing-deliveries", "outsourcing-outbox"];

        foreach ((TimeSpan wait, HealthStatus status) in new[] { (TimeSpan.FromSeconds(60), HealthStatus.Healthy), (TimeSpan.FromSeconds(1), HealthStatus.Degraded), (TimeSpan.FromMinutes(59), HealthStatus.Unhealthy) })
        {
            app.Clock.Advance(wait);
            HealthReport report = await app.ReportAsync();
            queues.Select(queue => report.Entries[queue].Status).ShouldAllBe(seen => seen == status, status.ToString());
            report.Entries["outsourcing-inbox"].Status.ShouldBe(HealthStatus.Healthy);
        }

        ICallDeliveries deliveries = app.Services.GetRequiredService<ICallDeliveries>();
        ICommandOutbox outbox = app.Services.GetRequiredService<ICommandOutbox>();
        await deliveries.CompleteAsync((await deliveries.LeaseAsync(1, TimeSpan.FromMinutes(1))).Single());
        await outbox.FailAsync((await outbox.LeaseAsync(1, TimeSpan.FromMinutes(1))).Single(), "no", retryAt: null);
        (await app.StatusAsync("outsourcing-deliveries")).ShouldBe(HealthStatus.Healthy);
        HealthReportEntry dead = (await app.ReportAsync()).Entries["outsourcing-outbox"];
        (dead.Status, dead.Data["dead"]).ShouldBe((HealthStatus.Degraded, (object)1L));
        await outbox.ReplayAsync((await outbox.ListDeadAsync()).Single().Id);
        await outbox.CompleteAsync((await outbox.LeaseAsync(1, TimeSpan.FromMinutes(1))).Single(), null);
        (await app.StatusAsync("outsourcing-outbox")).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Inbox_OfAnAccountThatNoProcessKnows_ShowsThatItWaits()
    {
        await using Checked app = await Checked.StartAsync();
        await app.Services.GetRequiredService<IWebhookInbox>().StoreAsync(new InboxMessage
        {
            Key = new InboxKey("twilio", "gone", "e1"),
            Request = new WebhookRequest("POST", "https://crm.example/hook", [], "a=1"u8.ToArray()),
            Verification = WebhookVerification.BodyNoTimestamp,
            ReceivedAt = app.Clock.GetUtcNow(),
        });
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.Services.GetRequiredService<InboxProcessor>().ProcessPendingAsync();

        (await app.StatusAsync("outsourcing-inbox")).ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task PolledSources_ThatDoNotSucceed_AreDegradedThenUnhealthy_AndBack()
    {
        await using Checked app = await Checked.StartAsync();
        IPollTurns turns = app.Services.GetRequiredService<IPollTurns>();
        TimeSpan interval = TimeSpan.FromMinutes(5);

        async Task PollAsync(PollEnd end) =>
            (await turns.EndAsync(await turns.TakeAsync("lines", "desk", interval, TimeSpan.FromSeconds(30)), end)).ShouldBeTrue();

        await PollAsync(PollEnd.Failed);
        foreach ((double intervals, HealthStatus status) in new[] { (2.9, HealthStatus.Healthy), (0.2, HealthStatus.Degraded), (8.8, HealthStatus.Degraded), (0.2, HealthStatus.Unhealthy) })
        {
            app.Clock.Advance(intervals * interval);
            (await app.StatusAsync("outsourcing-poll-lines-desk")).ShouldBe(status);
            (await app.StatusAsync("outsourcing-poll-mail-box")).ShouldBe(HealthStatus.Healthy);
        }

        await PollAsync(PollEnd.Succeeded);
        (await app.StatusAsync("outsourcing-poll-lines-desk")).ShouldBe(HealthStatus.Healthy);
        app.Clock.Advance(4 * interval);
        await PollAsync(PollEnd.Failed);
        (await app.StatusAsync("outsourcing-poll-lines-desk")).ShouldBe(HealthStatus.Degraded);
    }

    [Fact]
    public async Task StoreAway_IsUnhealthy_AndSaysNothingOfTheDriver()
    {
        await using Checked app = await Checked.StartAsync();
        await app.DropAsync("outsourcing_inbox", "outsourcing_poll_turns");

        HealthReport report = await app.ReportAsync();

        foreach (string name in new[] { "outsourcing-inbox", "outsourcing-poll-lines-desk" })
        {
            report.Entries[name].Status.ShouldBe(HealthStatus.Unhealthy);
            report.Entries[name].Exception.ShouldBeNull();
            report.Entries[name].Description!.ShouldEndWith("SqliteException.");
        }
    }

    [Fact]
    public void Options_ThatCannotWork_AreRefused()
    {
        ServiceCollection services = new();
        services.AddHealthChecks().AddOutsourcing(health => health.Window = TimeSpan.FromHours(2));
        using ServiceProvider provider = services.BuildServiceProvider();

        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptions<OutsourcingHealthOptions>>().Value).Message.ShouldContain("at most 01:00:00");
    }

    private sealed class Checked(ServiceProvider services, string file) : IAsyncDisposable
    {
        public IServiceProvider Services => services;

        public FakeTimeProvider Clock => (FakeTimeProvider)services.GetRequiredService<TimeProvider>();

        public HealthCheckService Health => services.GetRequiredService<HealthCheckService>();

        public WebhookStatistics Statistics => services.GetRequiredService<WebhookStatistics>();

        public static async Task<Checked> StartAsync()
        {
            string file = Path.Combine(Path.GetTempPath(), $"outsourcing-{Guid.NewGuid():N}.db");
            ServiceCollection services = new();
            services.AddLogging();
            services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)));
            services.AddDbContext<OutsourcingDbContext>(options => options.UseSqlite($"Data Source={file}"));
            services.AddHealthChecks().AddOutsourcing();
            services.AddSingleton<IWebhookReceiver>(new TestReceiver("North", "secret"));
            services.AddSingleton<IWebhookReceiver>(new TestReceiver("south", "secret"));
            services.AddKeyedSingleton<ICallListing>("desk", new Desk());
            services.AddOutsourcing().AddEntityFrameworkStores<OutsourcingDbContext>().AddCallPolling("desk").AddPolledSource(_ => new Box()).AddCallRecordHandler<Quiet>("quiet");
            ServiceProvider provider = services.BuildServiceProvider();
            await using (AsyncServiceScope scope = provider.CreateAsyncScope())
            {
                await OutsourcingSchema.CreateMissingTablesAsync(scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>());
            }

            return new Checked(provider, file);
        }

        public Task<HealthReport> ReportAsync() => Health.CheckHealthAsync();

        public async Task<HealthStatus> StatusAsync(string name) => (await Health.CheckHealthAsync(check => check.Name == name)).Entries[name].Status;

        public void Believe(string account, int times)
        {
            foreach (int index in Enumerable.Range(0, times))
            {
                Statistics.Count(new InboxKey("twilio", account, $"e{index}"), InboxReceipt.Stored);
            }
        }

        public void Refuse(string account, WebhookRefusal refusal, int times)
        {
            foreach (int _ in Enumerable.Range(0, times))
            {
                Statistics.Count("twilio", account, refusal);
            }
        }

        public async Task DropAsync(params string[] tables)
        {
            await using AsyncServiceScope scope = services.CreateAsyncScope();
            foreach (string table in tables)
            {
#pragma warning disable EF1002 // The test's own names.
                await scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>().Database.ExecuteSqlRawAsync($"DROP TABLE {table}");
#pragma warning restore EF1002
            }
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            File.Delete(file);
        }
    }

    private sealed class Quiet : ICallRecordHandler
    {
        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }

    private sealed class Desk : ICallListing
    {
        public string Provider => "lines";

        public string Account => "desk";

        public IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<CallUpdate>();
    }

    private sealed class Box : IPolledSource
    {
        public string Provider => "mail";

        public string Account => "box";

        public TimeSpan PollInterval => TimeSpan.FromMinutes(1);

        public IAsyncEnumerable<PolledBatch> ReadAsync(string? position, CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<PolledBatch>();
    }
}
