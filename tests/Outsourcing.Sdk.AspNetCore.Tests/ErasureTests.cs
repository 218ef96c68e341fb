using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outsourcing.Calls;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.EntityFrameworkCore.Tests;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Outsourcing.Telephony.Tests.Faults;
using Outsourcing.Testing;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>A person calls a real host, leaves a message, and is erased: over real HTTP, with the provider's simulator, on every database.</summary>
public sealed class ErasureTests
{
    private const string Phrase = "the boiler under the stairs";
    private static readonly PhoneNumber Business = PhoneNumber.Parse("+442079460100");
    private static readonly PhoneNumber Caller = PhoneNumber.Parse("+442079460777");

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(27, "a real call with recording, transcript, webhooks and published event: the recording gone at the provider though it failed twice, 0 hits of number and transcript in files, columns, logs, traces and metrics, and nothing comes back by polling")]
    public async Task Erase_AfterARealCall_LeavesNoRecordingAndNoTrace(string database)
    {
        using Eavesdropper eavesdropper = new();
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync(new TwilioSimulatorOptions { Seed = 7 });
        string? file = database == Databases.Sqlite ? Path.Combine(Path.GetTempPath(), $"outsourcing-{Guid.NewGuid():N}.db") : null;
        string connection = file is null ? await PostgresServer.NewDatabaseAsync() : $"Data Source={file}";
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new Borrowed(eavesdropper));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddDbContext<OutsourcingDbContext>(options => _ = file is null ? options.UseNpgsql(connection) : options.UseSqlite(connection));
        builder.Services.AddOutsourcing()
            .AddTwilio("north", options =>
            {
                (options.AccountSid, options.AuthToken, options.BaseAddress) = (simulator.AccountSid, simulator.AuthToken, simulator.BaseAddress);
                options.Http.Retries = 0;
            })
            .AddEntityFrameworkStores<OutsourcingDbContext>()
            .AddRetention()
            .AddOutboxSender<Publisher>()
            .ConfigureWork(work => (work.FirstRetryAfter, work.PollInterval) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20)));
        builder.Services.AddSingleton<IIncomingCallHandler, Voicemail>();
        await using WebApplication app = builder.Build();
        app.MapOutsourcingWebhooks("/hooks");
        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>().Database.EnsureCreatedAsync();
        }

        await app.StartAsync();
        try
        {
            await TryAsync(app, simulator, eavesdropper, file);
        }
        finally
        {
            await app.StopAsync();
            if (file is not null)
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                foreach (string part in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
                {
                    File.Delete(part);
                }
            }
        }
    }

    private static async Task TryAsync(WebApplication app, TwilioSimulator simulator, Eavesdropper eavesdropper, string? file)
    {
        Uri hook = new(new Uri(app.Urls.First()), "/hooks/twilio/north");
        ICallStore calls = app.Services.GetRequiredService<ICallStore>();
        IPersonalDataStore people = app.Services.GetRequiredService<IPersonalDataStore>();
        ICommandOutbox outbox = app.Services.GetRequiredService<ICommandOutbox>();
        TwilioClient client = app.Services.GetRequiredKeyedService<TwilioClient>("north");
        Voicemail.Hook = hook;
        simulator.Own(Business, answer: hook, status: hook);
        await simulator.PlayAsync([new CallScript { From = Caller, To = Business }]);
        await simulator.SettleAsync();
        await UntilAsync(async () => (await calls.ListAsync(new CallQuery { Caller = Caller }).ToListAsync()) is [{ Recording.Id: not null }]);
        CallRecord record = (await calls.ListAsync(CallQuery.All).ToListAsync()).Single();
        await calls.MergeAsync([new CallUpdate { Call = record.Id, Revision = new CallRevision(record.LastRevision.At.AddMinutes(5), "transcript"), Transcript = [new TranscriptTurn { Speaker = Speaker.Caller, Text = Phrase }] }]);
        await outbox.EnqueueAsync(new OutboxCommand { Key = "published/1", Name = "publish", Provider = "p", Account = "a", Payload = $"{Caller.E164} {Phrase}" });
        await UntilAsync(async () => (await outbox.FindAsync("published/1"))!.State == WorkState.Done);
        (await client.ListRecordings().CountAsync()).ShouldBe(1);
        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            // The search finds what is there.
            (await StoredTraces.FindAsync(scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>(), file, Phrase, Caller.E164[1..])).ShouldNotBeEmpty();
        }

        simulator.FailNext(RequestFault.Answer(503), path: "/Recordings/");
        simulator.FailNext(RequestFault.Reset(afterEffect: true), path: "/Recordings/");
        ErasureReceipt receipt = await people.EraseAsync(Caller);
        await UntilAsync(async () => (await people.ListErasuresAsync()).Single().RecordingsDeleted == 1);

        (receipt.Calls, receipt.Recordings, receipt.RecordingsDeleted).ShouldBe((1, 1, 0));
        (await client.ListRecordings().CountAsync()).ShouldBe(0);
        (await outbox.ListDeadAsync()).ShouldBeEmpty();
        simulator.Calls.Count.ShouldBe(1);
        int again = await app.Services.GetRequiredService<CallPolling>().PollAsync(app.Services.GetRequiredKeyedService<ITelephony>("north"), new CallPollingOptions { FirstWindow = TimeSpan.FromDays(3650), LongestWindow = TimeSpan.FromDays(3650) });
        await simulator.ReplayAsync();
        await simulator.SettleAsync();
        again.ShouldBe(0);
        (await calls.CountAsync(CallQuery.All)).ShouldBe(0);
        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            (await StoredTraces.FindAsync(scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>(), file, Phrase, Caller.E164[1..])).ShouldBeEmpty();
        }

        eavesdropper.Heard.Count.ShouldBeGreaterThan(100);
        eavesdropper.Heard.Where(heard => heard.Contains(Caller.E164[1..], StringComparison.Ordinal) || heard.Contains(Phrase, StringComparison.Ordinal)).Take(5).ShouldBeEmpty();
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(20));
        while (!await holds())
        {
            await look.WaitForNextTickAsync(limit.Token);
        }
    }

    private sealed class Voicemail : IIncomingCallHandler
    {
        internal static Uri? Hook { get; set; }

        public ValueTask<CallFlow> AnswerAsync(IncomingCall incoming, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(CallFlow.Of(new VoicemailStep("Please leave a message.", Hook)));
    }

    private sealed class Publisher : IOutboxSender
    {
        public string CommandName => "publish";

        public Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default) => Task.FromResult<string?>(null);

        public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default) => Task.FromResult(OutboxLookup.Unknown);
    }

    /// <summary>The host disposes its providers; the test listens on.</summary>
    private sealed class Borrowed(ILoggerProvider provider) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => provider.CreateLogger(categoryName);

        public void Dispose()
        {
        }
    }
}
