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

    [Theory]
    [MemberData(nameof(CrmMappingTests.Mappings), MemberType = typeof(CrmMappingTests))]
    public async Task LogAsync_EachCrm_OneEntryUpdatedInPlaceWhenTheRecordingComes(ICrmCallMapping mapping)
    {
        FakeCrm crm = new();
        using CrmCallLogSink sink = new(mapping, crm, new CrmExportOptions { AppId = "7", ExternalIdField = "call_id" });
        CallRecord call = VconMappingTests.Call();
        string address = call.Recording!.Location!.AbsoluteUri;

        string first = await sink.LogAsync(call with { Recording = null });
        string before = crm.Entries.Single().Value.ToJson();
        CallRecord later = call with { LastRevision = new CallRevision(call.LastRevision.At.AddMinutes(5), "poll") };
        string second = await sink.LogAsync(later);
        await sink.LogAsync(later);

        second.ShouldBe(first);
        CrmCallEntry entry = crm.Entries.ShouldHaveSingleItem().Value;
        entry.Fields["call_id"].GetString().ShouldBe(call.Id.Value);
        before.ShouldNotContain(address);

        // Logged once more it is not sent a second time.
        (entry.ToJson().Contains(address, StringComparison.Ordinal) || crm.Recordings.Count == 1).ShouldBeTrue();
        crm.Recordings.Count.ShouldBe(mapping is ZendeskCallMapping or PipedriveCallMapping ? 1 : 0);
    }

    [Fact]
    public async Task LogAsync_RecordingCannotBeSent_IsSentWhenLoggedAgain()
    {
        FakeCrm crm = new() { LoseRecordings = 1 };
        using CrmCallLogSink sink = new(new ZendeskCallMapping(), crm, new CrmExportOptions { AppId = "7" });

        await Should.ThrowAsync<HttpRequestException>(() => sink.LogAsync(VconMappingTests.Call()));
        await sink.LogAsync(VconMappingTests.Call());

        crm.Entries.Count.ShouldBe(1);
        crm.Recordings.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Bob Lee", "2")]
    [InlineData("Somebody else", null)]
    [InlineData(null, null)]
    public async Task LogAsync_NumberAFamilyShares_NamesOneOnlyByNameAndMakesNoContact(string? name, string? contact)
    {
        FakeCrm crm = new();
        Family family = new();
        using CrmCallLogSink sink = new(new SalesforceTaskMapping(), crm, contacts: family);
        CallRecord call = VconMappingTests.Call();

        await sink.LogAsync(call with { Caller = call.Caller! with { Name = name is null ? default(PersonalText?) : new PersonalText(name) } });

        family.Asked.ShouldBe([call.Caller!.Number!.Value]);
        (crm.Entries.Single().Value.Fields.TryGetValue("WhoId", out System.Text.Json.JsonElement who) ? who.GetString() : null).ShouldBe(contact);
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

    private sealed class Family : IContactLookup
    {
        internal List<PhoneNumber> Asked { get; } = [];

        public Task<IReadOnlyList<ContactMatch>> FindAsync(PhoneNumber number, CancellationToken cancellationToken = default)
        {
            Asked.Add(number);
            return Task.FromResult<IReadOnlyList<ContactMatch>>([new() { Id = "1", Name = "Ann Lee" }, new() { Id = "2", Name = "Bob Lee" }]);
        }
    }

    private sealed class FakeCrm : ICrmCallEntries
    {
        private int _lost;

        internal int LoseAnswers { get; init; }

        internal int LoseRecordings { get; set; }

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
            if (LoseRecordings-- > 0)
            {
                throw new HttpRequestException("the connection was reset");
            }

            Recordings.Enqueue(recording);
            return Task.CompletedTask;
        }
    }
}
