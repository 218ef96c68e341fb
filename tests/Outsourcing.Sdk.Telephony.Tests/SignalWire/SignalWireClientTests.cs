using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outsourcing.Calls;
using Outsourcing.Http;
using Shouldly;

namespace Outsourcing.Telephony.Tests.SignalWire;

/// <summary>What goes over the wire to SignalWire, byte for byte, and what its answers become.</summary>
public sealed class SignalWireClientTests
{
    private const string Root = "https://example.signalwire.com/api/laml/2010-04-01/Accounts/446e9986-0848-4d46-a617-48793c5f5e07";
    private const string Project = "446e9986-0848-4d46-a617-48793c5f5e07";

    private const string Call = """
        {"sid":"b3877c40","parent_call_sid":null,"from":"+12125550100","to":"+14155550123","status":"completed","direction":"outbound-api",
        "answered_by":null,"date_created":"Wed, 19 Sep 2018 20:00:00 +0000","start_time":"Wed, 19 Sep 2018 20:00:01 +0000","end_time":"Wed, 19 Sep 2018 20:01:04 +0000",
        "duration":63,"price":0.008,"price_unit":"USD","annotation":null}
        """;

    private static readonly Uri Hook = new("https://crm.example.com/hook?a=1&b=2");

    public static TheoryData<string, Func<SignalWireClient, Task>, string, string?> Commands()
    {
        TheoryData<string, Func<SignalWireClient, Task>, string, string?> commands = new()
        {
            { "redirect", client => client.RedirectCallAsync("C1", Hook), "POST /Calls/C1", "Url=https%3A%2F%2Fcrm.example.com%2Fhook%3Fa%3D1%26b%3D2" },
            { "hang up", client => client.HangUpAsync("C1"), "POST /Calls/C1", "Status=completed" },
            { "cancel", client => client.CancelCallAsync("C1"), "POST /Calls/C1", "Status=canceled" },
            { "hold", client => client.UpdateParticipantAsync("CF1", "C1", hold: true), "POST /Conferences/CF1/Participants/C1", "Hold=true" },
            { "remove", client => client.RemoveParticipantAsync("CF1", "C1"), "DELETE /Conferences/CF1/Participants/C1", null },
            { "end", client => client.EndConferenceAsync("CF1"), "POST /Conferences/CF1", "Status=completed" },
            { "buy", client => client.BuyNumberAsync(RecordedHttp.Business, new SignalWireNumberSettings { VoiceUrl = new Uri("https://x.example/v") }), "POST /IncomingPhoneNumbers", "VoiceUrl=https%3A%2F%2Fx.example%2Fv&VoiceMethod=POST&PhoneNumber=%2B12125550100" },
            { "configure", client => client.ConfigureNumberAsync("N1", new SignalWireNumberSettings { FriendlyName = "Front desk" }), "POST /IncomingPhoneNumbers/N1", "FriendlyName=Front%20desk" },
            { "release", client => client.ReleaseNumberAsync("N1"), "DELETE /IncomingPhoneNumbers/N1", null },
            { "record", client => client.StartRecordingAsync("C1"), "POST /Calls/C1/Recordings", "" },
            { "pause", client => client.PauseRecordingAsync("C1", "R1"), "POST /Calls/C1/Recordings/R1", "Status=paused" },
            { "resume", client => client.ResumeRecordingAsync("C1", "R1"), "POST /Calls/C1/Recordings/R1", "Status=in-progress" },
            { "stop", client => client.StopRecordingAsync("C1", "R1"), "POST /Calls/C1/Recordings/R1", "Status=stopped" },
            { "delete recording", client => client.DeleteRecordingAsync("R1"), "DELETE /Recordings/R1", null },
            { "delete transcript", client => client.DeleteTranscriptionAsync("T1"), "DELETE /Transcriptions/T1", null },
            { "text", client => client.SendMessageAsync(RecordedHttp.Business, RecordedHttp.Partner, "We missed & regret"), "POST /Messages", "To=%2B14155550123&From=%2B12125550100&Body=We%20missed%20%26%20regret" },
            { "read text", client => client.GetMessageAsync("M1"), "GET /Messages/M1", null },
            { "read call", client => client.GetCallAsync("C1"), "GET /Calls/C1", null },
        };
        return commands;
    }

    [Theory]
    [MemberData(nameof(Commands), DisableDiscoveryEnumeration = true)]
    public async Task Command_OnTheWire_IsTheReferences(string name, Func<SignalWireClient, Task> command, string line, string? body)
    {
        // One object that holds what every answer must.
        RecordedHttp http = new RecordedHttp().Answer(200, """{"sid":"S1","call_sid":"C1","conference_sid":"CF1","phone_number":"+12125550100"}""");
        await using ServiceProvider services = Services(http);

        await command(services.GetRequiredKeyedService<SignalWireClient>("north"));

        WireRequest sent = http.Sent.ShouldHaveSingleItem(name);
        string[] parts = line.Split(' ');
        sent.Line.ShouldBe($"{parts[0]} {Root}{parts[1]}");
        sent.Body.ShouldBe(body);
        sent.ContentType.ShouldBe(body is null ? null : "application/x-www-form-urlencoded");
        sent.Authorization.ShouldBe("Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Project}:PT-token")));
    }

    [Fact]
    public async Task PlaceCall_Url_SendsTheReferencesFields()
    {
        RecordedHttp http = new RecordedHttp().Answer(201, Call);
        await using ServiceProvider services = Services(http);

        SignalWireCall placed = await services.GetRequiredKeyedService<SignalWireClient>("north").PlaceCallAsync(new SignalWireCallRequest
        {
            From = RecordedHttp.Business,
            To = RecordedHttp.Partner,
            Url = new Uri("https://x.example/v"),
            StatusCallback = new Uri("https://x.example/s"),
            RingFor = TimeSpan.FromSeconds(20),
            DetectMachine = true,
        });

        http.Sent.ShouldHaveSingleItem().Body.ShouldBe(
            "To=%2B14155550123&From=%2B12125550100&Url=https%3A%2F%2Fx.example%2Fv&StatusCallback=https%3A%2F%2Fx.example%2Fs&Timeout=20&MachineDetection=Enable"
            + "&StatusCallbackEvent=initiated&StatusCallbackEvent=ringing&StatusCallbackEvent=answered&StatusCallbackEvent=completed");
        placed.Duration.ShouldBe(TimeSpan.FromSeconds(63));
        placed.StartTime.ShouldBe(new DateTimeOffset(2018, 9, 19, 20, 0, 1, TimeSpan.Zero));
    }

    [Fact]
    public async Task PlaceCall_NeitherDocumentNorUrl_IsRefusedBeforeItIsSent()
    {
        RecordedHttp http = new();
        await using ServiceProvider services = Services(http);

        await Should.ThrowAsync<ArgumentException>(async () => await services.GetRequiredKeyedService<SignalWireClient>("north").PlaceCallAsync(new SignalWireCallRequest { From = RecordedHttp.Business, To = RecordedHttp.Partner }));
        http.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task TransferWarm_JoinsBothToTheConference()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, Call).Answer(201, Call);
        await using ServiceProvider services = Services(http);

        await services.GetRequiredKeyedService<SignalWireClient>("north").TransferWarmAsync("C1", RecordedHttp.Partner, RecordedHttp.Business, "handover-1");

        http.Sent.Select(sent => sent.Line).ShouldBe([$"POST {Root}/Calls/C1", $"POST {Root}/Calls"]);
        Uri.UnescapeDataString(http.Sent[0].Body!).ShouldContain("<Conference endConferenceOnExit=\"true\">handover-1</Conference>");
        Uri.UnescapeDataString(http.Sent[1].Body!).ShouldStartWith("To=+14155550123&From=+12125550100&Twiml=<?xml");
        Uri.UnescapeDataString(http.Sent[1].Body!).ShouldContain("<Conference>handover-1</Conference>");
    }

    [Fact]
    public async Task ListCalls_Limit5_Gives5AndASecondEnumerationTheSame()
    {
        RecordedHttp http = new();
        Pages(http);
        Pages(http);
        await using ServiceProvider services = Services(http);
        Listing<SignalWireCall> listing = services.GetRequiredKeyedService<SignalWireClient>("north").ListCalls(
            new SignalWireCallFilter { Status = "completed", StartedFrom = RecordedHttp.Noon, StartedUntil = RecordedHttp.Noon.AddDays(1), Limit = 5 });

        List<SignalWireCall> first = await RecordedHttp.ListAsync(listing);
        List<SignalWireCall> second = await RecordedHttp.ListAsync(listing);

        first.Select(call => call.Sid).ShouldBe(["0", "1", "2", "3", "4"]);
        second.ShouldBe(first);
        http.Sent.Take(2).Select(sent => sent.Line).ShouldBe(
        [
            $"GET {Root}/Calls?Status=completed&StartTime%3E=2026-03-02T12%3A00%3A00Z&StartTime%3C=2026-03-03T12%3A00%3A00Z",
            $"GET {Root}/Calls?Page=1&PageSize=3&PageToken=PA1",
        ]);
    }

    [Fact]
    public async Task ListCalls_PageThatNamesItselfNext_EndsInAnError()
    {
        RecordedHttp http = new();
        string page = $$"""{"calls":[{{Call}}],"next_page_uri":"/api/laml/2010-04-01/Accounts/{{Project}}/Calls?PageToken=PA1"}""";
        http.Answer(200, page).Answer(200, page).Answer(200, page);
        await using ServiceProvider services = Services(http);

        (await Should.ThrowAsync<ProviderException>(() => RecordedHttp.ListAsync(services.GetRequiredKeyedService<SignalWireClient>("north").ListCalls()))).Code.ShouldBe("repeated-cursor");
    }

    [Fact]
    public async Task ListCalls_NextPageAtAnotherHost_IsNotAsked()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, """{"calls":[],"next_page_uri":"https://signalwire.com.evil.example/Calls"}""");
        await using ServiceProvider services = Services(http);

        (await Should.ThrowAsync<ProviderException>(() => RecordedHttp.ListAsync(services.GetRequiredKeyedService<SignalWireClient>("north").ListCalls()))).Code.ShouldBe("foreign-link");
        http.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SearchNumbers_OnTheWire_HasNoPageSize()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, """{"uri":"/x","available_phone_numbers":[{"phone_number":"+12125550111","locality":null,"region":"NY","iso_country":"US"},{"phone_number":"+12125550112"}]}""");
        await using ServiceProvider services = Services(http);

        List<AvailableNumber> found = await RecordedHttp.ListAsync(services.GetRequiredKeyedService<ITelephony>("north").SearchNumbersAsync(new NumberSearch { Country = "US", AreaCode = "212", Limit = 1 }));

        http.Sent.ShouldHaveSingleItem().Line.ShouldBe($"GET {Root}/AvailablePhoneNumbers/US/Local?AreaCode=212&VoiceEnabled=true");
        found.ShouldHaveSingleItem().Locality.ShouldBe("NY");
    }

    [Fact]
    public async Task ListTranscriptions_OfOneRecording_LeavesOthersOut()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, """{"transcriptions":[{"sid":"T1","recording_sid":"R1","status":"completed","transcription_text":"hi"},{"sid":"T2","recording_sid":"R2"}],"next_page_uri":null}""");
        await using ServiceProvider services = Services(http);

        List<SignalWireTranscription> found = await RecordedHttp.ListAsync(services.GetRequiredKeyedService<SignalWireClient>("north").ListTranscriptions("R1"));

        found.ShouldHaveSingleItem().Sid.ShouldBe("T1");
        http.Sent.ShouldHaveSingleItem().Line.ShouldBe($"GET {Root}/Transcriptions");
    }

    [Fact]
    public async Task LookUp_OnTheWire_IsTheRestApis()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, """{"country_code_number":1,"valid_number":true,"e164":"+14155550123","country_code":"US","number_type":"Fixed Line or Mobile"}""");
        await using ServiceProvider services = Services(http);

        SignalWireLookup known = await services.GetRequiredKeyedService<SignalWireClient>("north").LookUpAsync(RecordedHttp.Partner);

        http.Sent.ShouldHaveSingleItem().Line.ShouldBe("GET https://example.signalwire.com/api/relay/rest/lookup/phone_number/%2B14155550123");
        known.ValidNumber.ShouldBe(true);
    }

    [Fact]
    public async Task DownloadRecording_ById_IsTheMp3OfTheProject()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, "sound", "audio/mpeg");
        await using ServiceProvider services = Services(http);

        await using ProviderDownload download = await services.GetRequiredKeyedService<SignalWireClient>("north").DownloadRecordingAsync("../R1");

        http.Sent.ShouldHaveSingleItem().Line.ShouldBe($"GET {Root}/Recordings/..%2FR1.mp3");
    }

    [Theory]
    [InlineData("https://signalwire.com.evil.example/r.mp3")]
    [InlineData("http://files.signalwire.com/r.mp3")]
    public async Task DownloadRecording_AddressOfAnotherHost_IsNotAsked(string address)
    {
        RecordedHttp http = new();
        await using ServiceProvider services = Services(http);

        (await Should.ThrowAsync<ProviderException>(() => services.GetRequiredKeyedService<SignalWireClient>("north").DownloadRecordingAsync(new Uri(address)))).Code.ShouldBe("host-not-allowed");
        http.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../../x?y=1", "..%2F..%2Fx%3Fy%3D1")]
    [InlineData("a/b#c", "a%2Fb%23c")]
    public async Task Id_ThatWouldChangeTheEndpoint_IsEscaped(string id, string escaped)
    {
        RecordedHttp http = new RecordedHttp().Answer(200, Call).Answer(200, """{"sid":"R1"}""");
        await using ServiceProvider services = Services(http);
        SignalWireClient client = services.GetRequiredKeyedService<SignalWireClient>("north");

        await client.HangUpAsync(id);
        await client.PauseRecordingAsync(id, id);

        http.Sent.Select(sent => sent.Line).ShouldBe([$"POST {Root}/Calls/{escaped}", $"POST {Root}/Calls/{escaped}/Recordings/{escaped}"]);
        await Should.ThrowAsync<ArgumentException>(async () => await client.HangUpAsync(".."));
        await Should.ThrowAsync<ArgumentException>(async () => await client.HangUpAsync(""));
    }

    [Theory]
    [InlineData(401, """{"code":20003,"message":"Authentication failed","more_info":"https://x","status":401}""", ProviderFailure.Unauthorized, "20003")]
    [InlineData(400, """{"errors":[{"code":"30010","message":"Maxpriceperminute was exceeded"}]}""", ProviderFailure.Refused, "30010")]
    [InlineData(429, "", ProviderFailure.RateLimited, null)]
    public async Task PlaceCall_Refused_SaysWhy(int status, string body, ProviderFailure failure, string? code)
    {
        RecordedHttp http = new RecordedHttp().Answer(status, body);
        await using ServiceProvider services = Services(http);

        ProviderException refused = await Should.ThrowAsync<ProviderException>(
            () => services.GetRequiredKeyedService<ITelephony>("north").PlaceCallAsync(RecordedHttp.Business, RecordedHttp.Partner, CallFlow.Of(new SayStep("Hello"))));

        refused.Failure.ShouldBe(failure);
        refused.Code.ShouldBe(code);
        refused.ToString().ShouldNotContain("14155550123");
        http.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Telephony_PlaceCall_AnswerLost_IsSettledByLooking()
    {
        RecordedHttp http = new RecordedHttp().Answer(500).Answer(200, $$"""{"calls":[{{Call}}],"next_page_uri":null}""");
        await using ServiceProvider services = Services(http);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");

        ProviderOutcomeUnknownException unknown = await Should.ThrowAsync<ProviderOutcomeUnknownException>(
            () => telephony.PlaceCallAsync(RecordedHttp.Business, RecordedHttp.Partner, CallFlow.Of(new SayStep("Hello"))));
        Reconciled<CallUpdate> found = await telephony.ReconcileCallAsync(RecordedHttp.Business, RecordedHttp.Partner, unknown.Attempt);

        Uri.UnescapeDataString(http.Sent[0].Body!).ShouldEndWith("<Response><Say>Hello</Say></Response>");
        found.Outcome.ShouldBe(ReconciledOutcome.TookEffect);
    }

    [Fact]
    public async Task Telephony_Call_IsToldInNeutralWords()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, Call).Answer(404);
        await using ServiceProvider services = Services(http);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");

        CallUpdate? read = await telephony.GetCallAsync(new CallId("signalwire", "north", "b3877c40"));

        read!.Status.ShouldBe(CallStatus.Completed);
        read.Direction.ShouldBe(CallDirection.Outbound);
        read.Caller!.Number.ShouldBe(RecordedHttp.Partner);
        read.Dialled.ShouldBe(RecordedHttp.Business);
        read.Duration.ShouldBe(TimeSpan.FromSeconds(63));
        read.Charge!.Amount.ShouldBe(0.008m);
        read.Verification.ShouldBe(WebhookVerification.Fetched);
        (await telephony.GetCallAsync(new CallId("signalwire", "north", "none"))).ShouldBeNull();
        telephony.Capabilities.ShouldBe(
            TelephonyCapabilities.Calls | TelephonyCapabilities.CallList | TelephonyCapabilities.BuyNumbers | TelephonyCapabilities.Messages | TelephonyCapabilities.Recordings);
    }

    [Theory]
    [InlineData("", "SignalWire account 'north': Space is missing.")]
    [InlineData("https://example.signalwire.com", "SignalWire account 'north': Space is the name of the space or its host, without https:// and path.")]
    [InlineData("example.com/x", "SignalWire account 'north': Space is the name of the space or its host, without https:// and path.")]
    public async Task AddSignalWire_WrongSpace_FailsNamingAccountAndField(string space, string message)
    {
        await using ServiceProvider services = Services(new RecordedHttp(), options => options.Space = space);

        Should.Throw<OptionsValidationException>(() => services.GetRequiredKeyedService<SignalWireClient>("north")).Message.ShouldBe(message);
    }

    private static void Pages(RecordedHttp http) => http
        .Answer(200, Page(0, 3, $"/api/laml/2010-04-01/Accounts/{Project}/Calls?Page=1&PageSize=3&PageToken=PA1"))
        .Answer(200, Page(3, 3, $"/api/laml/2010-04-01/Accounts/{Project}/Calls?Page=2&PageSize=3&PageToken=PA2"));

    private static string Page(int from, int count, string next) =>
        $$"""{"calls":[{{string.Join(',', Enumerable.Range(from, count).Select(id => $$"""{"sid":"{{id}}"}"""))}}],"next_page_uri":"{{next}}"}""";

    private static ServiceProvider Services(RecordedHttp http, Action<SignalWireOptions>? change = null) => http.Build((builder, edge) => builder.AddSignalWire(
        "north",
        options =>
        {
            options.Space = "example";
            options.ProjectId = Project;
            options.ApiToken = "PT-token";
            options.SigningKey = "PSK";
            options.Http.Retries = 0;
            change?.Invoke(options);
        },
        edge));
}
