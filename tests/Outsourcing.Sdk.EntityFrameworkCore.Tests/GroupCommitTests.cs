using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>What comes while a commit is under way goes with the next one; each hears what became of its own.</summary>
public sealed class GroupCommitTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Store_WhileACommitIsUnderWay_GoesTogetherWithoutWhoGaveUpMeanwhile(string database)
    {
        Commits commits = new(_ => null);
        await using StoreHost host = await StartAsync(database, commits);
        using CancellationTokenSource gone = new();
        Task<InboxReceipt> first = host.Inbox.StoreAsync(StoreHost.Message("first"));
        await commits.Held.Task;
        Task<InboxReceipt>[] others = Store(host, 20);
        Task<InboxReceipt> givenUp = host.Inbox.StoreAsync(StoreHost.Message("gone"), gone.Token);

        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => givenUp);
        commits.Release.SetResult();

        (await Task.WhenAll([first, .. others])).ShouldAllBe(receipt => receipt == InboxReceipt.Stored);
        commits.Count.ShouldBe(2);
        (await host.Inbox.GetBacklogAsync()).Pending.ShouldBe(21);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Store_CallerGivesUpDuringTheCommit_TheOthersAreStoredAndItMayBe(string database)
    {
        Commits commits = new(_ => null);
        await using StoreHost host = await StartAsync(database, commits);
        using CancellationTokenSource gone = new();
        Task<InboxReceipt> first = host.Inbox.StoreAsync(StoreHost.Message("first"), gone.Token);
        await commits.Held.Task;
        Task<InboxReceipt>[] others = Store(host, 3);

        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        commits.Release.SetResult();

        (await Task.WhenAll(others)).ShouldAllBe(receipt => receipt == InboxReceipt.Stored);
        (await host.Inbox.StoreAsync(StoreHost.Message("first"))).ShouldBe(InboxReceipt.Duplicate);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Store_StoreAwayForAMoment_FailsTheGroupAtOnceAndTheNextIsStored(string database)
    {
        Commits commits = new(number => number == 2 ? new Refused(null) : null);
        await using StoreHost host = await StartAsync(database, commits);
        Task<InboxReceipt> first = host.Inbox.StoreAsync(StoreHost.Message("first"));
        await commits.Held.Task;
        Task<InboxReceipt>[] others = Store(host, 20);

        commits.Release.SetResult();

        (await first).ShouldBe(InboxReceipt.Stored);
        foreach (Task<InboxReceipt> other in others)
        {
            await Should.ThrowAsync<Refused>(() => other);
        }

        commits.Count.ShouldBe(2);
        (await Task.WhenAll(Store(host, 20))).ShouldAllBe(receipt => receipt == InboxReceipt.Stored);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Store_TwoHostsInEachOthersWay_IsTriedOneByOne(string database)
    {
        Commits commits = new(number => number == 2 ? new Refused("40P01") : null);
        await using StoreHost host = await StartAsync(database, commits);
        Task<InboxReceipt> first = host.Inbox.StoreAsync(StoreHost.Message("first"));
        await commits.Held.Task;
        Task<InboxReceipt>[] others = Store(host, 5);

        commits.Release.SetResult();

        (await Task.WhenAll([first, .. others])).ShouldAllBe(receipt => receipt == InboxReceipt.Stored);
        commits.Count.ShouldBe(2 + 5);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Store_StoreAwayForGood_IsNotAskedOnceForEach(string database)
    {
        Commits commits = new(number => number >= 2 ? new InvalidOperationException("away") : null);
        await using StoreHost host = await StartAsync(database, commits);
        Task<InboxReceipt> first = host.Inbox.StoreAsync(StoreHost.Message("first"));
        await commits.Held.Task;
        Task<InboxReceipt>[] others = Store(host, 50);

        commits.Release.SetResult();

        foreach (Task<InboxReceipt> other in others)
        {
            await Should.ThrowAsync<InvalidOperationException>(() => other);
        }

        commits.Count.ShouldBe(1 + 1 + 3);
        (await first).ShouldBe(InboxReceipt.Stored);
    }

    private static Task<InboxReceipt>[] Store(StoreHost host, int count) => [.. Enumerable.Range(0, count).Select(index => host.Inbox.StoreAsync(StoreHost.Message($"e{index}")))];

    private static async Task<StoreHost> StartAsync(string database, Commits commits)
    {
        StoreHost host = await StoreHost.StartAsync(database, builder => builder.Services.ConfigureDbContext<OutsourcingDbContext>(options => options.AddInterceptors(commits)));
        commits.Armed = true;
        return host;
    }

    /// <summary>Holds the first commit until it is released, and refuses later ones as it is told.</summary>
    private sealed class Commits(Func<int, Exception?> refuse) : DbTransactionInterceptor
    {
        private int _count;

        public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Armed { get; set; }

        public int Count => Volatile.Read(ref _count);

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            // Making the tables commits as well.
            if (!Armed)
            {
                return result;
            }

            int number = Interlocked.Increment(ref _count);
            if (number == 1)
            {
                Held.SetResult();
                await Release.Task;
            }

            return refuse(number) is { } refusal ? throw refusal : result;
        }
    }

    private sealed class Refused(string? state) : DbException("refused")
    {
        public override bool IsTransient => true;

        public override string? SqlState => state;
    }
}
