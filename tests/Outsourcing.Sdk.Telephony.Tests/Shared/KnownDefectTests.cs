using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Tests;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Telephony.Tests;

/// <summary>Defects seen in other .NET libraries for telephony, and what happens here instead.</summary>
/// <remarks>
/// Those that lie in no provider are tested where the code is: limits, second enumerations and pages that block in <c>ListingTests</c>;
/// statuses without JSON, time-outs, problem details, rates and secrets in <c>ProviderChannelTests</c> and <c>ProviderErrorBodyTests</c>;
/// paths in <c>ProviderPathTests</c>; recordings from other hosts in <c>DownloadTests</c>; tokens made anew in <c>VonageClientTests</c>.
/// </remarks>
public sealed class KnownDefectTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Url = "https://crm.example.com/hooks/twilio/north";

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TwilioWebhookReceiver Twilio = new("north", new TwilioOptions { AccountSid = "AC1", AuthToken = Token });

    [Fact]
    public void Verify_JsonBodyTamperedUnderASignedUrl_IsRefused()
    {
        byte[] body = """{"CallSid":"CA1"}"""u8.ToArray();
        string url = $"{Url}?bodySHA256={Convert.ToHexStringLower(SHA256.HashData(body))}";
        WebhookRequest Sent(byte[] what, string where) => new("POST", where, [new("Content-Type", "application/json"), new("X-Twilio-Signature", Sign(where))], what);

        Twilio.Verify(Sent(body, url), Now).IsValid.ShouldBeTrue();
        Twilio.Verify(Sent("""{"CallSid":"CA2"}"""u8.ToArray(), url), Now).IsValid.ShouldBeFalse();
        // A signed URL without a hash says nothing of the body.
        Twilio.Verify(Sent(body, Url), Now).IsValid.ShouldBeFalse();
    }

    [Fact]
    [Reliability(15, "no signature: refused by every provider's receiver")]
    public void Verify_EveryProviderWithoutSignature_RefusesAndDoesNotThrow()
    {
        foreach (IWebhookReceiver receiver in Receivers())
        {
            receiver.Verify(new WebhookRequest("POST", Url, [], "{}"u8.ToArray()), Now).IsValid.ShouldBeFalse(receiver.Provider);
        }
    }

    [Fact]
    public void Verify_ForgedSignatures_WriteNothingToTheConsole()
    {
        TextWriter before = Console.Out;
        using StringWriter console = new();
        Console.SetOut(console);
        try
        {
            foreach (IWebhookReceiver receiver in Receivers())
            {
                receiver.Verify(Forged("AAAA"), Now).IsValid.ShouldBeFalse(receiver.Provider);
            }
        }
        finally
        {
            Console.SetOut(before);
        }

        console.ToString().ShouldNotContain("https://crm.example.com/hooks");
    }

    [Theory]
    [InlineData("Bearer eyJhbGciOiJIUzI1NiJ9.\uFFFF.x")]
    [InlineData("Bearer WyJhbGci-Xg.WyJhbGci-Xg.WyJhbGci-Xg")]
    [InlineData("Bearer ...")]
    [InlineData("t=1,v1=zz")]
    [InlineData("%%%")]
    public void Verify_SignatureThatIsNonsense_IsRefusedAndDoesNotThrow(string signature)
    {
        foreach (IWebhookReceiver receiver in Receivers())
        {
            receiver.Verify(Forged(signature), Now).IsValid.ShouldBeFalse(receiver.Provider);
        }
    }

    [Theory]
    [InlineData("vonage", """{"status":"answered","uuid":"C1","from":"\ud800"}""")]
    [InlineData("telnyx", """{"data":{"event_type":"call.answered","id":"e1","payload":{"call_control_id":"C1","from":"\ud800"}}}""")]
    [InlineData("bandwidth", """{"eventType":"answer","callId":"C1","from":"\ud800"}""")]
    [InlineData("jambonz", """{"call_sid":"C1","call_status":"in-progress","from":"\ud800"}""")]
    public void Read_FieldThatIsNoText_LosesTheFieldAndNotTheEvent(string provider, string body)
    {
        WebhookRequest request = new("POST", Url, [], Encoding.UTF8.GetBytes(body));

        WebhookEvent read = Receivers().Single(receiver => receiver.Provider == provider).Read(request, WebhookCheck.Valid(WebhookVerification.BodyNoTimestamp), Now)!;

        read.Updates.ShouldHaveSingleItem().Status.ShouldBe(CallStatus.InProgress);
    }

    [Fact]
    public void Verify_FormWithoutEqualsSign_IsRefused()
    {
        // Names and values are signed joined: both bodies would have the signature of "Tozzz".
        WebhookRequest good = Signed("To=zzz");
        Twilio.Verify(good, Now).IsValid.ShouldBeTrue();

        Twilio.Verify(new WebhookRequest("POST", Url, good.Headers, "To&zzz"u8.ToArray()), Now).IsValid.ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://crm.example.com/hooks?a=1", "https://crm.example.com/hooks?a=1", true)]
    [InlineData("https://crm.example.com/hooks?a=1", "https://crm.example.com:443/hooks?a=1", true)]
    [InlineData("https://crm.example.com:443/hooks?a=1", "https://crm.example.com/hooks?a=1", true)]
    [InlineData("https://crm.example.com/hooks?a=1", "https://crm.example.com:8443/hooks?a=1", true)]
    [InlineData("https://[2001:db8::1]/hooks", "https://[2001:db8::1]:443/hooks", true)]
    [InlineData("https://crm.example.com/hooks?a=%27b%20c", "https://crm.example.com/hooks?a=%27b%20c", true)]
    [InlineData("https://crm.example.com/hooks/", "https://crm.example.com/hooks", false)]
    [InlineData("https://crm.example.com/hooks", "http://crm.example.com/hooks", false)]
    [InlineData("https://crm.example.com/hooks", "http://localhost:5000/hooks", false)]
    [InlineData("https://crm.example.com/hooks?a=1&a=2", "https://crm.example.com/hooks?a=1&a=2", true)]
    [InlineData("https://crm.example.com/hooks?a=1&a=2", "https://crm.example.com/hooks?a=2&a=1", false)]
    [InlineData("https://crm.example.com/hooks?a=1&a=2", "https://crm.example.com/hooks?a=1", false)]
    [Reliability(14, "port, trailing slash, encoded query, repeated parameter, IPv6 host: 12 of 12 vectors")]
    public void Verify_UrlAsAProxyShowsIt_OnlyThePortMayDiffer(string called, string seen, bool believed)
    {
        WebhookRequest request = new("GET", seen, [new("X-Twilio-Signature", Sign(called))], default);

        Twilio.Verify(request, Now).IsValid.ShouldBe(believed);
    }

    [Fact]
    [Reliability(13, "Twilio: both tokens, no third one")]
    public void Verify_TwoSecretsDuringRotation_BothAreBelievedAndAThirdIsNot()
    {
        TwilioWebhookReceiver rotating = new("north", new TwilioOptions { AccountSid = "AC1", AuthToken = "the-new-token", PreviousAuthToken = Token });
        WebhookRequest With(string token) => new("GET", Url, [new("X-Twilio-Signature", Sign(Url, token))], default);

        rotating.Verify(With("the-new-token"), Now).IsValid.ShouldBeTrue();
        rotating.Verify(With(Token), Now).IsValid.ShouldBeTrue();
        rotating.Verify(With("another-token"), Now).IsValid.ShouldBeFalse();
        Twilio.Verify(With("the-new-token"), Now).IsValid.ShouldBeFalse();
    }

    [Fact]
    [Reliability(13, "Twilio, replaced with an overlap of 24 h: in it 0 of 288 refused under either token; from its end on 0 of 288 believed under the old one, and all under the new")]
    public void Verify_OverlapOf24HoursThatEnds_OnlyTheNewSecretIsBelievedThen()
    {
        DateTimeOffset end = Now.AddHours(24);
        TwilioWebhookReceiver rotating = new("north", new TwilioOptions { AccountSid = "AC1", AuthToken = "the-new-token", PreviousAuthToken = Token, PreviousAuthTokenUntil = end });
        int Believed(string token, DateTimeOffset from) => Enumerable.Range(0, 288)
            .Count(five => rotating.Verify(new WebhookRequest("GET", Url, [new("X-Twilio-Signature", Sign(Url, token))], default), from.AddMinutes(5 * five)).IsValid);

        Believed("the-new-token", Now).ShouldBe(288);
        Believed(Token, Now).ShouldBe(288);
        Believed("the-new-token", end).ShouldBe(288);
        Believed(Token, end).ShouldBe(0);
    }

    [Fact]
    public void Verify_FortyOneFields_AreHashedAtOnceInAPooledBuffer()
    {
        WebhookRequest one = Signed("CallSid=CA1");
        WebhookRequest many = Signed(string.Join('&', Enumerable.Range(0, 41).Select(index => $"Field{index:00}=value{index}")));

        Twilio.Verify(many, Now).IsValid.ShouldBeTrue();

        // A hash that is fed in pieces is an object of its own, and a buffer that is not pooled grows with the fields.
        byte[] key = Encoding.UTF8.GetBytes(Token);
        Allocated(() =>
        {
            SignatureMac.IsBase64Sha1(key, many.Body.Span, "AAAA");
            SignatureMac.IsHexSha256(key, many.Body.Span, "00");
            return null;
        }).ShouldBe(0);
        Allocated(() => Twilio.Verify(many, Now)).ShouldBe(Allocated(() => Twilio.Verify(one, Now)));
    }

    [Theory]
    [Reliability(8, "a new event type or status: kept, no exception")]
    [InlineData("telnyx", """{"data":{"event_type":"call.levitating","id":"e1","payload":{"call_control_id":"C1","state":"levitating"}}}""")]
    [InlineData("vonage", """{"status":"levitating","uuid":"C1","timestamp":"2026-03-02T12:00:00Z"}""")]
    [InlineData("bandwidth", """{"eventType":"levitating","callId":"C1"}""")]
    [InlineData("jambonz", """{"call_sid":"C1","call_status":"levitating"}""")]
    public void Read_StatusThatIsNotKnown_IsKeptAndNotLost(string provider, string body)
    {
        WebhookEvent read = ReadBy(provider, body, "application/json").ShouldNotBeNull(provider);

        (read.Name.Contains("levitating", StringComparison.Ordinal) || read.Updates.Any(update => update.RawStatus == "levitating")).ShouldBeTrue(provider);
    }

    [Theory]
    [Reliability(8, "every member of events of every provider that sends JSON in turn null and of each other kind: read, or kept as it came; no exception")]
    [InlineData("telnyx", """{"data":{"event_type":"call.hangup","id":"e1","occurred_at":"2026-03-02T12:00:00.1Z","record_type":"event","payload":{"call_control_id":"C1","call_leg_id":"L1","call_session_id":"S1","connection_id":"7","direction":"incoming","from":"+14155550123","to":"+12125550100","state":"hangup","hangup_cause":"normal_clearing","hangup_source":"caller","start_time":"2026-03-02T11:59:00Z","end_time":"2026-03-02T12:00:00Z","client_state":"eA==","digits":"1","recording_urls":{"mp3":"https://api.telnyx.com/r.mp3"},"recording_id":"R1","transcription_data":{"transcript":"a","is_final":true}}},"meta":{"attempt":1,"delivered_to":"https://crm.example.com"}}""")]
    [InlineData("telnyx", """{"data":{"event_type":"call.recording.saved","id":"e2","occurred_at":"2026-03-02T12:00:00.1Z","payload":{"call_control_id":"C1","recording_id":"R1","recording_started_at":"2026-03-02T11:59:00Z","recording_ended_at":"2026-03-02T12:00:00Z","channels":"single","recording_urls":{"mp3":"https://api.telnyx.com/r.mp3"},"public_recording_urls":{"mp3":"https://api.telnyx.com/r.mp3"}}}}""")]
    [InlineData("vonage", """{"status":"completed","uuid":"C1","conversation_uuid":"CON1","direction":"inbound","from":"14155550123","to":"12125550100","timestamp":"2026-03-02T12:00:00.000Z","start_time":"2026-03-02T11:59:00.000Z","end_time":"2026-03-02T12:00:00.000Z","duration":"60","rate":"0.01","price":"0.01","network":"310260","reason":"ok","detail":"remote_hangup","sip_code":200}""")]
    [InlineData("vonage", """{"recording_uuid":"R1","recording_url":"https://api.nexmo.com/v1/files/R1","conversation_uuid":"CON1","uuid":"C1","start_time":"2026-03-02T11:59:00Z","end_time":"2026-03-02T12:00:00Z","size":12,"timestamp":"2026-03-02T12:00:01Z"}""")]
    [InlineData("bandwidth", """{"eventType":"disconnect","eventTime":"2026-03-02T12:00:00.000Z","accountId":"1","applicationId":"a","callId":"C1","from":"+14155550123","to":"+12125550100","direction":"inbound","startTime":"2026-03-02T11:59:00.000Z","answerTime":"2026-03-02T11:59:05.000Z","endTime":"2026-03-02T12:00:00.000Z","cause":"hangup","errorMessage":"none","errorId":"E1","tag":"t","callUrl":"https://voice.bandwidth.com/api/v2/accounts/1/calls/C1"}""")]
    [InlineData("bandwidth", """{"eventType":"recordingAvailable","eventTime":"2026-03-02T12:00:00.000Z","callId":"C1","recordingId":"R1","mediaUrl":"https://voice.bandwidth.com/r","startTime":"2026-03-02T11:59:00.000Z","endTime":"2026-03-02T12:00:00.000Z","duration":"PT13.67S","fileFormat":"wav","channels":1,"status":"complete"}""")]
    [InlineData("jambonz", """{"call_sid":"C1","direction":"inbound","from":"+14155550123","to":"+12125550100","call_id":"c","sip_status":200,"sip_reason":"OK","call_status":"completed","account_sid":"A1","application_sid":"P1","trace_id":"t","duration":60,"originating_sip_ip":"192.0.2.1","call_termination_by":"caller","parent_call_sid":"C0"}""")]
    public void Read_AnyMemberOfAnotherKind_DoesNotThrow(string provider, string body)
    {
        int read = 0;
        foreach (JsonNode changed in JsonMutations.OfEachMember(JsonNode.Parse(body)!))
        {
            foreach (CallUpdate update in ReadBy(provider, changed.ToJsonString(), "application/json")?.Updates ?? [])
            {
                CallHistory.From(update).ToRecord().Id.ShouldBe(update.Call);
                read++;
            }
        }

        read.ShouldBeGreaterThan(50);
    }

    [Theory]
    [InlineData("twilio", "CallSid=C1&CallStatus=in-progress&From=%2B14155550123&From=%2B14155550124")]
    [InlineData("signalwire", "CallSid=C1&CallStatus=in-progress&From=%2B14155550123&From=%2B14155550124")]
    [InlineData("plivo", "CallUUID=C1&CallStatus=in-progress&From=14155550123&From=14155550124")]
    public void Read_FormWithAFieldTwice_IsReadAndDoesNotThrow(string provider, string body) =>
        ReadBy(provider, body, Form).ShouldNotBeNull().Updates.ShouldHaveSingleItem().Status.ShouldBe(CallStatus.InProgress);

    [Theory]
    [InlineData("answered")]
    [InlineData("completed")]
    public void Read_VonageEventWithoutAStart_IsReadAndDoesNotThrow(string status) =>
        ReadBy("vonage", $$"""{"status":"{{status}}","uuid":"C1","start_time":null,"end_time":null,"rate":null,"price":null,"duration":null}""", "application/json")
            .ShouldNotBeNull().Updates.ShouldHaveSingleItem().RawStatus.ShouldBe(status);

    [Fact]
    [Reliability(17, "all 120 orders of 5 events, each with duplicates: one record")]
    [Reliability(24, "the recording before and after the end in all 120 orders: one record, once settled; without one the call is ended and says so")]
    public void Updates_FiveEventsInEveryOrderWithDuplicates_GiveOneRecord()
    {
        string[] reports =
        [
            "CallStatus=initiated&SequenceNumber=0&Timestamp=Mon%2C+02+Mar+2026+12%3A00%3A00+%2B0000",
            "CallStatus=ringing&SequenceNumber=1&Timestamp=Mon%2C+02+Mar+2026+12%3A00%3A01+%2B0000",
            "CallStatus=in-progress&SequenceNumber=2&Timestamp=Mon%2C+02+Mar+2026+12%3A00%3A05+%2B0000",
            "CallStatus=completed&SequenceNumber=3&CallDuration=42&Timestamp=Mon%2C+02+Mar+2026+12%3A00%3A47+%2B0000",
            "RecordingSid=RE1&RecordingStatus=completed&RecordingDuration=41&RecordingUrl=https%3A%2F%2Fapi.twilio.com%2FRE1",
        ];
        CallUpdate[] updates = [.. reports.Select((report, index) =>
        {
            WebhookRequest request = Signed("AccountSid=AC1&CallSid=CA1&" + report);
            // Each is received when it happens to come: the late ones later than the end.
            return Twilio.Read(request, Twilio.Verify(request, Now), Now.AddMinutes(index)).ShouldNotBeNull().Updates.ShouldHaveSingleItem();
        })];
        CallRecord expected = CallHistory.From(updates).ToRecord();
        int orders = 0;

        foreach (int[] order in Permutations([0, 1, 2, 3, 4]))
        {
            CallHistory history = CallHistory.From(updates[order[0]]);
            foreach (int index in order.Concat(order.Reverse()))
            {
                history = history.Merge(updates[index]);
            }

            history.ToRecord().ShouldBe(expected);
            orders++;
        }

        orders.ShouldBe(120);
        expected.Status.ShouldBe(CallStatus.Completed);
        expected.Duration.ShouldBe(TimeSpan.FromSeconds(42));
        expected.Recording!.Id.ShouldBe("RE1");
        expected.Completeness.ShouldBe(CallCompleteness.Ended | CallCompleteness.RecordingSettled);

        // Without the recording the call is ended all the same, and says that nothing is known of one.
        CallRecord without = CallHistory.From(updates[..4]).ToRecord();
        without.Status.ShouldBe(CallStatus.Completed);
        without.Recording.ShouldBeNull();
        without.Completeness.ShouldBe(CallCompleteness.Ended);
    }

    [Fact]
    public void VerifyAndRead_TwentyFields_AllocateTheEventAndLittleMore()
    {
        WebhookRequest request = Signed(
            "AccountSid=AC1&ApiVersion=2010-04-01&CallSid=CA00000000000000000000000000000001&CallStatus=completed&CallbackSource=call-progress-events&CallDuration=42"
            + "&Called=%2B12125550100&CalledCity=NEW+YORK&CalledCountry=US&CalledState=NY&CalledZip=10001&Caller=%2B14155550123&CallerCity=SAN+FRANCISCO&CallerCountry=US"
            + "&Direction=inbound&Duration=1&From=%2B14155550123&SequenceNumber=3&Timestamp=Mon%2C+02+Mar+2026+11%3A59%3A00+%2B0000&To=%2B12125550100");
        CallProgressEvent read = Read().ShouldBeOfType<CallProgressEvent>();

        long both = Allocated(() => Read());
        // The event alone: the object, and the texts it holds that came with the request.
        long alone = Allocated(() => read with
        {
            CallId = new string(read.CallId.AsSpan()),
            AccountId = new string(read.AccountId.AsSpan()),
            From = new PersonalText(new string(read.From!.Value.Value.AsSpan())),
            To = new PersonalText(new string(read.To!.Value.Value.AsSpan())),
        });

        both.ShouldBeLessThanOrEqualTo(alone + 256);

        VoiceEvent? Read() => Twilio.Verify(request, Now).IsValid ? TwilioEvents.Read(request) : null;
    }

    private static long Allocated(Func<object?> work)
    {
        const int Times = 200;
        for (int warm = 0; warm < Times; warm++)
        {
            work();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int run = 0; run < Times; run++)
        {
            work();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
    }

    private static WebhookEvent? ReadBy(string provider, string body, string type) => Receivers().Single(receiver => receiver.Provider == provider)
        .Read(new WebhookRequest("POST", Url, [new("Content-Type", type)], Encoding.UTF8.GetBytes(body)), WebhookCheck.Valid(WebhookVerification.BodyNoTimestamp), Now);

    private static IWebhookReceiver[] Receivers() =>
    [
        Twilio,
        new TelnyxWebhookReceiver("a", new TelnyxOptions { PublicKey = Convert.ToBase64String(new byte[32]) }),
        new VonageWebhookReceiver("a", new VonageOptions { SignatureSecret = Token }),
        new PlivoWebhookReceiver("a", new PlivoOptions { AuthToken = Token }),
        new SignalWireWebhookReceiver("a", new SignalWireOptions { SigningKey = Token }),
        new JambonzWebhookReceiver("a", new JambonzOptions { WebhookSecret = Token }),
        new BandwidthWebhookReceiver("a", new BandwidthOptions { CallbackUserName = "user", CallbackPassword = Token }),
    ];

    private static WebhookRequest Forged(string signature) => new(
        "POST",
        Url,
        [
            new("Content-Type", Form), new("X-Twilio-Signature", signature), new("X-SignalWire-Signature", signature), new("Authorization", signature), new("Jambonz-Signature", signature),
            new("X-Plivo-Signature-V3", signature), new("X-Plivo-Signature-V3-Nonce", "1"), new("telnyx-signature-ed25519", signature), new("telnyx-timestamp", "1"),
        ],
        "a=b"u8.ToArray());

    private static WebhookRequest Signed(string body)
    {
        string signed = Url + string.Concat(body.Split('&').Select(pair => Uri.UnescapeDataString(pair.Replace('+', ' '))).Select(pair => pair.Split('=', 2))
            .OrderBy(pair => pair[0], StringComparer.Ordinal).Select(pair => pair[0] + pair[1]));
        return new WebhookRequest("POST", Url, [new("Content-Type", Form), new("X-Twilio-Signature", Sign(signed))], Encoding.UTF8.GetBytes(body));
    }

#pragma warning disable CA5350 // The provider's scheme.
    private static string Sign(string text, string token = Token) => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(item => Permutations([.. items.Where(other => other != item)]).Select(rest => (int[])[item, .. rest]));
}
