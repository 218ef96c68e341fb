using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Telephony.Tests.Faults;
using Shouldly;

namespace Outsourcing.Telephony.Tests.Telnyx;

/// <summary>What goes over the wire to Telnyx, and what its answers become.</summary>
public sealed class TelnyxClientTests
{
    private const string Root = "https://api.telnyx.com/v2";
    private const string Secret = "KEY-planted-secret-7431";
    private const string Texml = "61bf923e";
    private const string TexmlCall = """
        {"sid":"v3:1","status":"completed","direction":"outbound","from":"+12125550100","to":"+14155550123","start_time":"Mon, 02 Mar 2026 12:00:01 +0000",
         "end_time":"Mon, 02 Mar 2026 12:01:04 +0000","duration":"63","price":"0.008","price_unit":"USD","answered_by":"not_sure"}
        """;

    private static readonly TelnyxCallRequest Request = new() { From = RecordedHttp.Business, To = RecordedHttp.Partner };

    public static TheoryData<string, Func<TelnyxClient, Task>, string, string> Commands() => new()
    {
        { "gather", client => client.GatherAsync("v3:1", new TelnyxGatherRequest { MaximumDigits = 4, Timeout = TimeSpan.FromSeconds(10) }), "POST /calls/v3%3A1/actions/gather", """{"minimum_digits":1,"maximum_digits":4,"timeout_millis":10000}""" },
        { "gather by speech", client => client.GatherAsync("v3:1", new TelnyxGatherRequest { Say = "One?", Tries = 2 }), "POST /calls/v3%3A1/actions/gather_using_speak", """{"payload":"One?","voice":"female","language":"en-US","minimum_digits":1,"maximum_digits":128,"maximum_tries":2}""" },
        { "gather by sound", client => client.GatherAsync("v3:1", new TelnyxGatherRequest { Play = new Uri("https://x.example/m.mp3") }), "POST /calls/v3%3A1/actions/gather_using_audio", """{"audio_url":"https://x.example/m.mp3","minimum_digits":1,"maximum_digits":128}""" },
        { "stop playing", client => client.StopPlayingAsync("v3:1"), "POST /calls/v3%3A1/actions/playback_stop", "{}" },
        { "transcribe", client => client.StartTranscriptionAsync("v3:1"), "POST /calls/v3%3A1/actions/transcription_start", """{"transcription_tracks":"both"}""" },
        { "end transcribing", client => client.StopTranscriptionAsync("v3:1"), "POST /calls/v3%3A1/actions/transcription_stop", "{}" },
        { "join", client => client.JoinConferenceAsync("c", "v3:1", endOnExit: true), "POST /conferences/c/actions/join", """{"call_control_id":"v3:1","end_conference_on_exit":true,"hold":false,"mute":false}""" },
        { "leave", client => client.LeaveConferenceAsync("c", "v3:1"), "POST /conferences/c/actions/leave", """{"call_control_id":"v3:1"}""" },
        { "hold", client => client.UpdateParticipantAsync("c", "v3:1", hold: true), "POST /conferences/c/actions/hold", """{"call_control_ids":["v3:1"]}""" },
        { "unmute", client => client.UpdateParticipantAsync("c", "v3:1", muted: false), "POST /conferences/c/actions/unmute", """{"call_control_ids":["v3:1"]}""" },
        { "end", client => client.EndConferenceAsync("../x?y=1"), "POST /conferences/..%2Fx%3Fy%3D1/actions/end", "{}" },
    };

    [Theory]
    [MemberData(nameof(Commands), DisableDiscoveryEnumeration = true)]
    public async Task Command_OnTheWire_IsTheDocuments(string name, Func<TelnyxClient, Task> command, string line, string body)
    {
        RecordedHttp http = new RecordedHttp().Answer(200, """{"data":{"result":"ok"}}""");
        await using ServiceProvider services = Services(http);

        await command(services.GetRequiredKeyedService<TelnyxClient>("north"));

        WireRequest sent = http.Sent.ShouldHaveSingleItem(name);
        sent.Line.ShouldBe(line.Replace(" ", $" {Root}", StringComparison.Ordinal));
        sent.Authorization.ShouldBe("Bearer " + Secret);
        // The command's id is new each time.
        JsonObject said = JsonNode.Parse(sent.Body!)!.AsObject();
        said.Remove("command_id");
        JsonNode.DeepEquals(said, JsonNode.Parse(body)).ShouldBeTrue($"{name}: {sent.Body}");
    }

    [Fact]
    [Reliability(3, "a write with a key is tried again under the same key")]
    public async Task Command_ServerFails_IsTriedAgainUnderTheSameKey()
    {
        RecordedHttp http = new RecordedHttp().Answer(503).Answer(200, """{"data":{"result":"ok"}}""");
        await using ServiceProvider services = Services(http, options => (options.Http.Retries, options.Http.RetryDelay) = (2, TimeSpan.Zero));

        await services.GetRequiredKeyedService<TelnyxClient>("north").HangUpAsync("v3:1");

        http.Sent.Count.ShouldBe(2);
        http.Sent[0].Body!.ShouldContain("command_id");
        http.Sent[1].Body.ShouldBe(http.Sent[0].Body);
    }

    [Fact]
    public async Task TransferWarm_CallerIsHeldBeforeTheColleagueRings_AndBothSpeakOnceItAnswers()
    {
        RecordedHttp http = new RecordedHttp()
            .Answer(200, """{"data":{"id":"c-1","name":"desk"}}""").Answer(200, """{"data":{"result":"ok"}}""").Answer(200, """{"data":{"call_control_id":"v3:2"}}""")
            .Answer(200, """{"data":{"result":"ok"}}""").Answer(200, """{"data":{"result":"ok"}}""");
        await using ServiceProvider services = Services(http);
        TelnyxClient client = services.GetRequiredKeyedService<TelnyxClient>("north");

        TelnyxWarmTransfer transfer = await client.TransferWarmAsync("v3:1", Request, "desk");
        await client.CompleteTransferAsync(transfer.Conference.Id, "v3:1", transfer.Colleague.CallControlId);

        http.Sent.Select(sent => sent.Line).ShouldBe(
        [
            $"POST {Root}/conferences", $"POST {Root}/conferences/c-1/actions/hold", $"POST {Root}/calls", $"POST {Root}/conferences/c-1/actions/join", $"POST {Root}/conferences/c-1/actions/unhold",
        ]);
        http.Sent[3].Body!.ShouldContain("\"call_control_id\":\"v3:2\"");
        http.Sent[4].Body.ShouldBe("""{"call_control_ids":["v3:1"]}""");
    }

    [Fact]
    public async Task Gather_WhatTelnyxWouldNotTake_IsRefusedBeforeAsking()
    {
        RecordedHttp http = new();
        await using ServiceProvider services = Services(http);
        TelnyxClient client = services.GetRequiredKeyedService<TelnyxClient>("north");

        await Should.ThrowAsync<ArgumentException>(async () => await client.GatherAsync("v3:1", new TelnyxGatherRequest { Say = "a", Play = new Uri("https://x.example/a.mp3") }));
        await Should.ThrowAsync<ArgumentException>(async () => await client.GatherAsync("v3:1", new TelnyxGatherRequest { MinimumDigits = 5, MaximumDigits = 4 }));
        Should.Throw<ArgumentOutOfRangeException>(() => new TelnyxGatherRequest { MaximumDigits = 129 });
        // Telnyx takes an empty list of parties for all of them.
        await Should.ThrowAsync<ArgumentException>(() => client.UpdateParticipantAsync("c", "", hold: true));
        http.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task ListNumbers_PagesAndLimit_HoldOverTwoEnumerations()
    {
        RecordedHttp http = new();
        await using ServiceProvider services = Services(http);
        Listing<TelnyxNumber> numbers = services.GetRequiredKeyedService<TelnyxClient>("north").ListNumbers(limit: 3);

        for (int run = 0; run < 2; run++)
        {
            http.Answer(200, Numbers(1, 2)).Answer(200, Numbers(2, 2));
            (await RecordedHttp.ListAsync(numbers)).Select(number => number.Id).ShouldBe(["1-0", "1-1", "2-0"]);
        }

        http.Sent.Select(sent => sent.Line).Distinct().ShouldBe([$"GET {Root}/phone_numbers", $"GET {Root}/phone_numbers?page%5Bnumber%5D=2"]);

        static string Numbers(int page, int total) =>
            $$$"""{"data":[{"id":"{{{page}}}-0","phone_number":"+12125550100"},{"id":"{{{page}}}-1","phone_number":"+12125550101"}],"meta":{"page_number":{{{page}}},"total_pages":{{{total}}}}}""";
    }

    [Fact]
    public async Task ListActiveCalls_CursorThatRepeats_EndsInAnError()
    {
        const string Page = """{"data":[{"call_control_id":"v3:1"}],"meta":{"cursors":{"after":"A"}}}""";
        RecordedHttp http = new RecordedHttp().Answer(200, Page).Answer(200, Page);
        await using ServiceProvider services = Services(http);

        (await Should.ThrowAsync<ProviderException>(() => RecordedHttp.ListAsync(services.GetRequiredKeyedService<TelnyxClient>("north").ListActiveCalls()))).Code.ShouldBe("repeated-cursor");
        http.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ListTexmlCalls_WindowWithinADay_IsAskedByDaysAndCutExactly()
    {
        RecordedHttp http = new RecordedHttp()
            .Answer(200, $$"""{"calls":[{"sid":"early","start_time":"Mon, 02 Mar 2026 11:59:59 +0000"},{{TexmlCall}}],"next_page_uri":"/v2/texml/Accounts/{{Texml}}/Calls.json?Page=1&PageSize=2&PageToken=MTY"}""")
            .Answer(200, """{"calls":[{"sid":"waiting","date_created":"Mon, 02 Mar 2026 12:00:02 +0000"},{"sid":"late","start_time":"Mon, 02 Mar 2026 12:05:01 +0000"}],"next_page_uri":null}""");
        await using ServiceProvider services = Services(http);
        TelnyxTexmlCallFilter filter = new() { From = RecordedHttp.Business, Status = "completed", StartedFrom = RecordedHttp.Noon, StartedUntil = RecordedHttp.Noon.AddMinutes(5) };

        List<TelnyxTexmlCall> calls = await RecordedHttp.ListAsync(services.GetRequiredKeyedService<TelnyxClient>("north").ListTexmlCalls(filter));

        calls.Select(call => call.Sid).ShouldBe(["v3:1", "waiting"]);
        http.Sent[0].Line.ShouldBe($"GET {Root}/texml/Accounts/{Texml}/Calls?From=%2B12125550100&Status=completed&StartTime_gt=2026-03-01&StartTime_lt=2026-03-03");
        http.Sent[1].Line.ShouldBe($"GET {Root}/texml/Accounts/{Texml}/Calls?Page=1&PageSize=2&PageToken=MTY");
    }

    [Fact]
    public async Task ListTexmlCalls_LinkToAnotherHost_IsTakenForItsQueryAlone()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, """{"calls":[],"next_page_uri":"https://evil.example/steal?Page=1"}""").Answer(200, """{"calls":[]}""");
        await using ServiceProvider services = Services(http);

        await RecordedHttp.ListAsync(services.GetRequiredKeyedService<TelnyxClient>("north").ListTexmlCalls());

        http.Sent[1].Line.ShouldBe($"GET {Root}/texml/Accounts/{Texml}/Calls?Page=1");
    }

    [Fact]
    public async Task UpdateTexmlCall_DocumentRedirectAndEnd_AreFormsSentOnce()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, TexmlCall).Answer(200, TexmlCall).Answer(200, TexmlCall).Answer(500);
        await using ServiceProvider services = Services(http, options => options.Http.Retries = 2);
        TelnyxClient client = services.GetRequiredKeyedService<TelnyxClient>("north");

        await client.UpdateTexmlCallAsync("v3:1", TelnyxMarkup.Instance.Document(TelnyxMarkup.Instance.Hangup()));
        await client.RedirectTexmlCallAsync("v3:1", new Uri("https://x.example/next"));
        await client.HangUpTexmlCallAsync("v3:1");
        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => client.HangUpTexmlCallAsync("v3:1"));

        http.Sent.Select(sent => sent.Line).Distinct().ShouldHaveSingleItem().ShouldBe($"POST {Root}/texml/Accounts/{Texml}/Calls/v3%3A1");
        http.Sent.Count.ShouldBe(4);
        Uri.UnescapeDataString(http.Sent[0].Body!).ShouldEndWith("<Response><Hangup/></Response>");
        http.Sent[1].Body.ShouldBe("Url=https%3A%2F%2Fx.example%2Fnext&Method=POST");
        http.Sent[2].Body.ShouldBe("Status=completed");
    }

    [Fact]
    public async Task ListCallEvents_BothBounds_AreHeldThoughTelnyxTakesOne()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, """{"data":[{"name":"call.initiated","call_leg_id":"l","event_timestamp":"2026-03-02T12:00:01Z"},{"name":"call.hangup","call_leg_id":"l","event_timestamp":"2026-03-02T12:09:00Z"}],"meta":{"page_number":1,"total_pages":1}}""");
        await using ServiceProvider services = Services(http);

        List<TelnyxCallEvent> events = await RecordedHttp.ListAsync(
            services.GetRequiredKeyedService<TelnyxClient>("north").ListCallEvents(new TelnyxCallEventFilter { CallLegId = "l", Since = RecordedHttp.Noon, Until = RecordedHttp.Noon.AddMinutes(5) }));

        events.ShouldHaveSingleItem().Name.ShouldBe("call.initiated");
        http.Sent.ShouldHaveSingleItem().Line.ShouldBe($"GET {Root}/call_events?filter%5Bleg_id%5D=l&filter%5Boccurred_at%5D%5Bgte%5D=2026-03-02T12%3A00%3A00.000Z");
    }

    [Fact]
    public async Task ListDetailRecords_Filtered_NamesDaysAndParties()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, """{"data":[{"record_type":"call-control","cost":"0.0040","currency":"USD"}]}""");
        await using ServiceProvider services = Services(http);

        List<TelnyxDetailRecord> records = await RecordedHttp.ListAsync(services.GetRequiredKeyedService<TelnyxClient>("north").ListDetailRecords(
            new TelnyxDetailFilter { RecordType = "call-control", CreatedFrom = new DateOnly(2026, 2, 1), CreatedBefore = new DateOnly(2026, 3, 1), To = RecordedHttp.Partner }));

        records.ShouldHaveSingleItem().Cost.ShouldBe(0.004m);
        Uri.UnescapeDataString(http.Sent.ShouldHaveSingleItem().Line).ShouldBe(
            $"GET {Root}/detail_records?filter[record_type]=call-control&filter[created_at][gte]=2026-02-01&filter[created_at][lt]=2026-03-01&filter[cld]=+14155550123");
    }

    [Theory]
    [InlineData(401, """{"errors":[{"code":"10009","title":"Authentication failed","detail":"Could not find any usable credentials"}]}""", ProviderFailure.Unauthorized, "10009")]
    [InlineData(422, """{"errors":[{"code":"10015","title":"Invalid destination","detail":"+14155550123 is not a number"}]}""", ProviderFailure.Refused, "10015")]
    [InlineData(429, "", ProviderFailure.RateLimited, null)]
    [InlineData(403, "<html>no</html>", ProviderFailure.Unauthorized, null)]
    public async Task PlaceCall_Refused_SaysWhyAndShowsNoNumberAndNoSecret(int status, string body, ProviderFailure failure, string? code)
    {
        RecordedHttp http = new RecordedHttp().Answer(status, body, body.StartsWith('<') ? "text/html" : "application/json");
        await using ServiceProvider services = Services(http);

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => services.GetRequiredKeyedService<TelnyxClient>("north").PlaceCallAsync(Request));

        refused.Failure.ShouldBe(failure);
        refused.Code.ShouldBe(code);
        refused.ToString().ShouldNotContain("14155550123");
        refused.ToString().ShouldNotContain(Secret);
        http.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AllThatIsSaid_HoldsNeitherKeyNorNumberNorText()
    {
        RecordedHttp http = new RecordedHttp().Answer(422, """{"errors":[{"code":"1","detail":"+14155550123"}]}""").Answer(200, """{"data":{"result":"ok"}}""").Answer(500);
        using Eavesdropper ear = new();
        await using ServiceProvider services = Services(http, null, ear);
        TelnyxClient client = services.GetRequiredKeyedService<TelnyxClient>("north");

        await Should.ThrowAsync<ProviderException>(() => client.PlaceCallAsync(Request));
        await client.SayAsync("v3:1", "Your balance is 4711 dollars");
        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => client.SendMessageAsync(RecordedHttp.Business, RecordedHttp.Partner, "Code 4711"));

        string heard = string.Join('\n', ear.Heard);
        heard.ShouldContain("messages.create");
        heard.ShouldNotContain(Secret);
        heard.ShouldNotContain("4155550123");
        heard.ShouldNotContain("4711");
    }

    [Fact]
    public async Task Telephony_TextWhoseAnswerIsLost_IsUnknownAndSentOnce()
    {
        RecordedHttp http = new RecordedHttp().Answer(502);
        await using ServiceProvider services = Services(http, options => options.Http.Retries = 3);

        ProviderOutcomeUnknownException unknown = await Should.ThrowAsync<ProviderOutcomeUnknownException>(
            () => services.GetRequiredKeyedService<ITelephony>("north").SendTextAsync(RecordedHttp.Business, RecordedHttp.Partner, "Hello"));

        unknown.Attempt.StartedAt.ShouldBe(RecordedHttp.Noon);
        http.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Telephony_CallWhoseAnswerIsLost_IsSettledByTheListOfTexml()
    {
        RecordedHttp http = new RecordedHttp().Answer(500).Answer(200, $$"""{"calls":[{{TexmlCall}}]}""");
        await using ServiceProvider services = Services(http);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");

        ProviderOutcomeUnknownException unknown = await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => services.GetRequiredKeyedService<TelnyxClient>("north").PlaceCallAsync(Request));
        Reconciled<CallUpdate> found = await telephony.ReconcileCallAsync(RecordedHttp.Business, RecordedHttp.Partner, unknown.Attempt);

        found.Outcome.ShouldBe(ReconciledOutcome.TookEffect);
        found.Candidates[0].Call.ProviderCallId.ShouldBe("v3:1");
    }

    [Fact]
    public async Task Telephony_WithTexml_NamesCallsByTheirSid()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, TexmlCall).Answer(404).Answer(200, TexmlCall);
        await using ServiceProvider services = Services(http);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");
        CallId id = new("telnyx", "north", "v3:1");

        CallUpdate read = (await telephony.GetCallAsync(id))!;
        CallUpdate? none = await telephony.GetCallAsync(id);
        await telephony.HangUpAsync(id);

        read.Call.ShouldBe(id);
        read.Status.ShouldBe(CallStatus.Completed);
        read.Caller!.Number.ShouldBe(RecordedHttp.Partner);
        read.Dialled.ShouldBe(RecordedHttp.Business);
        read.Duration.ShouldBe(TimeSpan.FromSeconds(63));
        read.Charge!.Amount.ShouldBe(0.008m);
        read.AnsweredBy.ShouldBeNull();
        none.ShouldBeNull();
        telephony.Capabilities.HasFlag(TelephonyCapabilities.CallList).ShouldBeTrue();
        http.Sent.ShouldAllBe(sent => sent.Line.EndsWith($"{Root}/texml/Accounts/{Texml}/Calls/v3%3A1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Telephony_WithoutTexml_NamesCallsByTheirControlIdAndListsNone()
    {
        RecordedHttp http = new RecordedHttp()
            .Answer(200, """{"data":{"call_control_id":"v3:1","call_leg_id":"leg","call_session_id":"session","is_alive":false}}""").Answer(200, """{"data":{"result":"ok"}}""");
        await using ServiceProvider services = Services(http, options => options.TexmlAccountId = null);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");
        CallId id = new("telnyx", "north", "v3:1");

        (await telephony.GetCallAsync(id))!.Call.ShouldBe(id);
        await telephony.HangUpAsync(id);

        http.Sent.Select(sent => sent.Line).ShouldBe([$"GET {Root}/calls/v3%3A1", $"POST {Root}/calls/v3%3A1/actions/hangup"]);
        telephony.Capabilities.HasFlag(TelephonyCapabilities.CallList).ShouldBeFalse();
        Should.Throw<NotSupportedException>(() => { _ = telephony.ListCallsAsync(RecordedHttp.Noon, RecordedHttp.Noon); }).Message.ShouldContain("TexmlAccountId");
        Should.Throw<InvalidOperationException>(() => services.GetRequiredKeyedService<TelnyxClient>("north").ListTexmlCalls()).Message.ShouldContain("TexmlAccountId");
    }

    [Fact]
    public async Task Telephony_ForwardNumber_IsTheProvidersSetting()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, "{}").Answer(200, "{}");
        await using ServiceProvider services = Services(http);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");
        OwnedNumber number = new() { Id = "129", Number = RecordedHttp.Business };

        await telephony.ForwardNumberAsync(number, RecordedHttp.Partner);
        await telephony.ForwardNumberAsync(number, null);

        http.Sent.ShouldAllBe(sent => sent.Line == $"PATCH {Root}/phone_numbers/129/voice");
        http.Sent[0].Body.ShouldBe("""{"call_forwarding":{"call_forwarding_enabled":true,"forwards_to":"\u002B14155550123","forwarding_type":"always"}}""");
        http.Sent[1].Body.ShouldBe("""{"call_forwarding":{"call_forwarding_enabled":false}}""");
    }

    [Fact]
    [Reliability(23, "Telnyx: an address that ran out is asked for once more, without the account's credentials at the store")]
    public async Task DownloadRecording_AddressRanOut_IsAskedForOnceMore()
    {
        RecordedHttp http = new RecordedHttp()
            .Answer(200, """{"data":{"id":"r","download_urls":{"mp3":"https://s3.amazonaws.com/x/r.mp3?signature=1"}}}""")
            .Answer(403, "<Error/>", "application/xml")
            .Answer(200, """{"data":{"id":"r","download_urls":{"mp3":"https://s3.amazonaws.com/x/r.mp3?signature=2"}}}""")
            .Answer(200, "ID3", "audio/mpeg");
        await using ServiceProvider services = Services(http);

        await using ProviderDownload? download = await services.GetRequiredKeyedService<TelnyxClient>("north").DownloadRecordingAsync("r");

        using StreamReader sound = new(download!.Content);
        (await sound.ReadToEndAsync()).ShouldBe("ID3");
        http.Sent.Select(sent => (sent.Line, sent.Authorization)).ShouldBe([
            ($"GET {Root}/recordings/r", "Bearer " + Secret),
            ("GET https://s3.amazonaws.com/x/r.mp3?signature=1", null),
            ($"GET {Root}/recordings/r", "Bearer " + Secret),
            ("GET https://s3.amazonaws.com/x/r.mp3?signature=2", null),
        ]);
    }

    private static ServiceProvider Services(RecordedHttp http, Action<TelnyxOptions>? change = null, ILoggerProvider? log = null) => http.Build((builder, edge) =>
    {
        builder.AddTelnyx(
            "north",
            options =>
            {
                options.ApiKey = Secret;
                options.ConnectionId = "149";
                options.PublicKey = Convert.ToBase64String(new byte[32]);
                options.TexmlAccountId = Texml;
                options.Http.Retries = 0;
                change?.Invoke(options);
            },
            edge);
        if (log is not null)
        {
            builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        }
    });
}
