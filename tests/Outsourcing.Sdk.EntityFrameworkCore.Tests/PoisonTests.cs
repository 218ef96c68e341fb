using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>Events that fail each time, between those that do not: the others are as fast as without them.</summary>
public sealed class PoisonTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(20, "200 events alone, and with 20 unreadable ones and 20 whose handler always throws between them: each is handled at the same time on the test's clock, in the first batch leased after it came")]
    public async Task Process_HealthyEventsBetweenPoison_AreHandledWhenTheyAreWithout(string database)
    {
        IReadOnlyDictionary<string, Handled> alone = await StreamAsync(database, poison: false);
        IReadOnlyDictionary<string, Handled> between = await StreamAsync(database, poison: true);

        alone.Count.ShouldBe(200);
        between.Keys.Order(StringComparer.Ordinal).ShouldBe(alone.Keys.Order(StringComparer.Ordinal));
        foreach ((string change, Handled handled) in between)
        {
            handled.After.ShouldBe(alone[change].After, change);

            // One batch of webhooks, and one of the changes they made.
            handled.Batches.ShouldBe(2, change);
            alone[change].Batches.ShouldBe(2, change);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(20, "a handler that throws each time: 10 attempts, a dead letter with the reason; replayed, 10 attempts again, and a replay of what is no dead letter changes nothing")]
    public async Task Process_HandlerThatAlwaysThrows_IsGivenUpAfterTenAttemptsAndReplayedOnce(string database)
    {
        Handler handler = new();
        await using StoreHost host = await StartAsync(database, handler);
        await host.Inbox.StoreAsync(StoreHost.Message("e1", "poison1|completed"));
        await host.ProcessInboxAsync();

        await GiveUpAsync(host);
        DeadLetter<CallRecordDelivery> dead = (await host.Deliveries.ListDeadAsync()).Single();
        bool[] replayed = [await host.Deliveries.ReplayAsync(dead.Id), await host.Deliveries.ReplayAsync(dead.Id)];
        handler.Mended = true;
        await host.ProcessDeliveriesAsync();
        await host.ProcessDeliveriesAsync();

        (dead.Attempts, dead.Reason).ShouldBe((10, typeof(InvalidDataException).FullName));
        replayed.ShouldBe([true, false]);
        handler.Effects.Values.ShouldBe([1]);
        (await host.Deliveries.ReplayAsync(dead.Id)).ShouldBeFalse();
        (await host.Deliveries.GetBacklogAsync()).ShouldBe(new WorkBacklog { Pending = 0, Dead = 0 });
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(20, "a handler that never ends: 60 events of other calls are handled before its lease of 30 s ends, and its call's next change is not")]
    public async Task Run_HandlerThatNeverEnds_HoldsUpNobodyElse(string database)
    {
        Handler handler = new();
        await using StoreHost host = await StartAsync(database, handler);
        await host.Inbox.StoreAsync(StoreHost.Message("e0", "endless1|ringing"));
        await host.Inbox.StoreAsync(StoreHost.Message("e1", "endless1|completed"));
        await host.ProcessInboxAsync();
        using CancellationTokenSource stopping = new();
        Task running = host.Services.GetRequiredService<CallDeliveryProcessor>().RunAsync(stopping.Token);
        await handler.Endless.Task;
        DateTimeOffset start = host.Clock.GetUtcNow();

        // More than one batch, so that it does not do to be leased beside it.
        for (int index = 0; index < 60; index++)
        {
            await host.Inbox.StoreAsync(StoreHost.Message($"h{index}", $"CA{index}|completed"));
        }

        await host.ProcessInboxAsync();
        long pending;
        while ((pending = (await host.Deliveries.GetBacklogAsync()).Pending) > 2 && host.Clock.GetUtcNow() < start + TimeSpan.FromSeconds(29))
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        (handler.Effects.Count, pending).ShouldBe((60, 2));
        await stopping.CancelAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        await running;
    }

    private static async Task<IReadOnlyDictionary<string, Handled>> StreamAsync(string database, bool poison)
    {
        Handler handler = new();
        Leases leases = new();
        await using StoreHost host = await StartAsync(database, handler, leases);
        Dictionary<string, (DateTimeOffset At, int Batches)> arrived = [];
        for (int index = 0; index < 200; index++)
        {
            // Five events of each of 40 calls, one after another.
            string change = $"CA{index % 40}/{(index / 40) + 1}";
            if (poison && index % 10 == 3)
            {
                await host.Inbox.StoreAsync(StoreHost.Message($"u{index}", "no event"));
            }

            if (poison && index % 10 == 7)
            {
                await host.Inbox.StoreAsync(StoreHost.Message($"p{index}", $"poison{index}|completed"));
            }

            arrived[change] = (host.Clock.GetUtcNow(), leases.Count);
            await host.Inbox.StoreAsync(StoreHost.Message($"e{index}", $"CA{index % 40}|{new string('s', (index / 40) + 1)}"));
            handler.Now = () => (host.Clock.GetUtcNow(), leases.Count);
            await host.ProcessInboxAsync();
            await host.ProcessDeliveriesAsync();
            host.Clock.Advance(Tick);
        }

        IReadOnlyDictionary<string, Handled> handled = handler.Times.ToDictionary(time => time.Key, time => new Handled(time.Value.At - arrived[time.Key].At, time.Value.Batches - arrived[time.Key].Batches));
        await GiveUpAsync(host);
        (await host.Inbox.ListDeadAsync()).Count.ShouldBe(poison ? 20 : 0);
        IReadOnlyList<DeadLetter<CallRecordDelivery>> dead = await host.Deliveries.ListDeadAsync();
        dead.Count.ShouldBe(poison ? 20 : 0);
        dead.ShouldAllBe(letter => letter.Attempts == 10 && letter.Item!.Change.Record.Id.ProviderCallId.StartsWith("poison", StringComparison.Ordinal));
        return handled;
    }

    private static async Task GiveUpAsync(StoreHost host)
    {
        for (int attempt = 0; attempt < 10; attempt++)
        {
            await host.ProcessDeliveriesAsync();
            host.Clock.Advance(TimeSpan.FromMinutes(11));
        }
    }

    private static Task<StoreHost> StartAsync(string database, Handler handler, Leases? leases = null) => StoreHost.StartAsync(database, builder =>
    {
        builder.Services.AddSingleton(handler);
        builder.AddCallRecordHandler<Handler>("handler");
        if (leases is not null)
        {
            builder.Services.ConfigureDbContext<OutsourcingDbContext>(options => options.AddInterceptors(leases));
        }
    });

    /// <summary>How an event fared: how long after it came it was handled, and how many batches were leased until then.</summary>
    private sealed record Handled(TimeSpan After, int Batches);

    private sealed class Handler : ICallRecordHandler
    {
        public Func<(DateTimeOffset At, int Batches)> Now { get; set; } = () => default;

        public bool Mended { get; set; }

        public ConcurrentDictionary<string, (DateTimeOffset At, int Batches)> Times { get; } = new();

        public ConcurrentDictionary<string, int> Effects { get; } = new();

        public TaskCompletionSource Endless { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
        {
            string call = change.Record.Id.ProviderCallId;
            if (call.StartsWith("poison", StringComparison.Ordinal) && !Mended)
            {
                throw new InvalidDataException(call);
            }

            if (call.StartsWith("endless", StringComparison.Ordinal))
            {
                Endless.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            Times[$"{call}/{change.Version}"] = Now();
            Effects.AddOrUpdate(change.IdempotencyKey, 1, (_, count) => count + 1);
        }
    }

    /// <summary>Counts the batches that were leased.</summary>
    private sealed class Leases : DbCommandInterceptor
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("\"LeaseToken\" = @", StringComparison.Ordinal) && command.CommandText.Contains("RETURNING", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _count);
            }

            return ValueTask.FromResult(result);
        }
    }
}
