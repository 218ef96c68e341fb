using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>A host is stopped while work runs, on every database: the work ends within its grace, or is given back.</summary>
public sealed class StopTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Stop_HandlerThatObeysItsToken_IsCancelledAfterTheGrace_AndItsChangeIsDueAtOnceUncounted(string database)
    {
        Handler handler = new() { Obeys = true };
        await using Running host = await Running.StartAsync(database, handler);
        await host.StoreAsync("CA1|completed");
        CancellationToken token = await handler.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1));
        DateTimeOffset asked = host.Clock.GetUtcNow();

        Task stopping = host.Host.StopAsync();
        bool cancelledAtOnce = token.IsCancellationRequested;
        await host.UntilAsync(() => token.IsCancellationRequested);
        TimeSpan took = host.Clock.GetUtcNow() - asked;
        await stopping.WaitAsync(TimeSpan.FromMinutes(1));

        cancelledAtOnce.ShouldBeFalse();
        took.ShouldBeInRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
        WorkLease<CallRecordDelivery> again = (await host.Deliveries.LeaseAsync(5, TimeSpan.FromMinutes(1))).ShouldHaveSingleItem();
        again.Attempt.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Stop_HandlerThatEndsWithinTheGrace_IsDone(string database)
    {
        Handler handler = new();
        await using Running host = await Running.StartAsync(database, handler);
        await host.StoreAsync("CA1|completed");
        CancellationToken token = await handler.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Task stopping = host.Host.StopAsync();
        stopping.IsCompleted.ShouldBeFalse();
        handler.Release.SetResult();
        await stopping;

        token.IsCancellationRequested.ShouldBeFalse();
        (await host.Deliveries.GetBacklogAsync()).Pending.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Stop_HandlerThatIgnoresItsToken_HoldsNobodyUp_AndItsLeaseEndsByItself(string database)
    {
        Handler handler = new();
        await using Running host = await Running.StartAsync(database, handler);
        await host.StoreAsync("CA1|completed");
        CancellationToken token = await handler.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1));
        DateTimeOffset asked = host.Clock.GetUtcNow();

        Task stopping = host.Host.StopAsync();
        await host.UntilAsync(() => token.IsCancellationRequested);
        await host.UntilAsync(() => stopping.IsCompleted, slowly: true);

        (host.Clock.GetUtcNow() - asked).ShouldBeInRange(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(25));
        (await host.Deliveries.LeaseAsync(5, TimeSpan.FromMinutes(1))).ShouldBeEmpty();
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        (await host.Deliveries.LeaseAsync(5, TimeSpan.FromMinutes(1))).ShouldHaveSingleItem();
        handler.Release.SetResult();
    }

    [Fact]
    public async Task Stop_OnTheMachinesOwnClock_TakesTheGraceAndNotTheHostsTimeout()
    {
        Handler handler = new() { Obeys = true };
        await using Running host = await Running.StartAsync(Databases.Sqlite, handler, fake: false, builder => builder.ConfigureWork(work => work.StopGrace = TimeSpan.FromMilliseconds(200)));
        await host.StoreAsync("CA1|completed");
        await handler.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Stopwatch watch = Stopwatch.StartNew();
        await host.Host.StopAsync();

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await host.Deliveries.LeaseAsync(5, TimeSpan.FromMinutes(1))).ShouldHaveSingleItem().Attempt.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Stop_WhatWasLeasedAndNotBegun_IsGivenBack(string database)
    {
        Handler handler = new() { Obeys = true };
        await using Running host = await Running.StartAsync(database, handler, configure: builder => builder.ConfigureWork(work => work.Parallelism = 1), webhooks: 6);
        CancellationToken token = await handler.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Task stopping = host.Host.StopAsync();
        await host.UntilAsync(() => token.IsCancellationRequested);
        await stopping.WaitAsync(TimeSpan.FromMinutes(1));

        handler.Calls.ShouldBe(1);
        IReadOnlyList<WorkLease<CallRecordDelivery>> again = await host.Deliveries.LeaseAsync(50, TimeSpan.FromMinutes(1));
        again.Select(lease => lease.Attempt).ShouldBe([1, 1, 1, 1, 1, 1]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Stop_WhileACommandIsOnItsWay_WaitsForItAndSendsItOnce(string database)
    {
        Sender sender = new();
        await using Running host = await Running.StartAsync(database, new Handler(), configure: builder => builder.Services.AddSingleton<IOutboxSender>(sender));
        ICommandOutbox outbox = host.Host.Services.GetRequiredService<ICommandOutbox>();
        await outbox.EnqueueAsync(new OutboxCommand { Key = "k", Name = "send-text", Provider = "lines", Account = "north" });
        CancellationToken token = await sender.Sending.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Task stopping = host.Host.StopAsync();
        DateTimeOffset asked = host.Clock.GetUtcNow();
        await host.UntilAsync(() => host.Clock.GetUtcNow() - asked > TimeSpan.FromSeconds(12));
        (stopping.IsCompleted, token.IsCancellationRequested).ShouldBe((false, false));
        sender.Answer.SetResult("SM1");
        await stopping;

        OutboxResult? result = await outbox.FindAsync("k");
        (result!.State, result.Result, sender.Sent).ShouldBe((WorkState.Done, "SM1", 1));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Stop_WhileABegunCommandIsLookedUp_GivesItBackAndNothingIsSent(string database)
    {
        Sender sender = new();
        await using Running host = await Running.StartAsync(database, new Handler(), start: false, configure: builder => builder.Services.AddSingleton<IOutboxSender>(sender));
        ICommandOutbox outbox = host.Host.Services.GetRequiredService<ICommandOutbox>();
        await outbox.EnqueueAsync(new OutboxCommand { Key = "k", Name = "send-text", Provider = "lines", Account = "north" });
        WorkLease<OutboxCommand> before = (await outbox.LeaseAsync(1, TimeSpan.FromMinutes(1))).Single();
        await outbox.BeginAsync(before);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Host.StartAsync();
        CancellationToken token = await sender.LookingUp.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Task stopping = host.Host.StopAsync();
        await host.UntilAsync(() => token.IsCancellationRequested);
        await stopping.WaitAsync(TimeSpan.FromMinutes(1));

        WorkLease<OutboxCommand> again = (await outbox.LeaseAsync(1, TimeSpan.FromMinutes(1))).ShouldHaveSingleItem();
        (again.Attempt, again.Item.IsBegun, sender.Sent).ShouldBe((2, true, 0));
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly string? _file;

        private Running(IHost host, string? file)
        {
            Host = host;
            _file = file;
        }

        internal IHost Host { get; }

        internal FakeTimeProvider Clock => (FakeTimeProvider)Host.Services.GetRequiredService<TimeProvider>();

        internal ICallDeliveries Deliveries => Host.Services.GetRequiredService<ICallDeliveries>();

        internal static async Task<Running> StartAsync(string database, Handler handler, bool fake = true, Action<IOutsourcingBuilder>? configure = null, int webhooks = 0, bool start = true)
        {
            HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            string? file = null;
            if (database == Databases.Sqlite)
            {
                file = Path.Combine(Path.GetTempPath(), $"outsourcing-{Guid.NewGuid():N}.db");
                builder.Services.AddDbContext<OutsourcingDbContext>(options => options.UseSqlite($"Data Source={file}"));
            }
            else
            {
                string connection = await PostgresServer.NewDatabaseAsync();
                builder.Services.AddDbContext<OutsourcingDbContext>(options => options.UseNpgsql(connection));
            }

            if (fake)
            {
                builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)));
            }

            builder.Services.AddScoped(_ => handler);
            IOutsourcingBuilder outsourcing = builder.Services.AddOutsourcing().AddEntityFrameworkStores<OutsourcingDbContext>().AddCallRecordHandler<Handler>("handler");
            configure?.Invoke(outsourcing);
            Running running = new(builder.Build(), file);
            await using (AsyncServiceScope scope = running.Host.Services.CreateAsyncScope())
            {
                await OutsourcingSchema.CreateMissingTablesAsync(scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>());
            }

            foreach (int index in Enumerable.Range(0, webhooks))
            {
                await running.StoreAsync($"CA{index}|completed");
            }

            if (start)
            {
                await running.Host.StartAsync();
            }

            return running;
        }

        internal Task<int> StoreAsync(string body)
        {
            string[] parts = body.Split('|');
            return Host.Services.GetRequiredService<ICallStore>().MergeAsync([StoreHost.Update(parts[0], 5, body, parts[1])]);
        }

        internal async Task UntilAsync(Func<bool> holds, bool slowly = false)
        {
            for (int steps = 0; !holds(); steps++)
            {
                steps.ShouldBeLessThan(5000, "What was waited for did not come.");
                Clock.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Delay(TimeSpan.FromMilliseconds(slowly ? 50 : 5), TimeProvider.System);
            }
        }

        public async ValueTask DisposeAsync()
        {
            Host.Dispose();
            await Task.CompletedTask;
            if (_file is not null)
            {
                SqliteConnection.ClearAllPools();
                foreach (string file in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
                {
                    File.Delete(file);
                }
            }
        }
    }

    internal sealed class Handler : ICallRecordHandler
    {
        private int _calls;

        public bool Obeys { get; init; }

        public int Calls => Volatile.Read(ref _calls);

        public TaskCompletionSource<CancellationToken> Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _calls);
            Entered.TrySetResult(cancellationToken);
            return Release.Task.WaitAsync(Obeys ? cancellationToken : CancellationToken.None);
        }
    }

    private sealed class Sender : IOutboxSender
    {
        private int _sent;

        public string CommandName => "send-text";

        public int Sent => Volatile.Read(ref _sent);

        public TaskCompletionSource<CancellationToken> Sending { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<CancellationToken> LookingUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<string?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _sent);
            Sending.TrySetResult(cancellationToken);
            return Answer.Task.WaitAsync(cancellationToken);
        }

        public async Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default)
        {
            LookingUp.TrySetResult(cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return OutboxLookup.Unknown;
        }
    }
}
