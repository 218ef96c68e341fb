using Outsourcing.Calls;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.ElevenLabs;

public sealed class ElevenLabsWebhookReceiverTests
{
    private const string Secret = "wsec_for_tests";

    private const string Body = """
        {"type":"post_call_transcription","event_timestamp":1739537310,"data":{"conversation_id":"conv_1","agent_id":"a","status":"done",
        "transcript":[{"role":"agent","message":"Good morning.","time_in_call_secs":0},{"role":"user","message":"Grüße","time_in_call_secs":3},{"role":"agent","message":null}],
        "metadata":{"start_time_unix_secs":1739537200,"call_duration_secs":97,"cost":296,"termination_reason":"end_call tool",
        "phone_call":{"direction":"inbound","agent_number":"+12125550100","external_number":"+12025550123"}},
        "analysis":{"call_successful":"failure","transcript_summary":"Wanted an invoice.","data_collection_results":{"company":{"value":"Kim & Co","rationale":"said so"},"budget":{"value":null}}}}}
        """;

    private static readonly DateTimeOffset Now = new(2025, 2, 14, 12, 48, 30, TimeSpan.Zero);

    [Fact]
    public void Read_Transcription_GivesTheNeutralCall()
    {
        ElevenLabsWebhookReceiver sut = new("reception", [Secret]);
        WebhookRequest request = SignedRequest.ElevenLabs(Body, Secret, Now);
        WebhookCheck check = sut.Verify(request, Now.AddMinutes(20));

        check.IsValid.ShouldBeTrue();
        CallUpdate update = sut.Read(request, check, Now)!.Updates.ShouldHaveSingleItem();
        update.Call.ShouldBe(new CallId("elevenlabs", "reception", "conv_1"));
        update.Revision.At.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1739537310));
        update.Status.ShouldBe(CallStatus.Completed);
        update.Successful.ShouldBe(false);
        update.StartedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1739537200));
        update.EndedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1739537297));
        update.Charge!.Unit.ShouldBe("credits");
        update.IntakeAnswers.ShouldHaveSingleItem().Value!.Value.Value.ShouldBe("Kim & Co");
        update.Transcript!.Select(turn => turn.Text.Value).ShouldBe(["Good morning.", "Grüße"]);
    }

    [Fact]
    public void Verify_HalfAnHourAhead_IsTooNew()
    {
        ElevenLabsWebhookReceiver sut = new("reception", [Secret]);

        sut.Verify(SignedRequest.ElevenLabs(Body, Secret, Now.AddMinutes(31)), Now).Refusal.ShouldBe(WebhookRefusal.TooNew);
    }

    [Fact]
    public void Verify_WhileSecretsChange_TakesBoth()
    {
        ElevenLabsWebhookReceiver sut = new("reception", ["old", Secret]);

        sut.Verify(SignedRequest.ElevenLabs(Body, "old", Now), Now).IsValid.ShouldBeTrue();
        sut.Verify(SignedRequest.ElevenLabs(Body, Secret, Now), Now).IsValid.ShouldBeTrue();
        sut.Verify(SignedRequest.ElevenLabs(Body, "older", Now), Now).Refusal.ShouldBe(WebhookRefusal.WrongSignature);
    }
}
