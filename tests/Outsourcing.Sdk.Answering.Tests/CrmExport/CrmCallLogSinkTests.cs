using System.Collections.Concurrent;
using CsCheck;
using Outsourcing.Answering;
using Outsourcing.Calls;
using Shouldly;

namespace Outsourcing.Tests.Answering;

public sealed class CrmCallLogSinkTests
{
    [Fact]
    public async Task LogAsync_AnswerLost_NoSecondEntry()
    {
        FakeCrm crm = new() { LoseAnswers = 1 };
        using CrmCallLogSink sink = new(new SalesforceTaskMapping(), crm);

        await Should.ThrowAsync<HttpRequestException>(() => sink.LogAsync(VconMappingTests.Call()));
        await sink.LogAsync(VconMappingTests.Call());

        crm.Entries.Count.ShouldBe(1);
    }

    [Fact]
    public void LogAsync_AnyRepetitionAndFailure_OneEntryPerCall() => Gen.Int[0, 3].Array[1, 20].Sample(calls =>
    {
        FakeCrm crm = new() { LoseAnswers = calls.Length / 3 };
        using CrmCallLogSink sink = new(new HubSpotCallMapping(), crm);
        Parallel.ForEach(calls, call =>
        {
            try
            {
                sink.LogAsync(VconMappingTests.Call() with { Id = new CallId("retell", "north", $"c{call}") }).GetAwaiter().GetResult();
            }
            catch (HttpRequestException)
            {
                // As when the connection drops after the CRM has written.
            }
        });

        crm.Entries.Count.ShouldBe(calls.Distinct().Count());
    });

    [Fact]
    public async Task LogAsync_RecordingLater_UpdatesInPlace()
    {
        FakeCrm crm = new();
        using CrmCallLogSink sink = new(new HubSpotCallMapping(), crm);
        CallRecord call = VconMappingTests.Call();

        string first = await sink.LogAsync(call with { Recording = null });
        string second = await sink.LogAsync(call with { LastRevision = new CallRevision(call.LastRevision.At.AddMinutes(5), "poll") });

        second.ShouldBe(first);
        crm.Entries.Single().Value.Fields.ShouldContainKey("hs_call_recording_url");
    }

    [Fact]
    public async Task LogAsync_OlderRecordAfterNewer_ChangesNothing()
    {
        FakeCrm crm = new();
        using CrmCallLogSink sink = new(new HubSpotCallMapping(), crm);
        CallRecord call = VconMappingTests.Call();

        await sink.LogAsync(call);
        await sink.LogAsync(call with { LastRevision = new CallRevision(call.LastRevision.At.AddMinutes(-5), "late"), Recording = null });

        crm.Entries.Single().Value.Fields.ShouldContainKey("hs_call_recording_url");
    }

    [Fact]
    public async Task LogAsync_RecordingOfItsOwn_IsSent()
    {
        FakeCrm crm = new();
        using CrmCallLogSink sink = new(new ZendeskCallMapping(), crm, new CrmExportOptions { AppId = "7" });

        await sink.LogAsync(VconMappingTests.Call());

        crm.Recordings.Single().ShouldBe(new Uri("https://example.com/r/1.mp3"));
    }

    [Fact]
    public void Choose_SharedNumber_OnlyByName()
    {
        ContactMatch[] family = [new() { Id = "1", Name = "Ann Lee" }, new() { Id = "2", Name = "Bob Lee" }];

        ContactMatching.Choose(family, new CallParty()).ShouldBeNull();
        ContactMatching.Choose(family, new CallParty { Name = "bob lee" })!.Id.ShouldBe("2");
        ContactMatching.Choose([family[0], family[0]], null)!.Id.ShouldBe("1");
        ContactMatching.Choose([], null).ShouldBeNull();
    }

    private sealed class FakeCrm : ICrmCallEntries
    {
        private int _lost;

        internal int LoseAnswers { get; init; }

        internal ConcurrentDictionary<string, CrmCallEntry> Entries { get; } = new();

        internal ConcurrentQueue<Uri> Recordings { get; } = new();

        public Task<string?> FindAsync(CrmCallEntry entry, CancellationToken cancellationToken = default) =>
            Task.FromResult<string?>(Entries.FirstOrDefault(pair => pair.Value.ExternalId == entry.ExternalId).Key);

        public Task<string> CreateAsync(CrmCallEntry entry, CancellationToken cancellationToken = default)
        {
            string id = $"crm-{Guid.NewGuid():N}";
            Entries[id] = entry;
            return Interlocked.Increment(ref _lost) <= LoseAnswers ? throw new HttpRequestException("the connection was reset") : Task.FromResult(id);
        }

        public Task UpdateAsync(string id, CrmCallEntry entry, CancellationToken cancellationToken = default)
        {
            Entries[id] = entry;
            return Task.CompletedTask;
        }

        public Task SendRecordingAsync(string id, Uri recording, CancellationToken cancellationToken = default)
        {
            Recordings.Enqueue(recording);
            return Task.CompletedTask;
        }
    }
}
