using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Telephony.Tests.Shared;
using Shouldly;

namespace Outsourcing.Telephony.Tests.Plivo;

public sealed class PlivoClientTests : IAsyncDisposable
{
    private const string Root = "https://api.plivo.com/v1/Account/MA1/";
    private static readonly PhoneNumber Business = PhoneNumber.Parse("+12125550100");
    private static readonly PhoneNumber Partner = PhoneNumber.Parse("+14155550123");
    private static readonly Uri Hook = new("https://example.com/hook");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly WireStub _wire = new();
    private readonly ServiceProvider _services;

    public PlivoClientTests()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_time);
        services.AddOutsourcing().AddPlivo(
            "north",
            options =>
            {
                options.AuthId = "MA1";
                options.AuthToken = "shh";
            },
            http => http.ConfigurePrimaryHttpMessageHandler(() => _wire));
        services.AddOutsourcing().AddPlivo("empty", _ => { });
        _services = services.BuildServiceProvider();
    }

    private PlivoClient Client => _services.GetRequiredKeyedService<PlivoClient>("north");

    private ITelephony Telephony => _services.GetRequiredKeyedService<ITelephony>("north");

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task PlaceCall_IsSentAsJson_SignedInByAccount()
    {
        _wire.Answer("""{"message":"call fired","request_uuid":"r-1","api_id":"x"}""", 201);

        PlivoPlacedCall placed = await Client.PlaceCallAsync(new PlivoCallRequest { From = Business, To = Partner, AnswerUrl = Hook, RingFor = TimeSpan.FromSeconds(20) });

        placed.RequestUuid.ShouldBe("r-1");
        _wire.Last.Method.ShouldBe("POST");
        _wire.Last.Address.AbsoluteUri.ShouldBe(Root + "Call/");
        _wire.Last.Authorization.ShouldBe("Basic " + Convert.ToBase64String("MA1:shh"u8));
        _wire.Last.ContentType.ShouldBe("application/json");
        _wire.Last.Body.ShouldBe("""{"from":"12125550100","to":"14155550123","answer_url":"https://example.com/hook","answer_method":"POST","ring_timeout":20}""");
    }

    [Fact]
    public async Task TransferWarm_SendsTheCallerToTheConferenceThenCallsWhoJoinsIt()
    {
        _wire.Answer("""{"message":"call transferred"}""", 202).Answer("""{"message":"call fired","request_uuid":"r-2"}""", 201);

        PlivoPlacedCall colleague = await Client.TransferWarmAsync("c", new PlivoCallRequest { From = Business, To = Partner, AnswerUrl = Hook });

        colleague.RequestUuid.ShouldBe("r-2");
        _wire.Sent.Select(sent => sent.Body).ShouldBe(
        [
            """{"legs":"aleg","aleg_url":"https://example.com/hook","aleg_method":"POST"}""",
            """{"from":"12125550100","to":"14155550123","answer_url":"https://example.com/hook","answer_method":"POST"}""",
        ]);
        PlivoMarkup.Instance.Document(PlivoMarkup.Instance.Conference("Desk & 1")).ToString().ShouldEndWith("<Response><Conference>Desk &amp; 1</Conference></Response>");
    }

    [Fact]
    public async Task TransferWarm_CallerHasHungUp_CallsNobody()
    {
        _wire.Answer("""{"error":"not found"}""", 404);

        await Should.ThrowAsync<ProviderException>(() => Client.TransferWarmAsync("c", new PlivoCallRequest { From = Business, To = Partner, AnswerUrl = Hook }));

        _wire.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task PlaceCall_ServerFails_IsSentOnceAndUnknown()
    {
        _wire.Answer("", 500);

        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => Client.PlaceCallAsync(new PlivoCallRequest { From = Business, To = Partner, AnswerUrl = Hook }));

        _wire.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Commands_HaveTheirPathsAndBodies()
    {
        (Func<Task> Call, string Sent)[] commands =
        [
            (() => Client.CancelCallAsync("r"), "DELETE Request/r/ "),
            (() => Client.HangUpAsync("../../x?y=1"), "DELETE Call/..%2F..%2Fx%3Fy%3D1/ "),
            (() => Client.RedirectCallAsync("c", Hook), """POST Call/c/ {"legs":"aleg","aleg_url":"https://example.com/hook","aleg_method":"POST"}"""),
            (() => Client.TransferAsync("c", Hook, Hook), """POST Call/c/ {"legs":"both","aleg_url":"https://example.com/hook","aleg_method":"POST","bleg_url":"https://example.com/hook","bleg_method":"POST"}"""),
            (() => Client.SayAsync("c", "Hi"), """POST Call/c/Speak/ {"text":"Hi"}"""),
            (() => Client.StopSayingAsync("c"), "DELETE Call/c/Speak/ "),
            (() => Client.PlayAsync("c", Hook), """POST Call/c/Play/ {"urls":"https://example.com/hook"}"""),
            (() => Client.StopPlayingAsync("c"), "DELETE Call/c/Play/ "),
            (() => Client.SendDigitsAsync("c", "1w2"), """POST Call/c/DTMF/ {"digits":"1w2"}"""),
            (() => Client.MuteParticipantAsync("My Room", "7", true), "POST Conference/My%20Room/Member/7/Mute/ "),
            (() => Client.MuteParticipantAsync("My Room", "7", false), "DELETE Conference/My%20Room/Member/7/Mute/ "),
            (() => Client.RemoveParticipantAsync("My Room", "7"), "DELETE Conference/My%20Room/Member/7/ "),
            (() => Client.EndConferenceAsync("My Room"), "DELETE Conference/My%20Room/ "),
            (() => Client.StopRecordingAsync("c"), "DELETE Call/c/Record/ "),
            (() => Client.DeleteRecordingAsync("r"), "DELETE Recording/r/ "),
            (() => Client.CreateTranscriptionAsync("r"), "POST Transcription/r/ {}"),
            (() => Client.DeleteTranscriptionAsync("t"), "DELETE Transcription/t/ "),
            (() => Client.ConfigureNumberAsync(Business, "app"), """POST Number/12125550100/ {"app_id":"app"}"""),
            (() => Client.ReleaseNumberAsync(Business), "DELETE Number/12125550100/ "),
            (() => Client.UpdateApplicationAsync("app", new PlivoApplicationSettings { AnswerUrl = Hook }), """POST Application/app/ {"answer_url":"https://example.com/hook","answer_method":"POST"}"""),
        ];
        foreach ((Func<Task> call, string sent) in commands)
        {
            _wire.Answer("""{"message":"ok"}""", 202);
            await call();
            $"{_wire.Last.Method} {_wire.Last.Address.AbsoluteUri[Root.Length..]} {_wire.Last.Body}".ShouldBe(sent);
        }
    }

    [Fact]
    public async Task ListRecordings_LimitAndSecondEnumeration_HoldAcrossPages()
    {
        Listing<PlivoRecording> recordings = Client.ListRecordings("c", limit: 5);
        for (int run = 0; run < 2; run++)
        {
            _wire.Answer(Recordings(0, 3)).Answer(Recordings(3, 3));
            List<string> ids = [];
            await foreach (PlivoRecording recording in recordings)
            {
                ids.Add(recording.RecordingId);
            }

            ids.ShouldBe(["r0", "r1", "r2", "r3", "r4"]);
        }

        _wire.Sent.Select(sent => sent.Address.Query).ShouldBe(["?call_uuid=c&limit=5&offset=0", "?call_uuid=c&limit=5&offset=3", "?call_uuid=c&limit=5&offset=0", "?call_uuid=c&limit=5&offset=3"]);
    }

    [Fact]
    public async Task ListRecordings_OneThatMovedToTheNextPage_IsListedOnce()
    {
        _wire.Answer(Recordings(0, 3)).Answer(Recordings(2, 3)).Answer(Recordings(5, 0));
        List<string> ids = [];
        await foreach (PlivoRecording recording in Client.ListRecordings())
        {
            ids.Add(recording.RecordingId);
        }

        ids.ShouldBe(["r0", "r1", "r2", "r3", "r4"]);
    }

    [Fact]
    public async Task ListCalls_TheThreeListsOfPlivo_AreReadTogether()
    {
        _wire.Answer("""{"calls":[]}""").Answer("""{"calls":["live"]}""")
            .Answer("""{"call_uuid":"live","call_status":"in-progress","direction":"outbound","from":"+12125550100","to":"14155550123","session_start":"2026-03-02 12:00:01.5"}""")
            .Answer("""{"meta":{"next":null},"objects":[{"call_uuid":"live"},{"call_uuid":"early","initiation_time":"2026-03-02 10:00:00+00:00"},{"call_uuid":"busy","call_direction":"outbound","initiation_time":"2026-03-02 17:30:02+05:30","end_time":"2026-03-02 17:30:09+05:30","hangup_cause_name":"Busy Line","hangup_cause_code":3010,"total_amount":"0.00000"}]}""");
        List<CallUpdate> calls = [];
        await foreach (CallUpdate call in Telephony.ListCallsAsync(_time.GetUtcNow(), _time.GetUtcNow().AddMinutes(5)))
        {
            calls.Add(call);
        }

        calls.Select(call => call.Call.ProviderCallId).ShouldBe(["live", "busy"]);
        calls[0].Status.ShouldBe(CallStatus.InProgress);
        calls[0].Caller!.Number.ShouldBe(Partner);
        calls[1].Status.ShouldBe(CallStatus.Busy);
        calls[1].StartedAt.ShouldBe(_time.GetUtcNow().AddSeconds(2));
        _wire.Sent[3].Address.Query.ShouldBe("?end_time__gte=2026-03-02%2012%3A00%3A00&end_time__lte=2026-03-03%2012%3A05%3A00&limit=20&offset=0");
    }

    [Fact]
    public async Task RouteNumber_NoApplicationOfItsOwn_GetsOne()
    {
        _wire.Answer("""{"meta":{"next":""},"objects":[{"app_id":"1","app_name":"number-12125550100-old"}]}""").Answer("""{"app_id":"2"}""", 201).Answer("""{"message":"changed"}""", 202);

        await Telephony.RouteNumberAsync(new OwnedNumber { Id = "12125550100", Number = Business }, new NumberRouting { Answer = Hook, Status = Hook });

        _wire.Sent[1].Body.ShouldBe("""{"answer_url":"https://example.com/hook","answer_method":"POST","hangup_url":"https://example.com/hook","hangup_method":"POST","app_name":"number-12125550100"}""");
        _wire.Sent[2].Body.ShouldBe("""{"app_id":"2"}""");
    }

    [Fact]
    public async Task SendText_IsSentAndNamed()
    {
        _wire.Answer("""{"message":"message(s) queued","message_uuid":["m-1"]}""", 202);

        (await Telephony.SendTextAsync(Business, Partner, "Hello")).ShouldBe("m-1");

        _wire.Last.Address.AbsoluteUri.ShouldBe(Root + "Message/");
        _wire.Last.Body.ShouldBe("""{"text":"Hello","src":"12125550100","dst":"14155550123"}""");
    }

    [Fact]
    public async Task Refusal_ErrorText_IsMapped()
    {
        _wire.Answer("""{"api_id":"a-1","error":"insufficient credit"}""", 400);

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => Client.BuyNumberAsync(Business));

        refused.RequestId.ShouldBe("a-1");
        refused.ProviderMessage!.Value.Value.ShouldBe("insufficient credit");
    }

    [Fact]
    public async Task DownloadRecording_PlainAddress_IsAskedBySecureWithoutCredentials()
    {
        _wire.Answer("""{"recording_id":"r","recording_url":"http://s3.amazonaws.com/x/r.mp3"}""").Answer("ID3");

        await using ProviderDownload? download = await Client.DownloadRecordingAsync("r");

        download.ShouldNotBeNull();
        _wire.Last.Address.AbsoluteUri.ShouldBe("https://s3.amazonaws.com/x/r.mp3");
        _wire.Last.Authorization.ShouldBeNull();
    }

    [Fact]
    [Reliability(23, "Plivo: an address that ran out is asked for once more")]
    public async Task DownloadRecording_AddressRanOut_IsAskedForOnceMore()
    {
        _wire.Answer("""{"recording_id":"r","recording_url":"https://s3.amazonaws.com/x/1.mp3"}""").Answer("", 404)
            .Answer("""{"recording_id":"r","recording_url":"http://s3.amazonaws.com/x/2.mp3"}""").Answer("ID3");

        await using ProviderDownload? download = await Client.DownloadRecordingAsync("r");

        download.ShouldNotBeNull();
        _wire.Last.Address.AbsoluteUri.ShouldBe("https://s3.amazonaws.com/x/2.mp3");
        _wire.Last.Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task LookUp_HasAHostOfItsOwn()
    {
        _wire.Answer("""{"phone_number":"+14155550123","country":{"iso2":"US"},"carrier":{"name":"C","type":"mobile"}}""");

        (await Client.LookUpAsync(Partner)).Carrier!.Type.ShouldBe("mobile");

        _wire.Last.Address.AbsoluteUri.ShouldBe("https://lookup.plivo.com/v1/Number/%2B14155550123?type=carrier");
    }

    [Fact]
    public async Task SearchNumbers_DigitsToContain_AreLookedForAmongWhatPlivoFinds()
    {
        _wire.Answer("""{"meta":{"next":null},"objects":[{"number":"12125550100","city":"New York","monthly_rental_rate":"0.80000"},{"number":"12125559999"}]}""");
        List<PlivoAvailableNumber> found = await RecordedHttp.ListAsync(Client.SearchNumbers(new NumberSearch { Country = "US", AreaCode = "212", Contains = "9999" }));

        found.ShouldHaveSingleItem().Number.ShouldBe("12125559999");
        _wire.Last.Address.AbsoluteUri.ShouldStartWith(Root + "PhoneNumber/?country_iso=US&pattern=212&services=voice&");
    }

    [Fact]
    public async Task ListNumbers_OfOneNumber_AsksForItByItsDigits()
    {
        _wire.Answer("""{"meta":{"next":null},"objects":[{"number":"12125550100","alias":"desk","application":"/v1/Account/MA1/Application/7/","voice_enabled":true}]}""");
        List<PlivoNumber> numbers = await RecordedHttp.ListAsync(Client.ListNumbers(Business));

        numbers.ShouldHaveSingleItem().Application.ShouldBe("/v1/Account/MA1/Application/7/");
        _wire.Last.Address.AbsoluteUri.ShouldStartWith(Root + "Number/?number_startswith=12125550100&");
    }

    [Fact]
    public async Task GetConference_IsReadWithItsMembers_AndNoneIsNull()
    {
        _wire.Answer("""{"conference_name":"My Room","conference_run_time":"590","members":[{"member_id":"7","call_uuid":"c","muted":true}]}""").Answer("""{"error":"not found"}""", 404);

        PlivoConference room = (await Client.GetConferenceAsync("My Room"))!;
        PlivoConference? none = await Client.GetConferenceAsync("other");

        room.ConferenceRunTime.ShouldBe(TimeSpan.FromSeconds(590));
        room.Members.ShouldHaveSingleItem().Muted.ShouldBe(true);
        none.ShouldBeNull();
        _wire.Sent[0].Address.AbsoluteUri.ShouldBe(Root + "Conference/My%20Room/");
    }

    [Fact]
    public async Task ListMessages_Filtered_NamesPartiesAndTime()
    {
        _wire.Answer("""{"meta":{"next":null},"objects":[{"message_uuid":"m","from_number":"12125550100","to_number":"14155550123","message_state":"undelivered","error_code":"30"}]}""");
        List<PlivoMessage> messages = await RecordedHttp.ListAsync(Client.ListMessages(Business, Partner, _time.GetUtcNow()));

        messages.ShouldHaveSingleItem().ErrorCode.ShouldBe("30");
        Uri.UnescapeDataString(_wire.Last.Address.AbsoluteUri).ShouldStartWith(Root + "Message/?from_number=12125550100&to_number=14155550123&message_time__gte=2026-03-02 12:00:00");
    }

    [Theory]
    [InlineData(0, ReconciledOutcome.NotFound)]
    [InlineData(1, ReconciledOutcome.TookEffect)]
    [InlineData(2, ReconciledOutcome.Ambiguous)]
    public async Task Reconcile_Text_LooksAmongTheMessages(int sent, ReconciledOutcome expected)
    {
        IEnumerable<string> fitting = Enumerable.Range(0, sent).Select(index => $$"""{"message_uuid":"m{{index}}","message_direction":"outbound","to_number":"14155550123"}""");
        _wire.Answer($$"""{"meta":{"next":null},"objects":[{{string.Join(',', fitting.Prepend("""{"message_uuid":"in","message_direction":"inbound","to_number":"12125550100"}"""))}}]}""");

        Reconciled<PlivoMessage> found = await TelephonyReconciliation.ReconcileAsync(Client.ListMessages(sentFrom: _time.GetUtcNow()), message => message.MessageDirection == "outbound");

        found.Outcome.ShouldBe(expected);
        found.Candidates.Select(message => message.MessageUuid).ShouldBe(Enumerable.Range(0, sent).Select(index => $"m{index}"));
    }

    [Fact]
    public async Task GetTranscription_IsPersonal_AndNoneIsNull()
    {
        _wire.Answer("""{"transcription":"Call me back.","status":"success","cost":"0.05"}""").Answer("""{"error":"not found"}""", 404);

        PlivoTranscription transcript = (await Client.GetTranscriptionAsync("t/1"))!;
        PlivoTranscription? none = await Client.GetTranscriptionAsync("other");

        transcript.Transcription!.Value.Value.ShouldBe("Call me back.");
        transcript.ToString().ShouldNotContain("Call me back.");
        none.ShouldBeNull();
        _wire.Sent[0].Address.AbsoluteUri.ShouldBe(Root + "Transcription/t%2F1/");
    }

    [Fact]
    public async Task StartRecording_IsSentOnce_AndNamesTheRecording()
    {
        _wire.Answer("""{"url":"https://s3.amazonaws.com/x/r.mp3","recording_id":"r-1","message":"call recording started"}""", 202).Answer("", 500);

        PlivoStartedRecording started = await Client.StartRecordingAsync("c", Hook);
        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => Client.StartRecordingAsync("c"));

        started.RecordingId.ShouldBe("r-1");
        _wire.Sent.Count.ShouldBe(2);
        _wire.Sent[0].Address.AbsoluteUri.ShouldBe(Root + "Call/c/Record/");
        _wire.Sent[0].Body.ShouldBe("""{"file_format":"mp3","callback_url":"https://example.com/hook","callback_method":"POST"}""");
    }

    [Fact]
    public async Task Prices_AreReadByPrefix()
    {
        _wire.Answer("""{"country_iso":"US","voice":{"outbound":{"local":{"rate":"0.01200"},"rates":[{"prefix":["1340"],"rate":"0.02400"}]}}}""");

        PlivoPrices prices = await Client.GetPricesAsync("US");

        prices.Voice!.Outbound!.Rates[0].Rate.ShouldBe(0.024m);
        _wire.Last.Address.AbsoluteUri.ShouldBe(Root + "Pricing/?country_iso=US");
    }

    [Fact]
    public void Limits_OfPlivo_AreRefusedBeforeAsking()
    {
        Should.Throw<ArgumentException>(() => Client.ListCalls(new PlivoCallFilter { EndedFrom = _time.GetUtcNow().AddDays(-31), EndedUntil = _time.GetUtcNow() }));
        Should.Throw<ArgumentOutOfRangeException>(() => new PlivoCallFilter { PageSize = 21 });
        Should.Throw<CallFlowNotSupportedException>(() => Telephony.PlaceCallAsync(Business, Partner, CallFlow.Of(new SayStep("Hello"))));
        Should.Throw<OptionsValidationException>(() => _services.GetRequiredKeyedService<PlivoClient>("empty")).Message.ShouldContain("AuthId");
    }

    private static string Recordings(int from, int count)
    {
        string recordings = string.Join(',', Enumerable.Range(from, count).Select(index => $$"""{"recording_id":"r{{index}}"}"""));
        return $$"""{"meta":{"limit":3,"next":"/v1/Account/MA1/Recording/?limit=3&offset={{from + count}}"},"objects":[{{recordings}}]}""";
    }
}
