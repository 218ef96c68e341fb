using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>What is stored wakes its own workers at once, and no other's.</summary>
public sealed class WorkSignalTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Run_OnAClockThatStandsStill_WorksAtOnceAndLeavesOtherWorkersAsleep(string database)
    {
        Handler handler = new();
        Queries queries = new();
        await using StoreHost host = await StoreHost.StartAsync(database, builder =>
        {
            builder.Services.AddSingleton(handler);
            builder.AddCallRecordHandler<Handler>("handler");
            builder.Services.ConfigureDbContext<OutsourcingDbContext>(options => options.AddInterceptors(queries));
        });
        using CancellationTokenSource stopping = new();
        Task[] running =
        [
            host.Services.GetRequiredService<InboxProcessor>().RunAsync(stopping.Token),
            host.Services.GetRequiredService<CallDeliveryProcessor>().RunAsync(stopping.Token),
            host.Services.GetRequiredService<OutboxProcessor>().RunAsync(stopping.Token),
        ];
        await queries.OfOutbox.Task;

        foreach (int index in Enumerable.Range(0, 10))
        {
            await host.Inbox.StoreAsync(StoreHost.Message($"e{index}", $"CA{index}|completed"));
            await handler.Heard(index + 1);
        }

        queries.OutboxCount.ShouldBe(1);
        await stopping.CancelAsync();
        await Task.WhenAll(running);
    }

    private sealed class Handler : ICallRecordHandler
    {
        private readonly ConcurrentDictionary<int, TaskCompletionSource> _heard = new();
        private int _count;

        public Task Heard(int count) => _heard.GetOrAdd(count, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
        {
            _heard.GetOrAdd(Interlocked.Increment(ref _count), static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            return Task.CompletedTask;
        }
    }

    /// <summary>Counts what the outbox was asked.</summary>
    private sealed class Queries : DbCommandInterceptor
    {
        private int _outbox;

        public TaskCompletionSource OfOutbox { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int OutboxCount => Volatile.Read(ref _outbox);

        public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("outsourcing_outbox", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _outbox);
                OfOutbox.TrySetResult();
            }

            return ValueTask.FromResult(result);
        }
    }
}
