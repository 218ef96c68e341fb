using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outsourcing.Calls;
using Outsourcing.Http;
using Shouldly;

namespace Outsourcing.Telephony.Tests.Bandwidth;

/// <summary>What goes over the wire to Bandwidth's APIs, and what their answers become.</summary>
public sealed class BandwidthClientTests
{
    private const string Voice = "https://voice.bandwidth.com/api/v2/accounts/9900000";
    private const string Secret = "planted-secret-7431";

    private static readonly BandwidthCallRequest Request = new() { From = RecordedHttp.Business, To = RecordedHttp.Partner, AnswerUrl = new Uri("https://crm.example.com/answer") };

    public static TheoryData<string, Func<BandwidthClient, Task>, string, string?> Commands() => new()
    {
        { "update", client => client.UpdateCallAsync("C1", BandwidthMarkup.Instance.Document(BandwidthMarkup.Instance.Hangup())), "PUT /calls/C1/bxml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Hangup/></Response>" },
        { "digits", client => client.SendDigitsAsync("C1", "1w2"), "PUT /calls/C1/bxml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><SendDtmf>1w2</SendDtmf></Response>" },
        { "transfer", client => client.TransferAsync("C1", RecordedHttp.Partner), "PUT /calls/C1/bxml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Transfer><PhoneNumber>+14155550123</PhoneNumber></Transfer></Response>" },
        { "bridge", client => client.BridgeAsync("C1", "C2"), "PUT /calls/C1/bxml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Bridge>C2</Bridge></Response>" },
        { "redirect", client => client.RedirectCallAsync("C1", new Uri("https://x.example/r")), "POST /calls/C1", $$"""{"username":"hooks","password":"{{Secret}}","state":"active","redirectUrl":"https://x.example/r"}""" },
        { "hang up", client => client.HangUpAsync("C1"), "POST /calls/C1", """{"state":"completed"}""" },
        { "end", client => client.EndConferenceAsync("CF1"), "POST /conferences/CF1", """{"status":"completed"}""" },
        { "hold", client => client.UpdateParticipantAsync("CF1", "C1", hold: true), "PUT /conferences/CF1/members/C1", """{"hold":true}""" },
        { "pause", client => client.PauseRecordingAsync("C1"), "PUT /calls/C1/recording", """{"state":"paused"}""" },
        { "resume", client => client.ResumeRecordingAsync("C1"), "PUT /calls/C1/recording", """{"state":"recording"}""" },
        { "transcribe", client => client.TranscribeAsync("C1", "R1"), "POST /calls/C1/recordings/R1/transcription", "{}" },
        { "delete recording", client => client.DeleteRecordingAsync("C1", "R1"), "DELETE /calls/C1/recordings/R1", null },
        { "delete transcript", client => client.DeleteTranscriptionAsync("C1", "R1"), "DELETE /calls/C1/recordings/R1/transcription", null },
    };

    [Theory]
    [MemberData(nameof(Commands), DisableDiscoveryEnumeration = true)]
    public async Task Command_OnTheWire_IsTheDocuments(string name, Func<BandwidthClient, Task> command, string line, string? body)
    {
        RecordedHttp http = new RecordedHttp().Answer(200);
        await using ServiceProvider services = Services(http);

        await command(services.GetRequiredKeyedService<BandwidthClient>("north"));

        WireRequest sent = http.Sent.ShouldHaveSingleItem(name);
        string[] parts = line.Split(' ');
        sent.Line.ShouldBe($"{parts[0]} {Voice}{parts[1]}");
        sent.Body.ShouldBe(body);
        sent.ContentType.ShouldBe(body is null ? null : body[0] == '<' ? "application/xml" : "application/json");
        sent.Authorization.ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:pass")));
    }

    [Fact]
    public async Task PlaceCall_CallbacksCarryTheCredentialsThatWebhooksAreCheckedFor()
    {
        RecordedHttp http = new RecordedHttp().Answer(201, """{"callId":"c-1","from":"+12125550100","to":"+14155550123","enqueuedTime":"2026-03-02T12:00:00.160Z","password":"x"}""");
        await using ServiceProvider services = Services(http);

        BandwidthCall placed = await services.GetRequiredKeyedService<BandwidthClient>("north").PlaceCallAsync(
            Request with { AnswerFallbackUrl = new Uri("https://b.example/a"), RingFor = TimeSpan.FromSeconds(20), DetectMachine = true });

        placed.CallId.ShouldBe("c-1");
        http.Sent.ShouldHaveSingleItem().Body.ShouldBe(
            $$$"""
            {"applicationId":"voice-app","from":"\u002B12125550100","to":"\u002B14155550123","answerUrl":"https://crm.example.com/answer","username":"hooks","password":"{{{Secret}}}",
            "answerFallbackUrl":"https://b.example/a","fallbackUsername":"hooks","fallbackPassword":"{{{Secret}}}","callTimeout":20,"machineDetection":{"mode":"sync"}}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(301)]
    public async Task PlaceCall_RingsTooShortOrTooLong_IsRefusedBeforeItIsSent(double seconds)
    {
        RecordedHttp http = new();
        await using ServiceProvider services = Services(http);

        await Should.ThrowAsync<ArgumentException>(async () => await services.GetRequiredKeyedService<BandwidthClient>("north").PlaceCallAsync(Request with { RingFor = TimeSpan.FromSeconds(seconds) }));
        http.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task ListCalls_Limit5_Gives5AndASecondEnumerationTheSame()
    {
        RecordedHttp http = new();
        for (int run = 0; run < 2; run++)
        {
            http.Answer(200, Calls(0, 3), link: "<https://voice.bandwidth.com/api/v2/accounts/9900000/calls>; rel=\"first\", <https://voice.bandwidth.com/api/v2/accounts/9900000/calls?pageSize=3&pageToken=a%2Fb>; rel=\"next\"")
                .Answer(200, Calls(3, 3), link: "<https://voice.bandwidth.com/api/v2/accounts/9900000/calls?pageSize=3&pageToken=c>; rel=\"next\"");
        }

        await using ServiceProvider services = Services(http);
        Listing<BandwidthCall> listing = services.GetRequiredKeyedService<BandwidthClient>("north").ListCalls(
            new BandwidthCallFilter { To = RecordedHttp.Partner, StartedFrom = RecordedHttp.Noon, StartedUntil = RecordedHttp.Noon.AddHours(1), PageSize = 3, Limit = 5 });

        List<BandwidthCall> first = await RecordedHttp.ListAsync(listing);
        List<BandwidthCall> second = await RecordedHttp.ListAsync(listing);

        first.Select(call => call.CallId).ShouldBe(["0", "1", "2", "3", "4"]);
        second.ShouldBe(first);
        http.Sent.Take(2).Select(sent => sent.Line).ShouldBe(
        [
            $"GET {Voice}/calls?to=%2B14155550123&minStartTime=2026-03-02T12%3A00%3A00.000Z&maxStartTime=2026-03-02T13%3A00%3A00.000Z&pageSize=3",
            $"GET {Voice}/calls?pageSize=3&pageToken=a%2Fb",
        ]);
    }

    [Fact]
    public async Task ListCalls_LinkToAnotherHost_StaysWithBandwidth()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, Calls(0, 1), link: "<https://169.254.169.254/latest?pageToken=x>; rel=\"next\"").Answer(200, "[]");
        await using ServiceProvider services = Services(http);

        await RecordedHttp.ListAsync(services.GetRequiredKeyedService<BandwidthClient>("north").ListCalls());

        http.Sent[1].Line.ShouldBe($"GET {Voice}/calls?pageToken=x");
    }

    [Fact]
    public async Task ListCalls_LinkThatComesTwice_EndsInAnError()
    {
        RecordedHttp http = new();
        for (int page = 0; page < 3; page++)
        {
            http.Answer(200, Calls(0, 1), link: "<https://voice.bandwidth.com/x?pageToken=x>; rel=\"next\"");
        }

        await using ServiceProvider services = Services(http);

        (await Should.ThrowAsync<ProviderException>(() => RecordedHttp.ListAsync(services.GetRequiredKeyedService<BandwidthClient>("north").ListCalls()))).Code.ShouldBe("repeated-cursor");
    }

    [Fact]
    public async Task Texts_AndLookups_GoToTheirOwnHosts()
    {
        RecordedHttp http = new RecordedHttp()
            .Answer(202, """{"id":"m1","time":"2024-12-02T20:15:57.278Z","segmentCount":1}""")
            .Answer(200, """{"totalCount":1,"pageInfo":{"nextPageToken":null},"messages":[{"messageId":"m1","messageStatus":"DELIVERED","errorCode":0}]}""")
            .Answer(200, """{"links":[],"data":{"requestId":"r","status":"COMPLETE","results":[{"phoneNumber":"+14155550123","lineType":"MOBILE","countryCodeA3":"USA"}]},"errors":[]}""");
        await using ServiceProvider services = Services(http);
        BandwidthClient client = services.GetRequiredKeyedService<BandwidthClient>("north");

        BandwidthMessage sent = await client.SendMessageAsync(RecordedHttp.Business, RecordedHttp.Partner, "Hello");
        BandwidthDelivery? delivery = await client.GetMessageAsync("m1");
        BandwidthLookup? known = await client.LookUpAsync(RecordedHttp.Partner);

        http.Sent.Select(request => request.Line).ShouldBe(
        [
            "POST https://messaging.bandwidth.com/api/v2/users/9900000/messages",
            "GET https://messaging.bandwidth.com/api/v2/users/9900000/messages?messageId=m1",
            "POST https://api.bandwidth.com/v2/accounts/9900000/phoneNumberLookup",
        ]);
        http.Sent[0].Body.ShouldBe("""{"applicationId":"text-app","to":["\u002B14155550123"],"from":"\u002B12125550100","text":"Hello"}""");
        sent.Id.ShouldBe("m1");
        delivery!.MessageStatus.ShouldBe("DELIVERED");
        known!.LineType.ShouldBe("MOBILE");
    }

    [Fact]
    public async Task ListMessages_FollowsTheToken()
    {
        RecordedHttp http = new RecordedHttp()
            .Answer(200, """{"pageInfo":{"nextPageToken":"a/b"},"messages":[{"messageId":"m1"}]}""")
            .Answer(200, """{"messages":[{"messageId":"m2"}]}""");
        await using ServiceProvider services = Services(http);

        List<BandwidthDelivery> found = await RecordedHttp.ListAsync(services.GetRequiredKeyedService<BandwidthClient>("north").ListMessages(RecordedHttp.Business));

        found.Select(text => text.MessageId).ShouldBe(["m1", "m2"]);
        http.Sent[1].Line.ShouldBe("GET https://messaging.bandwidth.com/api/v2/users/9900000/messages?sourceTn=%2B12125550100&pageToken=a%2Fb");
    }

    [Fact]
    public async Task SendMessage_NoMessagingApplication_SaysWhatIsMissing()
    {
        RecordedHttp http = new();
        await using ServiceProvider services = Services(http, options => options.MessagingApplicationId = null);

        (await Should.ThrowAsync<InvalidOperationException>(() => services.GetRequiredKeyedService<ITelephony>("north").SendTextAsync(RecordedHttp.Business, RecordedHttp.Partner, "Hello")))
            .Message.ShouldStartWith("Bandwidth account 'north' has no MessagingApplicationId");
        http.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recordings_AreListedAndDownloadedBelowTheBaseAddress()
    {
        RecordedHttp http = new RecordedHttp()
            .Answer(200, """[{"recordingId":"r-1","callId":"c-1","status":"complete","duration":"PT13.67S","fileFormat":"wav"},{"recordingId":"r-2","duration":"long"}]""")
            .Answer(200, "sound", "audio/vnd.wave");
        await using ServiceProvider services = Services(http);
        BandwidthClient client = services.GetRequiredKeyedService<BandwidthClient>("north");

        List<BandwidthRecording> found = await RecordedHttp.ListAsync(client.ListRecordings("c-1"));
        await using ProviderDownload download = await client.DownloadRecordingAsync("c-1", "r-1");

        found[0].Duration.ShouldBe(TimeSpan.FromSeconds(13.67));
        found[1].Duration.ShouldBeNull();
        http.Sent.Select(sent => sent.Line).ShouldBe([$"GET {Voice}/calls/c-1/recordings", $"GET {Voice}/calls/c-1/recordings/r-1/media"]);
        Should.Throw<ArgumentException>(() => client.ListRecordings("c-1", RecordedHttp.Noon));
    }

    [Fact]
    public async Task DownloadRecording_AddressThatEndsInTheName_IsNotAsked()
    {
        RecordedHttp http = new();
        await using ServiceProvider services = Services(http);

        (await Should.ThrowAsync<ProviderException>(() => services.GetRequiredKeyedService<BandwidthClient>("north").DownloadRecordingAsync(new Uri("https://evilbandwidth.com/r")))).Code.ShouldBe("host-not-allowed");
        http.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../../x?y=1", "..%2F..%2Fx%3Fy%3D1")]
    [InlineData("a/b#c", "a%2Fb%23c")]
    public async Task Id_ThatWouldChangeTheEndpoint_IsEscaped(string id, string escaped)
    {
        RecordedHttp http = new RecordedHttp().Answer(200).Answer(200).Answer(200, "[]");
        await using ServiceProvider services = Services(http);
        BandwidthClient client = services.GetRequiredKeyedService<BandwidthClient>("north");

        await client.HangUpAsync(id);
        await client.DeleteRecordingAsync(id, id);
        await RecordedHttp.ListAsync(client.ListRecordings(id));

        http.Sent.Select(sent => sent.Line).ShouldBe(
            [$"POST {Voice}/calls/{escaped}", $"DELETE {Voice}/calls/{escaped}/recordings/{escaped}", $"GET {Voice}/calls/{escaped}/recordings"]);
        await Should.ThrowAsync<ArgumentException>(async () => await client.HangUpAsync(".."));
    }

    [Fact]
    public async Task Account_WithClientCredentials_FetchesATokenAndRenewsItOnce()
    {
        RecordedHttp http = new RecordedHttp()
            .Answer(200, """{"access_token":"one","token_type":"Bearer","expires_in":3600}""").Answer(200)
            .Answer(401, """{"type":"unauthorized"}""").Answer(200, """{"access_token":"two","expires_in":3600}""").Answer(200);
        await using ServiceProvider services = Services(http, options =>
        {
            (options.UserName, options.Password, options.ClientId, options.ClientSecret) = (null, null, "client", "client-secret");
            // A token is fetched while the request that needs it holds the only place.
            options.Http.MaxConcurrency = 1;
        });
        BandwidthClient client = services.GetRequiredKeyedService<BandwidthClient>("north");

        await client.HangUpAsync("C1");
        await client.HangUpAsync("C2");

        http.Sent[0].Line.ShouldBe("POST https://api.bandwidth.com/api/v1/oauth2/token");
        http.Sent[0].Body.ShouldBe("grant_type=client_credentials");
        http.Sent[0].Authorization.ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("client:client-secret")));
        http.Sent.Select(sent => sent.Authorization).Skip(1).Where(header => header!.StartsWith("Bearer", StringComparison.Ordinal)).ShouldBe(["Bearer one", "Bearer one", "Bearer two"]);
        http.Sent.Count(sent => sent.Line.EndsWith("/calls/C2", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [InlineData(400, """{"type":"validation","description":"to is +14155550123","id":"9e0df4ca"}""", ProviderFailure.Refused, "validation")]
    [InlineData(409, """{"type":"conflict","description":"no","id":null}""", ProviderFailure.Refused, "conflict")]
    [InlineData(429, """{"type":"rate_limit_exceeded"}""", ProviderFailure.RateLimited, "rate_limit_exceeded")]
    [InlineData(403, "<html>no</html>", ProviderFailure.Unauthorized, null)]
    public async Task PlaceCall_Refused_SaysWhyAndNoSecret(int status, string body, ProviderFailure failure, string? code)
    {
        RecordedHttp http = new RecordedHttp().Answer(status, body);
        await using ServiceProvider services = Services(http);

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => services.GetRequiredKeyedService<BandwidthClient>("north").PlaceCallAsync(Request));

        refused.Failure.ShouldBe(failure);
        refused.Code.ShouldBe(code);
        refused.ToString().ShouldNotContain("14155550123");
        refused.ToString().ShouldNotContain(Secret);
        http.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task PlaceCall_AnswerLost_IsSettledByLooking()
    {
        RecordedHttp http = new RecordedHttp().Answer(500).Answer(200, """[{"callId":"c-1","from":"+12125550100","to":"+14155550123","direction":"outbound","state":"initiated","startTime":"2026-03-02T12:00:01Z"}]""");
        await using ServiceProvider services = Services(http);

        ProviderOutcomeUnknownException unknown = await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => services.GetRequiredKeyedService<BandwidthClient>("north").PlaceCallAsync(Request));
        Reconciled<CallUpdate> found = await services.GetRequiredKeyedService<ITelephony>("north").ReconcileCallAsync(RecordedHttp.Business, RecordedHttp.Partner, unknown.Attempt);

        found.Outcome.ShouldBe(ReconciledOutcome.TookEffect);
        http.Sent[1].Line.ShouldBe($"GET {Voice}/calls?minStartTime=2026-03-02T11%3A59%3A00.000Z&maxStartTime=2026-03-02T12%3A05%3A00.000Z");
    }

    [Theory]
    [InlineData("queued", null, null, "queued", false)]
    [InlineData("initiated", null, null, "ringing", false)]
    [InlineData("answered", null, "2026-03-02T12:00:10Z", "in-progress", false)]
    [InlineData("disconnected", "hangup", "2026-03-02T12:00:10Z", "completed", true)]
    [InlineData("disconnected", "hangup", null, "no-answer", true)]
    [InlineData("disconnected", "busy", null, "busy", true)]
    [InlineData("disconnected", "timeout", null, "no-answer", true)]
    [InlineData("disconnected", "cancel", null, "canceled", true)]
    [InlineData("disconnected", "account-limit", null, "failed", true)]
    [InlineData("levitating", null, null, "levitating", false)]
    public async Task Telephony_Call_IsToldInNeutralWords(string state, string? cause, string? answered, string status, bool ended)
    {
        string answer = answered is null ? "null" : $"\"{answered}\"";
        string why = cause is null ? "null" : $"\"{cause}\"";
        RecordedHttp http = new RecordedHttp().Answer(
            200,
            $$"""{"callId":"c-1","from":"+12125550100","to":"+14155550123","direction":"outbound","state":"{{state}}","disconnectCause":{{why}},"startTime":"2026-03-02T12:00:00Z","answerTime":{{answer}},"endTime":"2026-03-02T12:01:10Z"}""");
        await using ServiceProvider services = Services(http);

        CallUpdate? read = await services.GetRequiredKeyedService<ITelephony>("north").GetCallAsync(new CallId("bandwidth", "north", "c-1"));

        read!.Status.ShouldBe(CallStatus.From(status));
        read.RawStatus.ShouldBe(cause ?? state);
        read.EndedAt.ShouldBe(ended ? RecordedHttp.Noon.AddSeconds(70) : null);
        read.Duration.ShouldBe(ended && answered is not null ? TimeSpan.FromSeconds(60) : null);
        read.Completeness.HasFlag(CallCompleteness.Ended).ShouldBe(ended);
        read.Verification.ShouldBe(WebhookVerification.Fetched);
    }

    [Fact]
    public async Task Telephony_WhatBandwidthCannotDo_IsRefusedAndNotClaimed()
    {
        RecordedHttp http = new();
        await using ServiceProvider services = Services(http);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");

        telephony.Capabilities.ShouldBe(TelephonyCapabilities.Calls | TelephonyCapabilities.CallList | TelephonyCapabilities.Messages | TelephonyCapabilities.Recordings);
        (await Should.ThrowAsync<NotSupportedException>(() => telephony.BuyNumberAsync(RecordedHttp.Business))).Message.ShouldContain("BuyNumbers");
        Should.Throw<NotSupportedException>(() => { _ = telephony.RouteNumberAsync(new OwnedNumber { Id = "1", Number = RecordedHttp.Business }, new NumberRouting { Answer = new Uri("https://x.example/a") }); });
        Should.Throw<CallFlowNotSupportedException>(() => { _ = telephony.PlaceCallAsync(RecordedHttp.Business, RecordedHttp.Partner, CallFlow.Of(new SayStep("Hello"))); });
        http.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("user", "pass", "client", "secret")]
    [InlineData("user", null, null, null)]
    [InlineData(null, null, "client", null)]
    public async Task AddBandwidth_NotExactlyOneWayToSignIn_FailsNamingTheFields(string? user, string? password, string? client, string? secret)
    {
        await using ServiceProvider services = Services(
            new RecordedHttp(), options => (options.UserName, options.Password, options.ClientId, options.ClientSecret) = (user, password, client, secret));

        Should.Throw<OptionsValidationException>(() => services.GetRequiredKeyedService<BandwidthClient>("north"))
            .Message.ShouldBe("Bandwidth account 'north': either ClientId and ClientSecret or UserName and Password are given.");
    }

    private static string Calls(int from, int count) => $"[{string.Join(',', Enumerable.Range(from, count).Select(id => $$"""{"callId":"{{id}}"}"""))}]";

    private static ServiceProvider Services(RecordedHttp http, Action<BandwidthOptions>? change = null) => http.Build((builder, edge) => builder.AddBandwidth(
        "north",
        options =>
        {
            options.AccountId = "9900000";
            options.UserName = "user";
            options.Password = "pass";
            options.VoiceApplicationId = "voice-app";
            options.MessagingApplicationId = "text-app";
            options.CallbackUserName = "hooks";
            options.CallbackPassword = Secret;
            options.Http.Retries = 0;
            change?.Invoke(options);
        },
        edge));
}
