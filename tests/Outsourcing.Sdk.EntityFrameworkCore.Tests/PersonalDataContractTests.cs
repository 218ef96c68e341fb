using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>Export, erasure and retention, on every database.</summary>
public sealed class PersonalDataContractTests
{
    private const string Planted = "+442079460777";
    private static readonly PhoneNumber Caller = PhoneNumber.Parse(Planted);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(27, "0 hits in store, export and, on SQLite, the database's files")]
    public async Task Erase_LeavesNoTraceOfTheNumberAndAReceiptWithoutIt(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, builder => builder.AddCallRecordHandler<Silent>("silent"));
        IPersonalDataStore people = host.Services.GetRequiredService<IPersonalDataStore>();
        await host.Calls.MergeAsync(
        [
            StoreHost.Update("CA1", 1, "a", "completed", Planted) with { Recording = new RecordingReference { Id = "RE1" } },
            StoreHost.Update("CA2", 1, "a", "completed", "+442079460001"),
        ]);
        await host.Inbox.StoreAsync(StoreHost.Message("pending", $"From=%2B{Planted[1..]}"));
        (await people.ExportAsync(Caller)).Updates.Single().Call.ProviderCallId.ShouldBe("CA1");

        ErasureReceipt receipt = await people.EraseAsync(Caller);

        (receipt.Calls, receipt.Webhooks, receipt.Recordings).ShouldBe((1, 1, 1));
        (await people.ExportAsync(Caller)).Updates.ShouldBeEmpty();
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(1);
        (await host.Inbox.StoreAsync(StoreHost.Message("pending", $"From=%2B{Planted[1..]}"))).ShouldBe(InboxReceipt.Duplicate);
        (await people.ListErasuresAsync()).Single().ShouldBe(receipt);
        (await host.Services.GetRequiredService<ICommandOutbox>().LeaseAsync(5, TimeSpan.FromMinutes(1))).Single().Item.Payload!.Value.Value.ShouldContain("RE1");
        (await host.WithContextAsync(context => StoredTraces.FindAsync(context, host.File, Planted[1..]))).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(27, "dead letters of inbox and outbox, commands done and waiting: 0 hits in files (SQLite), logs, traces and the receipt; nothing is sent to the erased any more")]
    public async Task Erase_CommandsAndDeadLettersThatMentionTheNumber_AreEmptied(string database)
    {
        ConcurrentQueue<string> heard = new();
        using ActivityListener traces = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => heard.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => tag.Value))}"),
        };
        ActivitySource.AddActivityListener(traces);
        Texts sender = new();
        await using StoreHost host = await StoreHost.StartAsync(database, builder =>
        {
            builder.Services.AddSingleton<IOutboxSender>(sender);
            builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Listener(heard)));
        });
        IPersonalDataStore people = host.Services.GetRequiredService<IPersonalDataStore>();
        ICommandOutbox outbox = host.Services.GetRequiredService<ICommandOutbox>();
        OutboxProcessor processor = host.Services.GetRequiredService<OutboxProcessor>();
        OutboxCommand Text(string key, string to) => new() { Key = key, Name = "send-text", Provider = "lines", Account = "north", Payload = to };
        await host.Inbox.StoreAsync(StoreHost.Message("dead", $"no event of {Planted}"));
        await host.ProcessInboxAsync();
        (await host.Inbox.ListDeadAsync()).Count.ShouldBe(1);
        await outbox.EnqueueAsync(Text("done", Planted));
        await processor.ProcessPendingAsync();
        await outbox.EnqueueAsync(Text("waiting", Planted));
        await outbox.EnqueueAsync(Text("another", "+442079460001"));

        ErasureReceipt receipt = await people.EraseAsync(Caller);
        await processor.ProcessPendingAsync();

        sender.Sent.ShouldBe([Planted, "+442079460001"]);
        (await outbox.FindAsync("waiting"))!.Reason.ShouldNotBeNull().ShouldContain("erased");
        (await host.Inbox.ListDeadAsync()).ShouldBeEmpty();
        (await outbox.ListDeadAsync()).ShouldBeEmpty();
        receipt.ToString().ShouldNotContain(Planted[1..]);
        heard.ShouldNotBeEmpty();
        heard.Where(text => text.Contains(Planted[1..], StringComparison.Ordinal)).ShouldBeEmpty();
        (await host.WithContextAsync(context => StoredTraces.FindAsync(context, host.File, Planted[1..]))).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(16, "31 days later, and after retention, a repeat is still known: more than 7 days")]
    public async Task Retention_EmptiesOldWebhooksAndKeepsWhatRecognisesThem(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        IPersonalDataStore people = host.Services.GetRequiredService<IPersonalDataStore>();
        await host.Inbox.StoreAsync(StoreHost.Message("e1"));
        await host.ProcessInboxAsync();

        host.Clock.Advance(TimeSpan.FromDays(31));
        int emptied = await people.ApplyRetentionAsync(new RetentionOptions());
        int nothing = await people.ApplyRetentionAsync(new RetentionOptions());

        (emptied, nothing).ShouldBe((1, 0));
        (await host.Inbox.StoreAsync(StoreHost.Message("e1"))).ShouldBe(InboxReceipt.Duplicate);
        host.Clock.Advance(TimeSpan.FromDays(30));
        (await people.ApplyRetentionAsync(new RetentionOptions { Calls = TimeSpan.FromDays(40) })).ShouldBe(2);
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Export_HoldsTheWebhooksCommandsAndVerdictsOfTheCallerToo(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, protect: true);
        IPersonalDataStore people = host.Services.GetRequiredService<IPersonalDataStore>();
        ICommandOutbox outbox = host.Services.GetRequiredService<ICommandOutbox>();
        IVerdictTrail trail = host.Services.GetRequiredService<IVerdictTrail>();
        PhoneNumber read = PhoneNumber.Parse("+442079460555");
        await host.Inbox.StoreAsync(StoreHost.Message("worked", "CA-00000001|completed"));
        await host.ProcessInboxAsync();
        await host.Inbox.StoreAsync(StoreHost.Message("waiting", "CA-00000001|recorded"));
        await host.Inbox.StoreAsync(StoreHost.Message("mentions", $"transfer to {read.E164}"));
        await host.Inbox.StoreAsync(StoreHost.Message("other", "CA-00000002|completed"));
        OutboxCommand command = new() { Key = "text/1", Name = "send-text", Provider = "lines", Account = "north", Payload = $"to {read.E164}" };
        await outbox.EnqueueAsync(command);
        await outbox.EnqueueAsync(command with { Key = "published/lines/north/CA-00000001/1", Payload = "{}" });
        await outbox.EnqueueAsync(command with { Key = "text/2", Payload = "to +442079460001" });
        await trail.AppendAsync(Judged("call/lines/north/CA-00000001", "answered late"));
        await trail.AppendAsync(Judged("brief/front-desk", $"rang {read.E164} twice"));
        await trail.AppendAsync(Judged("brief/front-desk", "nothing of anybody"));

        PersonalDataExport export = await people.ExportAsync(read);
        await people.EraseAsync(read);
        PersonalDataExport after = await people.ExportAsync(read);

        export.Updates.Count.ShouldBe(1);
        export.Webhooks.Select(webhook => webhook.Key.EventId).Order(StringComparer.Ordinal).ShouldBe(["mentions", "waiting", "worked"]);
        System.Text.Encoding.UTF8.GetString(export.Webhooks.Single(webhook => webhook.Key.EventId == "worked").Request!.Body.Span).ShouldBe("CA-00000001|completed");
        export.Commands.Select(kept => (kept.Command.Key, kept.Command.Payload?.Value)).Order().ShouldBe([("published/lines/north/CA-00000001/1", "{}"), ("text/1", $"to {read.E164}")]);
        export.Verdicts.Select(verdict => verdict.Entry.Explanation.Summary).Order(StringComparer.Ordinal).ShouldBe(["answered late", $"rang {read.E164} twice"]);
        (after.Updates.Count, after.Webhooks.Count, after.Commands.Count, after.Verdicts.Count).ShouldBe((0, 0, 0, 0));
        (await trail.ListAsync()).Select(verdict => verdict.Entry.Explanation.Summary).ShouldBe(["nothing of anybody", "answered late"]);
    }

    private static VerdictEntry Judged(string subject, string summary) =>
        VerdictEntry.Of(subject, DateTimeOffset.UnixEpoch, Verdict.Of(1, new VerdictExplanation { Rule = "r/1", Source = "s", Summary = summary }));

    private sealed class Texts : IOutboxSender
    {
        public string CommandName => "send-text";

        public List<string> Sent { get; } = [];

        public Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default)
        {
            Sent.Add(command.Payload!.Value.Value);
            return Task.FromResult<string?>($"sent to {command.Payload.Value.Value}");
        }

        public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default) => Task.FromResult(OutboxLookup.Unknown);
    }

    /// <summary>Hears the log, at every level.</summary>
    private sealed class Listener(ConcurrentQueue<string> heard) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            heard.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }

    private sealed class Silent : ICallRecordHandler
    {
        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
