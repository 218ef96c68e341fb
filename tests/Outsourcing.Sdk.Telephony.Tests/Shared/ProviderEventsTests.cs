using System.Text;
using Outsourcing.Calls;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Telephony.Tests;

/// <summary>What each provider's own words for the same happenings mean in neutral ones.</summary>
public sealed class ProviderEventsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly WebhookCheck Believed = WebhookCheck.Valid(WebhookVerification.BodyNoTimestamp);

    private static readonly Dictionary<string, IWebhookReceiver> Receivers = new IWebhookReceiver[]
    {
        new TelnyxWebhookReceiver("a", new TelnyxOptions()),
        new VonageWebhookReceiver("a", new VonageOptions()),
        new PlivoWebhookReceiver("a", new PlivoOptions()),
        new BandwidthWebhookReceiver("a", new BandwidthOptions()),
        new SignalWireWebhookReceiver("a", new SignalWireOptions()),
        new JambonzWebhookReceiver("a", new JambonzOptions()),
    }.ToDictionary(receiver => receiver.Provider);

    [Theory]
    [InlineData("telnyx", """{"data":{"event_type":"call.hangup","id":"e1","occurred_at":"2026-03-02T11:00:00Z","payload":{"call_control_id":"C1","hangup_cause":"user_busy"}}}""", "busy")]
    [InlineData("telnyx", """{"data":{"event_type":"call.hangup","id":"e1","payload":{"call_control_id":"C1","hangup_cause":"originator_cancel"}}}""", "canceled")]
    [InlineData("telnyx", """{"data":{"event_type":"call.answered","id":"e1","payload":{"call_control_id":"C1","start_time":null}}}""", "in-progress")]
    [InlineData("vonage", """{"status":"cancelled","uuid":"C1","direction":"inbound"}""", "canceled")]
    [InlineData("vonage", """{"status":"unanswered","uuid":"C1","start_time":null}""", "no-answer")]
    [InlineData("vonage", """{"status":"levitating","uuid":"C1"}""", "levitating")]
    [InlineData("plivo", "CallUUID=C1&CallStatus=cancel&Event=Hangup", "canceled")]
    [InlineData("plivo", "CallUUID=C1&CallStatus=timeout&Event=Hangup&Event=Hangup", "no-answer")]
    [InlineData("bandwidth", """{"eventType":"disconnect","callId":"C1","cause":"timeout"}""", "no-answer")]
    [InlineData("bandwidth", """{"eventType":"disconnect","callId":"C1","cause":"a-new-cause","answerTime":"2026-03-02T11:00:00Z"}""", "completed")]
    [InlineData("signalwire", "CallSid=C1&CallStatus=no-answer", "no-answer")]
    [InlineData("signalwire", """{"event_type":"calling.call.state","params":{"call_id":"C1","call_state":"ended","end_reason":"busy"}}""", "busy")]
    [InlineData("jambonz", """{"call_sid":"C1","call_status":"early-media"}""", "ringing")]
    [InlineData("jambonz", """{"call_sid":"C1","call_status":"completed","duration":12}""", "completed")]
    public void Read_StatusOfTheProvider_IsTheNeutralWord(string provider, string body, string status)
    {
        CallUpdate update = Read(provider, body)!.Updates.ShouldHaveSingleItem();

        update.Call.ShouldBe(new CallId(provider, "a", "C1"));
        update.Status.ShouldBe(CallStatus.From(status));
    }

    [Theory]
    [InlineData("telnyx", """{"data":{"event_type":"call.initiated","id":"e","payload":{"call_control_id":"C1","direction":"incoming","from":"+14155550123","to":"+12125550100"}}}""")]
    [InlineData("vonage", """{"from":"14155550123","to":"12125550100","uuid":"C1","conversation_uuid":"CON-1"}""")]
    [InlineData("plivo", "CallUUID=C1&CallStatus=ringing&Event=StartApp&Direction=inbound&From=14155550123&To=12125550100")]
    [InlineData("bandwidth", """{"eventType":"initiate","callId":"C1","direction":"inbound","from":"+14155550123","to":"+12125550100"}""")]
    [InlineData("signalwire", "CallSid=C1&CallStatus=ringing&Direction=inbound&From=%2B14155550123&To=%2B12125550100")]
    [InlineData("jambonz", """{"call_sid":"C1","call_status":"trying","direction":"inbound","from":"+14155550123","to":"+12125550100"}""")]
    public void Read_CallThatRingsIn_AsksForInstructions(string provider, string body)
    {
        WebhookEvent read = Read(provider, body)!;

        read.Incoming!.From.ShouldBe(PhoneNumber.Parse("+14155550123"));
        read.Incoming.To.ShouldBe(PhoneNumber.Parse("+12125550100"));
    }

    [Theory]
    [InlineData("telnyx", """{"data":{"event_type":"fax.delivered","id":"e"}}""", "fax.delivered")]
    [InlineData("vonage", """{"status":"unheard-of"}""", "unheard-of")]
    [InlineData("bandwidth", """{"eventType":"unheard-of"}""", "unheard-of")]
    public void Read_EventItDoesNotKnow_IsKeptByName(string provider, string body, string name)
    {
        WebhookEvent read = Read(provider, body)!;

        read.Name.ShouldBe(name);
        read.Updates.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("telnyx")]
    [InlineData("vonage")]
    [InlineData("plivo")]
    [InlineData("bandwidth")]
    [InlineData("signalwire")]
    [InlineData("jambonz")]
    public void Read_BodyThatIsNothing_IsNoEvent(string provider) => Read(provider, "")?.Updates.ShouldBeEmpty();

    [Theory]
    [InlineData("telnyx", "<Say>Tom &amp; Co</Say>")]
    [InlineData("signalwire", "<Say>Tom &amp; Co</Say>")]
    [InlineData("plivo", "<Speak>Tom &amp; Co</Speak>")]
    [InlineData("bandwidth", "<SpeakSentence>Tom &amp; Co</SpeakSentence>")]
    [InlineData("vonage", """[{"action":"talk","text":"Tom \u0026 Co"},{"action":"connect","timeout":20,"endpoint":[{"type":"phone","number":"14155550123"}]}]""")]
    [InlineData("jambonz", """[{"verb":"say","text":"Tom \u0026 Co"},{"verb":"dial","timeout":20,"target":[{"type":"phone","number":"\u002B14155550123"}]}]""")]
    public void Render_SayAndDial_IsTheProvidersOwnLanguage(string provider, string part) =>
        Encoding.UTF8.GetString(Receivers[provider].Render(CallFlow.Of(new SayStep("Tom & Co"), new DialStep(PhoneNumber.Parse("+14155550123")))).Body.Span).ShouldContain(part);

    [Theory]
    [InlineData("telnyx")]
    [InlineData("plivo")]
    [InlineData("bandwidth")]
    [InlineData("vonage")]
    [InlineData("jambonz")]
    public void Render_TextWhereItCannotBe_IsATypedRefusal(string provider) =>
        Should.Throw<CallFlowNotSupportedException>(() => Receivers[provider].Render(CallFlow.Of(new TextStep("We missed you")))).Step.ShouldBe("text");

    private static WebhookEvent? Read(string provider, string body) =>
        Receivers[provider].Read(new WebhookRequest("POST", "https://crm.example.com/hook", [], Encoding.UTF8.GetBytes(body)), Believed, Now);
}
