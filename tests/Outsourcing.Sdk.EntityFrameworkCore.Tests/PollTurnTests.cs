using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>Several hosts over one database poll a source in turns, on every database.</summary>
public sealed class PollTurnTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Take_ByManyAtOnce_IsOnesAlone_UntilItEndsAndTheIntervalIsOver(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        IPollTurns turns = host.Services.GetRequiredService<IPollTurns>();
        DateTimeOffset start = host.Clock.GetUtcNow();

        PollTurn[] taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => turns.TakeAsync("Lines", "North", Interval, Lease))));
        PollTurn mine = taken.Where(turn => turn.Token is not null).ShouldHaveSingleItem();
        (await turns.EndAsync(mine, PollEnd.Succeeded)).ShouldBeTrue();
        (await turns.EndAsync(mine, PollEnd.Succeeded)).ShouldBeFalse();
        host.Clock.Advance(Interval - TimeSpan.FromTicks(1));
        PollTurn early = await turns.TakeAsync("lines", "north", Interval, Lease);
        host.Clock.Advance(TimeSpan.FromTicks(1));
        PollTurn due = await turns.TakeAsync("lines", "north", Interval, Lease);
        PollTurn other = await turns.TakeAsync("lines", "south", Interval, Lease);

        (early.Token, early.NextAt).ShouldBe(((Guid?)null, start + Interval));
        due.Token.ShouldNotBeNull();
        other.Token.ShouldNotBeNull();
        (await turns.FindAsync("lines", "north")).ShouldBe(new PollStanding { FirstAt = start, SucceededAt = start });
        (await turns.FindAsync("lines", "nobody")).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Turn_OfAnInstanceThatDied_IsAnothersWhenItEnds_AndTheOldOneChangesNothing(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        IPollTurns turns = host.Services.GetRequiredService<IPollTurns>();
        PollTurn dead = await turns.TakeAsync("lines", "north", TimeSpan.FromSeconds(10), Lease);
        host.Clock.Advance(TimeSpan.FromSeconds(20));
        (await turns.RenewAsync(dead, Lease)).ShouldBeTrue();

        host.Clock.Advance(Lease - TimeSpan.FromTicks(1));
        PollTurn before = await turns.TakeAsync("lines", "north", TimeSpan.FromSeconds(10), Lease);
        host.Clock.Advance(TimeSpan.FromTicks(1));
        PollTurn after = await turns.TakeAsync("lines", "north", TimeSpan.FromSeconds(10), Lease);

        (before.Token, before.NextAt).ShouldBe(((Guid?)null, host.Clock.GetUtcNow()));
        after.Token.ShouldNotBeNull();
        (await turns.RenewAsync(dead, Lease)).ShouldBeFalse();
        (await turns.EndAsync(dead, PollEnd.Succeeded)).ShouldBeFalse();
        (await turns.FindAsync("lines", "north"))!.SucceededAt.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Turn_WhenTheClockIsSetForward_IsTakenFromNobody_AndWhenBackIsNotLostForLong(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        IPollTurns turns = host.Services.GetRequiredService<IPollTurns>();
        PollTurn running = await turns.TakeAsync("lines", "north", TimeSpan.FromSeconds(10), Lease);

        host.Clock.Set(TimeSpan.FromHours(1));
        host.Clock.Advance(TimeSpan.FromSeconds(12));
        (await turns.TakeAsync("lines", "north", TimeSpan.FromSeconds(10), Lease)).Token.ShouldBeNull();
        (await turns.EndAsync(running, PollEnd.Failed)).ShouldBeTrue();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        PollTurn late = await turns.TakeAsync("lines", "north", TimeSpan.FromSeconds(10), Lease);
        await turns.EndAsync(late, PollEnd.Succeeded);
        host.Clock.Set(TimeSpan.FromHours(-1));

        (await turns.TakeAsync("lines", "north", TimeSpan.FromSeconds(10), Lease)).Token.ShouldNotBeNull();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task TwoHosts_OverManyIntervals_PollOncePerIntervalTogetherAndNeverAtOnce(string database)
    {
        Listing listing = new();
        await using StoreHost one = await StartAsync(database, listing);
        await using StoreHost two = await StartAsync(database, listing, one);
        using CancellationTokenSource stopping = new();
        Task[] running = [RunAsync(one, stopping.Token), RunAsync(two, stopping.Token)];
        DateTimeOffset start = one.Clock.GetUtcNow();

        await UntilAsync(one, () => one.Clock.GetUtcNow() > start + (10.5 * Interval), TimeSpan.FromSeconds(5));
        await stopping.CancelAsync();
        await Task.WhenAll(running);

        // The clock moves by steps, and the hosts take a moment of it between their turn and the poll.
        listing.MostAtOnce.ShouldBe(1);
        listing.Times.Count.ShouldBeInRange(8, 11);
        listing.Times.Zip(listing.Times.Skip(1), (before, after) => after - before).ShouldAllBe(between => between >= Interval - TimeSpan.FromSeconds(30));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task TwoHosts_OneDiesInItsTurn_TheOtherTakesOverWhenItsTurnEnds(string database)
    {
        Listing listing = new();
        await using StoreHost other = await StartAsync(database, listing);
        IPollTurns turns = other.Services.GetRequiredService<IPollTurns>();

        // The host that died in the middle of its first poll.
        (await turns.TakeAsync("lines", "north", Interval, Lease)).Token.ShouldNotBeNull();
        DateTimeOffset died = other.Clock.GetUtcNow();
        using CancellationTokenSource stopping = new();
        Task running = RunAsync(other, stopping.Token);
        await UntilAsync(other, () => !listing.Times.IsEmpty, TimeSpan.FromSeconds(1));
        await stopping.CancelAsync();
        await running;

        // It died in its turn, and the next is due an interval after that began.
        (listing.Times.First() - died).ShouldBeInRange(Interval, Interval + TimeSpan.FromSeconds(30));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task TwoHosts_OneStopsInTheMiddleOfAPoll_TheOtherGoesOnAtOnce_AndALongPollKeepsItsTurn(string database)
    {
        Listing listing = new() { HangFirst = true };
        await using StoreHost one = await StartAsync(database, listing);
        await using StoreHost two = await StartAsync(database, listing, one);
        using CancellationTokenSource stoppingOne = new();
        using CancellationTokenSource stoppingTwo = new();
        Task runningOne = RunAsync(one, stoppingOne.Token);
        await listing.Hanging.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        Task runningTwo = RunAsync(two, stoppingTwo.Token);
        DateTimeOffset start = one.Clock.GetUtcNow();

        // Many leases long, by steps that leave the renewals, due every 10 s, time to happen.
        Renewals renewals = (Renewals)one.Services.GetRequiredService<IPollTurns>();
        while (one.Clock.GetUtcNow() < start + (5 * Lease))
        {
            TimeSpan since = one.Clock.GetUtcNow() - (renewals.Last ?? start);
            one.Clock.Advance(since < TimeSpan.FromSeconds(25) ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
            await Task.Delay(TimeSpan.FromMilliseconds(since < TimeSpan.FromSeconds(9) ? 5 : 50), TimeProvider.System);
        }

        int whileItRan = listing.Times.Count;
        await stoppingOne.CancelAsync();
        await runningOne;
        DateTimeOffset stopped = one.Clock.GetUtcNow();
        await UntilAsync(two, () => listing.Times.Count > 1, TimeSpan.FromSeconds(2));
        await stoppingTwo.CancelAsync();
        await runningTwo;

        whileItRan.ShouldBe(1);
        (listing.Times.ElementAt(1) - stopped).ShouldBeLessThan(TimeSpan.FromMinutes(1));
        listing.MostAtOnce.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task AnsweringServicesListing_IsPolledWithWatermarkAndOverlap_InOnePiece(string database)
    {
        Listing listing = new();
        await using StoreHost host = await StartAsync(database, listing);
        CallPolling polling = host.Services.GetRequiredService<CallPolling>();
        CallPollingOptions options = new() { FirstWindow = TimeSpan.FromDays(3), Overlap = TimeSpan.FromHours(1) };
        DateTimeOffset start = host.Clock.GetUtcNow();

        int first = await polling.PollAsync(listing, options);
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        int second = await polling.PollAsync(listing, options);

        (first, second).ShouldBe((1, 0));
        listing.Since.ShouldBe([start - TimeSpan.FromDays(3), start - TimeSpan.FromHours(1)]);
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(1);
    }

    [Fact]
    public void Registration_OfAnAccountNobodyAdded_SaysWhatToCall()
    {
        ServiceCollection services = new();
        services.AddOutsourcing().AddCallPolling("nobody");
        using ServiceProvider provider = services.BuildServiceProvider();

        Should.Throw<OutsourcingException>(() => provider.GetRequiredService<CallPollingRegistration>().Resolve(provider)).Message.ShouldContain("'nobody'");
    }

    private static async Task<StoreHost> StartAsync(string database, Listing listing, StoreHost? beside = null)
    {
        StoreHost host = await StoreHost.StartAsync(
            database,
            builder =>
            {
                ServiceDescriptor stored = builder.Services.Single(service => service.ServiceType == typeof(IPollTurns));
                builder.Services.AddSingleton<IPollTurns>(services => new Renewals(
                    (IPollTurns)ActivatorUtilities.CreateInstance(services, stored.ImplementationType!), services.GetRequiredService<TimeProvider>()));
                builder.Services.AddKeyedSingleton<ICallListing>("north", listing);
                builder.AddCallPolling("north", polling => polling.Interval = Interval);
            },
            beside: beside);
        listing.Time = host.Clock;
        return host;
    }

    private static Task RunAsync(StoreHost host, CancellationToken cancellationToken) => Task.Run(() => host.Services.GetRequiredService<CallPolling>().RunAsync(cancellationToken), CancellationToken.None);

    private static async Task UntilAsync(StoreHost host, Func<bool> holds, TimeSpan step)
    {
        for (int steps = 0; !holds(); steps++)
        {
            steps.ShouldBeLessThan(5000, "What was waited for did not come.");
            host.Clock.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    /// <summary>The stored turns, and when one was last renewed.</summary>
    private sealed class Renewals(IPollTurns turns, TimeProvider time) : IPollTurns
    {
        public DateTimeOffset? Last { get; private set; }

        public Task<PollTurn> TakeAsync(string provider, string account, TimeSpan interval, TimeSpan duration, CancellationToken cancellationToken = default) =>
            turns.TakeAsync(provider, account, interval, duration, cancellationToken);

        public async Task<bool> RenewAsync(PollTurn turn, TimeSpan duration, CancellationToken cancellationToken = default)
        {
            DateTimeOffset now = time.GetUtcNow();
            bool held = await turns.RenewAsync(turn, duration, cancellationToken);
            Last = now;
            return held;
        }

        public Task<bool> EndAsync(PollTurn turn, PollEnd outcome, CancellationToken cancellationToken = default) => turns.EndAsync(turn, outcome, cancellationToken);

        public Task<PollStanding?> FindAsync(string provider, string account, CancellationToken cancellationToken = default) => turns.FindAsync(provider, account, cancellationToken);
    }

    /// <summary>A service that lists one call since a time, and may hang until it is given up.</summary>
    private sealed class Listing : ICallListing
    {
        private int _now;
        private int _most;

        public TimeProvider Time { get; set; } = TimeProvider.System;

        public bool HangFirst { get; init; }

        public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<DateTimeOffset> Times { get; } = new();

        public ConcurrentQueue<DateTimeOffset> Since { get; } = new();

        public int MostAtOnce => Volatile.Read(ref _most);

        public string Provider => "lines";

        public string Account => "north";

        public async IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            _most = Math.Max(_most, Interlocked.Increment(ref _now));
            try
            {
                bool hang = HangFirst && Times.IsEmpty;
                Times.Enqueue(Time.GetUtcNow());
                Since.Enqueue(since);
                await Task.Yield();
                if (hang)
                {
                    Hanging.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                }

                yield return StoreHost.Update("CA1", 5, "fetched", "completed");
            }
            finally
            {
                Interlocked.Decrement(ref _now);
            }
        }
    }
}
