using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Outsourcing.Calls;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Telephony.Tests.Twilio;

public sealed class TwilioWebhookReceiverTests
{
    private const string Token = "token-1";
    private const string Url = "https://crm.example.com/hooks/twilio/north";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TwilioWebhookReceiver Receiver = new("north", new TwilioOptions { AccountSid = "AC1", AuthToken = Token, PreviousAuthToken = "token-0" });

    [Fact]
    public void Read_CompletedCallback_SaysEndedOnce()
    {
        WebhookEvent read = Read(("CallStatus", "completed"), ("CallDuration", "42"), ("SequenceNumber", "3"), ("Timestamp", "Mon, 02 Mar 2026 11:59:00 +0000"), ("CallbackSource", "call-progress-events"));

        CallUpdate update = read.Updates.ShouldHaveSingleItem();
        update.Call.ShouldBe(new CallId("twilio", "north", "CA1"));
        update.Status.ShouldBe(CallStatus.Completed);
        update.Duration.ShouldBe(TimeSpan.FromSeconds(42));
        update.EndedAt.ShouldBe(new DateTimeOffset(2026, 3, 2, 11, 59, 0, TimeSpan.Zero));
        update.Revision.Sequence.ShouldBe(3);
        update.Completeness.ShouldBe(CallCompleteness.Ended);
        update.Verification.ShouldBe(WebhookVerification.BodyNoTimestamp);
        read.Incoming.ShouldBeNull();
    }

    [Fact]
    public void Read_IncomingCall_AsksForInstructions()
    {
        WebhookEvent read = Read(("CallStatus", "ringing"), ("Direction", "inbound"), ("From", "+14155550123"), ("To", "+12125550100"));

        read.Incoming!.From.ShouldBe(PhoneNumber.Parse("+14155550123"));
        read.Updates.Single().Completeness.ShouldBe(CallCompleteness.None);
    }

    [Fact]
    public void Read_StatusItDoesNotKnow_IsKept() => Read(("CallStatus", "levitating")).Updates.Single().RawStatus.ShouldBe("levitating");

    [Fact]
    public void Read_Recording_IsSettledWhenCompleted()
    {
        CallUpdate update = Read(("RecordingSid", "RE1"), ("RecordingStatus", "completed"), ("RecordingDuration", "30"), ("RecordingUrl", "https://api.twilio.com/x/RE1")).Updates.Single();

        update.Recording!.Id.ShouldBe("RE1");
        update.Recording.Duration.ShouldBe(TimeSpan.FromSeconds(30));
        update.Completeness.ShouldBe(CallCompleteness.RecordingSettled);
    }

    [Fact]
    public void Read_Transcription_IsPersonal()
    {
        CallUpdate update = Read(("TranscriptionSid", "TR1"), ("TranscriptionStatus", "completed"), ("TranscriptionText", "please call back"), ("RecordingSid", "RE1")).Updates.Single();

        update.Transcript!.Single().Text.Value.ShouldBe("please call back");
        update.ToString().ShouldNotContain("please call back");
    }

    [Fact]
    public void Read_SameRequestTwice_HasOneId()
    {
        WebhookRequest request = Sign(Token, ("CallSid", "CA1"), ("AccountSid", "AC1"), ("CallStatus", "ringing"));
        WebhookCheck check = Receiver.Verify(request, Now);

        Receiver.Read(request, check, Now)!.Id.ShouldBe(Receiver.Read(request, check, Now.AddMinutes(1))!.Id);
    }

    [Fact]
    public void Verify_OldTokenDuringRotation_IsBelieved() => Receiver.Verify(Sign("token-0", ("CallSid", "CA1"), ("AccountSid", "AC1")), Now).IsValid.ShouldBeTrue();

    [Fact]
    public void Verify_AnotherAccountsWebhook_IsRefused() =>
        Receiver.Verify(Sign(Token, ("CallSid", "CA1"), ("AccountSid", "AC2")), Now).Refusal.ShouldBe(WebhookRefusal.WrongAccount);

    [Fact]
    public void Verify_NoSignature_IsRefusedAndDoesNotThrow() =>
        Receiver.Verify(new WebhookRequest("POST", Url, [], default), Now).Refusal.ShouldBe(WebhookRefusal.MissingSignature);

    [Fact]
    public void Verify_AnyByteChanged_IsRefused() => Gen.Int[0, 10_000].Select(Gen.Int[1, 255]).Sample((at, change) =>
    {
        WebhookRequest good = Sign(Token, ("AccountSid", "AC1"), ("CallSid", "CA1"), ("CallStatus", "completed"), ("From", "+14155550123"));
        byte[] body = good.Body.ToArray();
        body[at % body.Length] ^= (byte)change;
        WebhookRequest changed = new("POST", Url, good.Headers, body);

        // "%2B" and "%2b" are one character to whoever signs decoded fields.
        if (Decoded(body) != Decoded(good.Body.ToArray()))
        {
            Receiver.Verify(changed, Now).IsValid.ShouldBeFalse();
        }
    });

    [Fact]
    public void Render_Flow_IsTwiml()
    {
        WebhookReply reply = Receiver.Render(CallFlow.Of(
            new SayStep("Tom & \"Co\" <Ltd>"),
            new DialStep(PhoneNumber.Parse("+14155550123")) { RingFor = TimeSpan.FromSeconds(15), Whisper = new Uri("https://crm.example.com/w?a=1&b=2") },
            new VoicemailStep("After the tone", new Uri("https://crm.example.com/r"))));

        reply.ContentType.ShouldBe("application/xml");
        Encoding.UTF8.GetString(reply.Body.Span).ShouldBe(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Say>Tom &amp; \"Co\" &lt;Ltd&gt;</Say>"
            + "<Dial timeout=\"15\"><Number url=\"https://crm.example.com/w?a=1&amp;b=2\">+14155550123</Number></Dial>"
            + "<Say>After the tone</Say><Record maxLength=\"120\" playBeep=\"true\" recordingStatusCallback=\"https://crm.example.com/r\"/></Response>");
    }

    [Fact]
    public void Markup_WrongNesting_IsRefusedNamingTheRule() =>
        Should.Throw<ArgumentException>(() => TwilioMarkup.Instance.Gather(new Uri(Url), [TwilioMarkup.Instance.Hangup()]))
            .Message.ShouldStartWith("In TwiML <Hangup> may not stand inside <Gather>; allowed are Say, Play, Pause.");

    private static WebhookEvent Read(params (string Name, string Value)[] fields)
    {
        WebhookRequest request = Sign(Token, [("CallSid", "CA1"), ("AccountSid", "AC1"), .. fields]);
        WebhookCheck check = Receiver.Verify(request, Now);
        check.IsValid.ShouldBeTrue();
        return Receiver.Read(request, check, Now)!;
    }

    private static string Decoded(byte[] body) => Uri.UnescapeDataString(Encoding.Latin1.GetString(body).Replace('+', ' '));

    private static WebhookRequest Sign(string token, params (string Name, string Value)[] fields)
    {
        string signed = Url + string.Concat(fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => field.Name + field.Value));
#pragma warning disable CA5350 // The provider's scheme.
        string signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5350
        string body = string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
        return new WebhookRequest("POST", Url, [new("Content-Type", "application/x-www-form-urlencoded"), new("X-Twilio-Signature", signature)], Encoding.UTF8.GetBytes(body));
    }
}
