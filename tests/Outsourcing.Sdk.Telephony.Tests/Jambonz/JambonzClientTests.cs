using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outsourcing.Calls;
using Outsourcing.Http;
using Shouldly;

namespace Outsourcing.Telephony.Tests.Jambonz;

/// <summary>What goes over the wire to jambonz, and what its answers become.</summary>
public sealed class JambonzClientTests
{
    private const string Api = "https://api.example.com/v1";

    public static TheoryData<string, Func<JambonzClient, Task>, string, string?> Commands() => new()
    {
        { "redirect", client => client.RedirectCallAsync("C1", new Uri("https://x.example/h")), "POST /Accounts/A1/Calls/C1", """{"call_hook":{"url":"https://x.example/h"}}""" },
        { "whisper", client => client.WhisperAsync("C1", new Uri("https://x.example/h")), "POST /Accounts/A1/Calls/C1", """{"whisper":{"url":"https://x.example/h"}}""" },
        { "hang up", client => client.HangUpAsync("C1"), "POST /Accounts/A1/Calls/C1", """{"call_status":"completed"}""" },
        { "cancel", client => client.CancelCallAsync("C1"), "POST /Accounts/A1/Calls/C1", """{"call_status":"no-answer"}""" },
        { "hold", client => client.HoldParticipantAsync("C1", hold: false), "POST /Accounts/A1/Calls/C1", """{"conf_hold_status":"unhold"}""" },
        { "mute", client => client.MuteParticipantAsync("C1", muted: true), "POST /Accounts/A1/Calls/C1", """{"conf_mute_status":"mute"}""" },
        { "record", client => client.StartRecordingAsync("C1", "sip:r@x.example", "R1"), "POST /Accounts/A1/Calls/C1", """{"record":{"action":"startCallRecording","siprecServerURL":"sip:r@x.example","recordingID":"R1"}}""" },
        { "record to storage", client => client.StartRecordingAsync("C1"), "POST /Accounts/A1/Calls/C1", """{"record":{"action":"startCallRecording","type":"cloud"}}""" },
        { "pause", client => client.PauseRecordingAsync("C1"), "POST /Accounts/A1/Calls/C1", """{"record":{"action":"pauseCallRecording","type":"cloud"}}""" },
        { "resume", client => client.ResumeRecordingAsync("C1"), "POST /Accounts/A1/Calls/C1", """{"record":{"action":"resumeCallRecording","type":"cloud"}}""" },
        { "stop", client => client.StopRecordingAsync("C1"), "POST /Accounts/A1/Calls/C1", """{"record":{"action":"stopCallRecording","type":"cloud"}}""" },
        { "delete recording", client => client.DeleteRecordingAsync("C1", new DateOnly(2026, 3, 2)), "DELETE /Accounts/A1/RecentCalls/C1/record/2026/03/02/mp3", null },
        { "configure", client => client.ConfigureNumberAsync("N1", "APP2"), "PUT /PhoneNumbers/N1", """{"application_sid":"APP2"}""" },
        { "release", client => client.ReleaseNumberAsync("N1"), "DELETE /PhoneNumbers/N1", null },
    };

    [Theory]
    [MemberData(nameof(Commands), DisableDiscoveryEnumeration = true)]
    public async Task Command_OnTheWire_IsWhatTheServerTakes(string name, Func<JambonzClient, Task> command, string line, string? body)
    {
        RecordedHttp http = new RecordedHttp().Answer(202);
        await using ServiceProvider services = Services(http);

        await command(services.GetRequiredKeyedService<JambonzClient>("north"));

        WireRequest sent = http.Sent.ShouldHaveSingleItem(name);
        string[] parts = line.Split(' ');
        sent.Line.ShouldBe($"{parts[0]} {Api}{parts[1]}");
        sent.Body.ShouldBe(body);
        sent.Authorization.ShouldBe("Bearer key");
    }

    [Fact]
    public async Task PlaceCall_SendsTheApplicationAndThePhone()
    {
        RecordedHttp http = new RecordedHttp().Answer(201, """{"sid":"C1"}""");
        await using ServiceProvider services = Services(http);

        string sid = await services.GetRequiredKeyedService<JambonzClient>("north").PlaceCallAsync(new JambonzCallRequest { From = RecordedHttp.Business, To = RecordedHttp.Partner, RingFor = TimeSpan.FromSeconds(20.2), TimeLimit = TimeSpan.FromHours(1) });

        sid.ShouldBe("C1");
        http.Sent.ShouldHaveSingleItem().Body.ShouldBe("""{"application_sid":"APP1","from":"\u002B12125550100","to":{"type":"phone","number":"\u002B14155550123"},"timeout":21,"timeLimit":3600}""");
    }

    [Fact]
    public async Task TransferWarm_SendsTheCallerToTheConferenceThenCallsWhoJoinsIt()
    {
        RecordedHttp http = new RecordedHttp().Answer(202).Answer(201, """{"sid":"C2"}""");
        await using ServiceProvider services = Services(http);

        string colleague = await services.GetRequiredKeyedService<JambonzClient>("north")
            .TransferWarmAsync("C1", new Uri("https://x.example/meet"), new JambonzCallRequest { From = RecordedHttp.Business, To = RecordedHttp.Partner, ApplicationSid = "MEET" });

        colleague.ShouldBe("C2");
        http.Sent.Select(sent => sent.Body).ShouldBe(
        [
            """{"call_hook":{"url":"https://x.example/meet"}}""",
            """{"application_sid":"MEET","from":"\u002B12125550100","to":{"type":"phone","number":"\u002B14155550123"}}""",
        ]);
    }

    [Fact]
    public async Task SendDigits_SendsOneCommandForEach()
    {
        RecordedHttp http = new RecordedHttp().Answer(202).Answer(202);
        await using ServiceProvider services = Services(http);
        JambonzClient client = services.GetRequiredKeyedService<JambonzClient>("north");

        await client.SendDigitsAsync("C1", "1#");

        http.Sent.Select(sent => sent.Body).ShouldBe(["""{"dtmf":{"digit":"1"}}""", """{"dtmf":{"digit":"#"}}"""]);
        await Should.ThrowAsync<ArgumentException>(async () => await client.SendDigitsAsync("C1", "1w2"));
        http.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ListRecentCalls_Limit5_Gives5AndASecondEnumerationTheSame()
    {
        RecordedHttp http = new();
        for (int run = 0; run < 2; run++)
        {
            http.Answer(200, Recent(0, 3, 1200)).Answer(200, Recent(3, 3, 1200));
        }

        await using ServiceProvider services = Services(http);
        Listing<JambonzRecentCall> listing = services.GetRequiredKeyedService<JambonzClient>("north").ListRecentCalls(RecordedHttp.Noon, RecordedHttp.Noon.AddHours(1), answered: true, limit: 5);

        List<JambonzRecentCall> first = await RecordedHttp.ListAsync(listing);
        List<JambonzRecentCall> second = await RecordedHttp.ListAsync(listing);

        first.Select(call => call.CallSid).ShouldBe(["0", "1", "2", "3", "4"]);
        second.ShouldBe(first);
        http.Sent.Take(2).Select(sent => sent.Line).ShouldBe(
        [
            $"GET {Api}/Accounts/A1/RecentCalls?page=1&count=500&start=2026-03-02T12%3A00%3A00.000Z&end=2026-03-02T13%3A00%3A00.000Z&answered=true",
            $"GET {Api}/Accounts/A1/RecentCalls?page=2&count=500&start=2026-03-02T12%3A00%3A00.000Z&end=2026-03-02T13%3A00%3A00.000Z&answered=true",
        ]);
    }

    [Theory]
    [InlineData(1000, 2)]
    [InlineData(1001, 3)]
    public async Task ListRecentCalls_EndsWithTheTotal(int total, int pages)
    {
        RecordedHttp http = new();
        for (int page = 0; page < pages; page++)
        {
            http.Answer(200, Recent(page, 1, total));
        }

        await using ServiceProvider services = Services(http);

        (await RecordedHttp.ListAsync(services.GetRequiredKeyedService<JambonzClient>("north").ListRecentCalls())).Count.ShouldBe(pages);
    }

    [Theory]
    [InlineData("../../x?y=1", "..%2F..%2Fx%3Fy%3D1")]
    public async Task Id_ThatWouldChangeTheEndpoint_IsEscaped(string id, string escaped)
    {
        RecordedHttp http = new RecordedHttp().Answer(202).Answer(200, "sound", "audio/mp3");
        await using ServiceProvider services = Services(http);
        JambonzClient client = services.GetRequiredKeyedService<JambonzClient>("north");

        await client.HangUpAsync(id);
        await using ProviderDownload download = await client.DownloadRecordingAsync(id, new DateOnly(2026, 3, 2));

        http.Sent.Select(sent => sent.Line).ShouldBe([$"POST {Api}/Accounts/A1/Calls/{escaped}", $"GET {Api}/Accounts/A1/RecentCalls/{escaped}/record/2026/03/02/mp3"]);
        await Should.ThrowAsync<ArgumentException>(async () => await client.HangUpAsync("."));
    }

    [Theory]
    [InlineData(422, """{"msg":"insufficient privileges"}""", ProviderFailure.Refused)]
    [InlineData(480, """{"msg":"no available feature servers at this time"}""", ProviderFailure.Refused)]
    [InlineData(401, "Unauthorized", ProviderFailure.Unauthorized)]
    public async Task PlaceCall_Refused_SaysWhyAndIsSentOnce(int status, string body, ProviderFailure failure)
    {
        RecordedHttp http = new RecordedHttp().Answer(status, body);
        await using ServiceProvider services = Services(http);

        ProviderException refused = await Should.ThrowAsync<ProviderException>(
            () => services.GetRequiredKeyedService<JambonzClient>("north").PlaceCallAsync(new JambonzCallRequest { From = RecordedHttp.Business, To = RecordedHttp.Partner }));

        refused.Failure.ShouldBe(failure);
        http.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Telephony_ListCalls_JoinsCallsThatGoOnWithThosePast()
    {
        RecordedHttp http = new RecordedHttp()
            .Answer(200, """[{"call_sid":"C1","call_status":"alerting","direction":"outbound","from":"12125550100","to":"14155550123","sip_status":180},{"call_sid":"C2","call_status":"completed","direction":"inbound"}]""")
            .Answer(200, """{"total":1,"batch":1,"page":1,"data":[{"call_sid":"C2","from":"14155550123","to":"12125550100","direction":"inbound","answered":true,"duration":63,"attempted_at":"2026-03-02T12:00:00.000Z","answered_at":1772452805000,"terminated_at":1772452868,"sip_status":200,"termination_reason":"caller hungup"}]}""");
        await using ServiceProvider services = Services(http);

        List<CallUpdate> calls = await RecordedHttp.ListAsync(services.GetRequiredKeyedService<ITelephony>("north").ListCallsAsync(RecordedHttp.Noon, RecordedHttp.Noon.AddMinutes(5)));

        calls.Select(call => call.Call.ProviderCallId).ShouldBe(["C1", "C2"]);
        calls[0].Status.ShouldBe(CallStatus.Ringing);
        calls[0].RawStatus.ShouldBe("alerting");
        calls[0].Caller!.Number.ShouldBe(RecordedHttp.Partner);
        calls[0].Dialled.ShouldBe(RecordedHttp.Business);
        calls[1].Status.ShouldBe(CallStatus.Completed);
        calls[1].StartedAt.ShouldBe(RecordedHttp.Noon);
        calls[1].AnsweredAt.ShouldBe(RecordedHttp.Noon.AddSeconds(5));
        calls[1].EndedAt.ShouldBe(RecordedHttp.Noon.AddSeconds(68));
        calls[1].Duration.ShouldBe(TimeSpan.FromSeconds(63));
    }

    [Theory]
    [InlineData(486, "busy")]
    [InlineData(603, "busy")]
    [InlineData(487, "no-answer")]
    [InlineData(503, "failed")]
    public async Task Telephony_PastCallNotAnswered_EndedAsItsSipStatusSays(int sip, string status)
    {
        RecordedHttp http = new RecordedHttp().Answer(200, $$"""{"total":1,"data":[{"call_sid":"C1","direction":"outbound","answered":false,"duration":0,"sip_status":{{sip}}}]}""");
        await using ServiceProvider services = Services(http);

        List<CallUpdate> calls = await RecordedHttp.ListAsync(services.GetRequiredKeyedService<ITelephony>("north").ListCallsAsync(RecordedHttp.Noon.AddHours(-2), RecordedHttp.Noon.AddHours(-1)));

        calls.ShouldHaveSingleItem().Status.ShouldBe(CallStatus.From(status));
    }

    [Fact]
    public async Task PlaceCall_AnswerLost_IsSettledByLooking()
    {
        RecordedHttp http = new RecordedHttp().Answer(500)
            .Answer(200, """[{"call_sid":"C1","call_status":"trying","direction":"outbound","from":"+12125550100","to":"+14155550123"}]""").Answer(200, """{"total":0,"data":[]}""");
        await using ServiceProvider services = Services(http);

        ProviderOutcomeUnknownException unknown = await Should.ThrowAsync<ProviderOutcomeUnknownException>(
            () => services.GetRequiredKeyedService<JambonzClient>("north").PlaceCallAsync(new JambonzCallRequest { From = RecordedHttp.Business, To = RecordedHttp.Partner }));
        Reconciled<CallUpdate> found = await services.GetRequiredKeyedService<ITelephony>("north").ReconcileCallAsync(RecordedHttp.Business, RecordedHttp.Partner, unknown.Attempt);

        found.Outcome.ShouldBe(ReconciledOutcome.TookEffect);
    }

    [Fact]
    public async Task Telephony_Numbers_AreThoseThatAreTelephoneNumbers()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, """[{"phone_number_sid":"N1","number":"12125550100"},{"phone_number_sid":"N2","number":"*72"}]""");
        await using ServiceProvider services = Services(http);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");

        List<OwnedNumber> owned = await RecordedHttp.ListAsync(telephony.ListNumbersAsync());

        owned.ShouldHaveSingleItem().Number.ShouldBe(RecordedHttp.Business);
        telephony.Capabilities.ShouldBe(TelephonyCapabilities.Calls | TelephonyCapabilities.CallList | TelephonyCapabilities.Messages | TelephonyCapabilities.Recordings);
        Should.Throw<NotSupportedException>(() => { _ = telephony.BuyNumberAsync(RecordedHttp.Business); }).Message.ShouldContain("BuyNumbers");
        Should.Throw<NotSupportedException>(() => { _ = telephony.RouteNumberAsync(owned[0], new NumberRouting { Answer = new Uri("https://x.example") }); });
        Should.Throw<CallFlowNotSupportedException>(() => { _ = telephony.PlaceCallAsync(RecordedHttp.Business, RecordedHttp.Partner, CallFlow.Of(new SayStep("Hello"))); });
    }

    [Fact]
    public async Task AddJambonz_NoAddress_FailsNamingAccountAndField()
    {
        await using ServiceProvider services = Services(new RecordedHttp(), options => options.BaseAddress = null);

        Should.Throw<OptionsValidationException>(() => services.GetRequiredKeyedService<JambonzClient>("north"))
            .Message.ShouldBe("Jambonz account 'north': BaseAddress is missing: each jambonz installation has its own.");
    }

    private static string Recent(int from, int count, int total) =>
        $$"""{"total":{{total}},"data":[{{string.Join(',', Enumerable.Range(from, count).Select(id => $$"""{"call_sid":"{{id}}"}"""))}}]}""";

    private static ServiceProvider Services(RecordedHttp http, Action<JambonzOptions>? change = null) => http.Build((builder, edge) => builder.AddJambonz(
        "north",
        options =>
        {
            options.AccountSid = "A1";
            options.ApiKey = "key";
            options.ApplicationSid = "APP1";
            options.WebhookSecret = "secret";
            options.BaseAddress = new Uri(Api);
            options.Http.Retries = 0;
            change?.Invoke(options);
        },
        edge));
}
