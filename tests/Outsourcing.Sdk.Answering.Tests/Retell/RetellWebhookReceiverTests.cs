using CsCheck;
using Outsourcing.Calls;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.Retell;

public sealed class RetellWebhookReceiverTests
{
    private const string Key = "key_for_tests";

    private const string Ended = """
        {"event":"call_ended","call":{"call_id":"c1","call_status":"ended","direction":"inbound","from_number":"+12025550123","to_number":"+12125550100",
        "start_timestamp":1739537200000,"end_timestamp":1739537297000,"duration_ms":97000,"disconnection_reason":"user_hangup","a_field_of_next_year":{"kept":"raw"},
        "transcript_object":[{"role":"agent","content":"Lighthouse Marketing.","words":[{"word":"Lighthouse","start":0.7}]},{"role":"user","content":"Hello."}]}}
        """;

    private const string Analyzed = """
        {"event":"call_analyzed","call":{"call_id":"c1","call_status":"ended","direction":"inbound","from_number":"+12025550123","to_number":"+12125550100",
        "start_timestamp":1739537200000,"end_timestamp":1739537297000,"duration_ms":97000,"disconnection_reason":"user_hangup",
        "call_analysis":{"call_summary":"Asked for prices.","call_successful":true,"user_sentiment":"Positive","custom_analysis_data":{"budget":900,"name":"Kim","empty":null}},
        "call_cost":{"combined_cost":42.5,"total_duration_seconds":97}}}
        """;

    private static readonly DateTimeOffset Now = new(2025, 2, 14, 12, 48, 17, TimeSpan.Zero);

    [Fact]
    public void Verify_SignedNow_IsBelievedWithItsTime()
    {
        WebhookCheck check = CreateSut().Verify(SignedRequest.Retell(Ended, Key, Now), Now.AddSeconds(20));

        check.IsValid.ShouldBeTrue();
        check.Verification.ShouldBe(WebhookVerification.BodyWithTimestamp);
        check.SignedAt.ShouldBe(Now);
    }

    [Fact]
    public void Verify_SignedSixMinutesAgo_IsTooOld() =>
        CreateSut().Verify(SignedRequest.Retell(Ended, Key, Now), Now.AddMinutes(6)).Refusal.ShouldBe(WebhookRefusal.TooOld);

    [Fact]
    public void Verify_WithoutSignature_IsRefusedAndDoesNotThrow() =>
        CreateSut().Verify(SignedRequest.Post(Ended, "X-Other", "1"), Now).Refusal.ShouldBe(WebhookRefusal.MissingSignature);

    [Fact]
    public void Verify_AnyOneByteChanged_IsRefused() => Gen.Int[0, Ended.Length - 1].Sample(index =>
    {
        WebhookRequest signed = SignedRequest.Retell(Ended, Key, Now);
        byte[] body = signed.Body.ToArray();
        body[index] ^= 1;
        CreateSut().Verify(new WebhookRequest(signed.Method, signed.Url, signed.Headers, body), Now).IsValid.ShouldBeFalse();
    });

    [Fact]
    public void Read_Analyzed_GivesTheNeutralCall()
    {
        CallUpdate update = Read(Analyzed).Updates.ShouldHaveSingleItem();

        update.Call.ShouldBe(new CallId("retell", "reception", "c1"));
        update.Status.ShouldBe(CallStatus.Completed);
        update.RawStatus.ShouldBe("ended");
        update.Caller!.Number.ShouldBe(PhoneNumber.Parse("+12025550123"));
        update.Dialled.ShouldBe(PhoneNumber.Parse("+12125550100"));
        update.Duration.ShouldBe(TimeSpan.FromSeconds(97));
        update.Disposition.ShouldBe(new CallDisposition { Kind = DispositionKind.CallerHungUp, RawReason = "user_hangup" });
        update.Successful.ShouldBe(true);
        update.Summary!.Value.Value.ShouldBe("Asked for prices.");
        update.IntakeAnswers!.Select(answer => (answer.QuestionId, answer.Value!.Value.Value)).ShouldBe([("budget", "900"), ("name", "Kim")]);
        update.Charge.ShouldBe(new UsageCharge { Amount = 0.425m, Unit = "USD", BilledTime = TimeSpan.FromSeconds(97) });
        update.Completeness.ShouldBe(CallCompleteness.Ended | CallCompleteness.Analyzed | CallCompleteness.Billed);
    }

    [Fact]
    public void Read_EndedAndAnalyzed_InAnyOrderAndTwice_GiveOneCall()
    {
        CallUpdate ended = Read(Ended).Updates[0];
        CallUpdate analyzed = Read(Analyzed).Updates[0];
        CallRecord forward = CallHistory.From(ended).Merge(analyzed).ToRecord();

        CallHistory.From(analyzed).Merge(ended).Merge(analyzed).ToRecord().ShouldBe(forward);
        forward.Transcript!.Select(turn => (turn.Speaker, turn.At)).ShouldBe([(Speaker.Handler, TimeSpan.FromSeconds(0.7)), (Speaker.Caller, null)]);
        forward.Summary!.Value.Value.ShouldBe("Asked for prices.");
    }

    [Theory]
    [InlineData("""{"event":"something_new","call":{"call_id":"c1"}}""", 1)]
    [InlineData("""{"event":"something_new","about":"an agent"}""", 0)]
    [InlineData("""{"event":"call_ended","call":{"call_id":"c1","start_timestamp":null,"duration_ms":"soon","transcript_object":{},"call_analysis":7}}""", 1)]
    public void Read_UnknownEventOrOddValues_IsKeptAndDoesNotThrow(string body, int updates) => Read(body).Updates.Count.ShouldBe(updates);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    public void Read_NoEvent_IsNull(string body) =>
        CreateSut().Read(SignedRequest.Retell(body, Key, Now), WebhookCheck.Valid(WebhookVerification.BodyWithTimestamp, Now), Now).ShouldBeNull();

    private static WebhookEvent Read(string body) =>
        CreateSut().Read(SignedRequest.Retell(body, Key, Now), WebhookCheck.Valid(WebhookVerification.BodyWithTimestamp, Now), Now)!;

    private static RetellWebhookReceiver CreateSut() => new("reception", [Key]);
}
