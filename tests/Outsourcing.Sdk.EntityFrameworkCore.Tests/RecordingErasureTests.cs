using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>What becomes of the recordings of erased calls, on every database.</summary>
public sealed class RecordingErasureTests
{
    private const string Planted = "+442079460777";
    private static readonly PhoneNumber Caller = PhoneNumber.Parse(Planted);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Erase_AsksTheAccountUntilTheRecordingIsGone_AndTheTrailTellsAskedFromDeleted(string database)
    {
        Eraser eraser = new("lines", "north") { Fail = 2 };
        await using StoreHost host = await StartAsync(database, eraser);
        IPersonalDataStore people = host.Services.GetRequiredService<IPersonalDataStore>();
        await host.Calls.MergeAsync(
        [
            Recorded("CA1", 1, new RecordingReference { Location = new Uri($"https://provider.example/r/{Planted[1..]}.mp3") }),
            Recorded("CA1", 2, new RecordingReference { Id = "RE1", Location = new Uri($"https://provider.example/r/{Planted[1..]}.mp3?signature=secret") }),
            Recorded("CA1", 3, new RecordingReference { Id = "RE1" }),
            Recorded("CA1", 4, new RecordingReference { Id = "RE2", Location = new Uri("https://provider.example/r/file-2?signature=secret") }),
        ]);

        ErasureReceipt receipt = await people.EraseAsync(Caller);
        ICommandOutbox outbox = host.Services.GetRequiredService<ICommandOutbox>();
        await ProcessAsync(host);
        ErasureReceipt meanwhile = (await people.ListErasuresAsync()).Single();
        for (int turn = 0; turn < 3; turn++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await ProcessAsync(host);
        }

        (receipt.Recordings, receipt.RecordingsDeleted).ShouldBe((2, 0));
        (meanwhile.RecordingsDeleted, meanwhile.RecordingsGivenUp).ShouldBe((0, 0));
        (await people.ListErasuresAsync()).Single().ShouldBe(receipt with { RecordingsDeleted = 2 });
        eraser.Erased.Select(recording => (recording.Call.ProviderCallId, recording.Recording, recording.File)).Order()
            .ShouldBe([("CA1", "RE1", null), ("CA1", "RE2", "file-2")]);
        (await outbox.ListDeadAsync()).ShouldBeEmpty();

        // What is deleted leaves no word of which call it was.
        (await host.WithContextAsync(context => StoredTraces.FindAsync(context, host.File, "file-2", Planted[1..]))).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Erase_WhereNothingDeletesRecordings_IsADeadLetterAtOnceThatSaysWhatToDo(string database)
    {
        await using StoreHost host = await StartAsync(database, new Eraser("lines", "south"));
        IPersonalDataStore people = host.Services.GetRequiredService<IPersonalDataStore>();
        await host.Calls.MergeAsync([Recorded("CA1", 1, new RecordingReference { Id = "RE1" })]);

        await people.EraseAsync(Caller);
        await ProcessAsync(host);

        DeadLetter<OutboxCommand> dead = (await host.Services.GetRequiredService<ICommandOutbox>().ListDeadAsync()).Single();
        dead.Attempts.ShouldBe(1);
        dead.Reason.ShouldContain("by hand");
        dead.Item!.Payload!.Value.Value.ShouldContain("lines/north/CA1");
        ErasureReceipt receipt = (await people.ListErasuresAsync()).Single();
        (receipt.Recordings, receipt.RecordingsDeleted, receipt.RecordingsGivenUp).ShouldBe((1, 0, 1));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Erase_WhereTheProviderKeepsSomethingOfEveryCall_AsksForCallsWithoutARecordingToo(string database)
    {
        Eraser eraser = new("Lines", "North") { EveryCall = true };
        await using StoreHost host = await StartAsync(database, eraser);
        await host.Calls.MergeAsync([StoreHost.Update("CA1", 5, "a", "completed", Planted) with { StartedAt = new DateTimeOffset(2026, 3, 1, 23, 59, 0, TimeSpan.Zero) }, StoreHost.Update("CA2", 1, "a", "completed", "+442079460001")]);

        (await host.Services.GetRequiredService<IPersonalDataStore>().EraseAsync(Caller)).Recordings.ShouldBe(1);
        await ProcessAsync(host);

        eraser.Erased.Single().ShouldBe(new RecordingErasure { Call = new CallId("lines", "north", "CA1"), StartedAt = new DateTimeOffset(2026, 3, 1, 23, 59, 0, TimeSpan.Zero) });
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Erase_AgainWhileARecordingWaits_LeavesTheCommandToDeleteIt(string database)
    {
        Eraser eraser = new("lines", "north");
        await using StoreHost host = await StartAsync(database, eraser);
        IPersonalDataStore people = host.Services.GetRequiredService<IPersonalDataStore>();
        await host.Calls.MergeAsync([Recorded("CA1", 1, new RecordingReference { Id = $"RE-{Planted[1..]}" })]);

        await people.EraseAsync(Caller);
        await people.EraseAsync(Caller);
        await ProcessAsync(host);

        eraser.Erased.Single().Recording.ShouldBe($"RE-{Planted[1..]}");
        (await host.WithContextAsync(context => StoredTraces.FindAsync(context, host.File, Planted[1..]))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Command_ThatNamesNoRecording_IsADeadLetterWithoutItsText()
    {
        await using StoreHost host = await StartAsync(Databases.Sqlite, new Eraser("lines", "north"));
        ICommandOutbox outbox = host.Services.GetRequiredService<ICommandOutbox>();
        await outbox.EnqueueAsync(new OutboxCommand { Key = "k", Name = RecordingErasure.CommandName, Provider = "lines", Account = "north", Payload = "RE1" });

        await ProcessAsync(host);

        (await outbox.ListDeadAsync()).Single().Reason.ShouldNotContain("RE1");
    }

    private static Task<StoreHost> StartAsync(string database, Eraser eraser) =>
        StoreHost.StartAsync(database, builder => builder.Services.AddSingleton<IRecordingEraser>(eraser));

    private static Task<int> ProcessAsync(StoreHost host) => host.Services.GetRequiredService<OutboxProcessor>().ProcessPendingAsync();

    private static CallUpdate Recorded(string call, int minute, RecordingReference recording) =>
        StoreHost.Update(call, minute, $"m{minute}", "completed", Planted) with { Recording = recording };

    private sealed class Eraser(string provider, string account) : IRecordingEraser
    {
        private readonly Lock _gate = new();

        public string Provider => provider;

        public string Account => account;

        public bool EveryCall { get; init; }

        public int Fail { get; set; }

        public List<RecordingErasure> Erased { get; } = [];

        public Task EraseAsync(RecordingErasure recording, CancellationToken cancellationToken = default)
        {
            lock (_gate)
            {
                if (Fail-- > 0)
                {
                    throw new IOException("the connection was reset");
                }

                Erased.Add(recording);
            }

            return Task.CompletedTask;
        }
    }
}
