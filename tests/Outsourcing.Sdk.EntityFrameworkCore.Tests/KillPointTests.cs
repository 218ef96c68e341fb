using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>
/// Work breaks off before and after every statement and commit of the way from a webhook to its effects: what was under way is rolled
/// back, nothing reaches the database any more, and after the leases' end the work is taken up again. OUTSOURCING_KILL_RUNS says how
/// often each point is met (1 by default).
/// </summary>
public sealed class KillPointTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(19, "broken off before and after each statement and commit from webhook to effects, 12 points and more: 0 lost, 0 double effects at a sink that honours the key")]
    public async Task Work_BrokenOffAtEveryStep_LosesNothingAndDoublesNothing(string database)
    {
        Death death = new();
        Provider provider = new();
        Sink sink = new();
        await using StoreHost host = await StoreHost.StartAsync(database, builder =>
        {
            builder.Services.AddSingleton<IOutboxSender>(provider).AddSingleton(sink);
            builder.AddCallRecordHandler<Handler>("sink");
            builder.Services.ConfigureDbContext<OutsourcingDbContext>(options => options.AddInterceptors(death));
        });
        int runs = int.Parse(Environment.GetEnvironmentVariable("OUTSOURCING_KILL_RUNS") ?? "1", CultureInfo.InvariantCulture);
        List<string> met = [];
        int events = 0;

        for (int run = 0; run < runs; run++)
        {
            bool killed = true;
            for (int step = 1; killed; step++)
            {
                string call = $"CA{++events}";
                death.After(step);
                try
                {
                    await WorkAsync(host, call);
                }
                catch (Exception)
                {
                    // What a dying process reports reaches nobody; the sender saw no answer.
                }

                killed = death.Met is not null;
                if (death.Met is { } point)
                {
                    met.Add(point);
                }

                death.Revive();
                for (int again = 0; again < 3; again++)
                {
                    host.Clock.Advance(TimeSpan.FromMinutes(15));
                    await WorkAsync(host, call);
                }

                (await host.Calls.GetAsync(new CallId("lines", "north", call))).ShouldNotBeNull($"{call} is lost: {met.LastOrDefault()}").Updates.Count.ShouldBe(1);
                sink.Effects.Keys.Count(key => key.Call == call).ShouldBe(1, $"effects of {call}: {met.LastOrDefault()}");
                provider.Sent.GetValueOrDefault(call).ShouldBe(1, $"commands of {call}: {met.LastOrDefault()}");
            }
        }

        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(events);
        (await host.Inbox.GetBacklogAsync()).ShouldBe(new WorkBacklog { Pending = 0, Dead = 0 });
        (await host.Deliveries.GetBacklogAsync()).Pending.ShouldBe(0);
        met.Distinct().Count().ShouldBeGreaterThanOrEqualTo(12);
        Directory.CreateDirectory(Path.Combine(RepositoryFiles.Root, "artifacts"));
        await File.WriteAllLinesAsync(
            Path.Combine(RepositoryFiles.Root, "artifacts", $"kill-points-{database}.md"),
            met.CountBy(point => point).Select(point => $"- {point.Key}: {point.Value}").Prepend($"{met.Count} kills, {events} events, 0 lost, 0 double effects\n"));
    }

    // What a host does, in its order; the command is given with the webhook, once per key.
    private static async Task WorkAsync(StoreHost host, string call)
    {
        await host.Inbox.StoreAsync(StoreHost.Message(call, $"{call}|completed"));
        await host.ProcessInboxAsync();
        await host.ProcessDeliveriesAsync();
        await host.Services.GetRequiredService<ICommandOutbox>().EnqueueAsync(new OutboxCommand { Key = call, Name = "send-text", Provider = "lines", Account = "north" });
        await host.Services.GetRequiredService<OutboxProcessor>().ProcessPendingAsync();
    }

    private sealed class Sink
    {
        public ConcurrentDictionary<(string Call, string Key), int> Effects { get; } = new();
    }

    private sealed class Handler(Sink sink) : ICallRecordHandler
    {
        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
        {
            sink.Effects.AddOrUpdate((change.Record.Id.ProviderCallId, change.IdempotencyKey), 1, (_, count) => count + 1);
            return Task.CompletedTask;
        }
    }

    private sealed class Provider : IOutboxSender
    {
        public string CommandName => "send-text";

        public ConcurrentDictionary<string, int> Sent { get; } = new();

        public Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default)
        {
            Sent.AddOrUpdate(command.Key, 1, (_, count) => count + 1);
            return Task.FromResult<string?>("SM");
        }

        public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default) =>
            Task.FromResult(Sent.ContainsKey(command.Key) ? OutboxLookup.Done("SM") : OutboxLookup.SafeToSend);
    }

    private sealed class KilledException() : Exception("killed");

    /// <summary>Ends every access to the database from the n-th step on.</summary>
    private sealed class Death : DbCommandInterceptor, IDbTransactionInterceptor
    {
        private int _left = int.MaxValue;

        public string? Met { get; private set; }

        public void After(int steps)
        {
            Met = null;
            _left = steps;
        }

        public void Revive() => After(int.MaxValue);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            Pass("before", command, result);

        public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
            Pass("after", command, result);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            Pass("before", command, result);

        public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) =>
            Pass("after", command, result);

        public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Step("before a commit");
            return ValueTask.FromResult(result);
        }

        public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Step("after a commit");
            return Task.CompletedTask;
        }

        private ValueTask<T> Pass<T>(string when, DbCommand command, T result)
        {
            string[] words = command.CommandText.Split((char[])[' ', '\r', '\n', '"', '(', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
            string table = words.FirstOrDefault(word => word.StartsWith("Outsourcing", StringComparison.OrdinalIgnoreCase)) ?? "";
            Step($"{when} {words[0]} {table}");
            return ValueTask.FromResult(result);
        }

        private void Step(string point)
        {
            if (_left != int.MaxValue && --_left <= 0)
            {
                Met ??= point;
                throw new KilledException();
            }
        }
    }
}
