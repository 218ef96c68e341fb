using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Outsourcing.Calls;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.Dialpad;

public sealed class DialpadWebhookReceiverTests
{
    private static readonly DateTimeOffset Now = new(2025, 2, 14, 12, 48, 17, TimeSpan.Zero);

    private static readonly string[] Life =
    [
        """{"call_id":42,"state":"ringing","direction":"inbound","external_number":"+12025550123","internal_number":"+12125550100","date_started":1739537200000,"event_timestamp":1739537200000}""",
        """{"call_id":42,"state":"connected","direction":"inbound","date_started":1739537200000,"date_connected":1739537210000,"event_timestamp":1739537210000,"target":{"type":"user","name":"Robin"}}""",
        """{"call_id":42,"state":"hangup","direction":"inbound","date_started":1739537200000,"date_connected":1739537210000,"date_ended":1739537270000,"duration":60000.5,"event_timestamp":1739537270000}""",
        """{"call_id":42,"state":"call_transcription","transcription_text":"Hello.","event_timestamp":1739537290000,"next_year":{"a":1}}""",
    ];

    [Fact]
    public void Read_AnyOrderAndDuplicates_GiveOneRecord()
    {
        CallUpdate[] updates = [.. Life.Select(body => Read(body).Updates.ShouldHaveSingleItem())];
        CallRecord expected = CallHistory.From(updates).ToRecord();

        expected.Status.ShouldBe(CallStatus.Completed);
        expected.HandlerName!.Value.Value.ShouldBe("Robin");
        expected.Duration.ShouldBe(TimeSpan.FromMilliseconds(60000.5));
        expected.Transcript!.Single().Text.Value.ShouldBe("Hello.");
        Gen.Shuffle(updates.Concat(updates).ToArray()).Sample(shuffled => CallHistory.From(shuffled).ToRecord().ShouldBe(expected));
    }

    [Theory]
    [InlineData("missed", "no-answer")]
    [InlineData("voicemail", "no-answer")]
    [InlineData("hold", "in-progress")]
    [InlineData("queued", "queued")]
    public void Read_State_IsMapped(string state, string status) =>
        Read($$"""{"call_id":"7","state":"{{state}}"}""").Updates.Single().Status.ShouldBe(CallStatus.From(status));

    [Fact]
    public void Verify_PlainJsonOrAnotherSecret_IsRefused()
    {
        CreateSut().Verify(SignedRequest.Post(Life[0], "X-Any", "1"), Now).IsValid.ShouldBeFalse();
        CreateSut().Verify(Signed(Life[0], "other"), Now).IsValid.ShouldBeFalse();
    }

    private static WebhookEvent Read(string body)
    {
        WebhookRequest request = Signed(body, "s3cret");
        WebhookCheck check = CreateSut().Verify(request, Now);
        check.Verification.ShouldBe(WebhookVerification.Jwt);
        return CreateSut().Read(request, check, Now)!;
    }

    private static WebhookRequest Signed(string body, string secret)
    {
        string message = $"{Base64Url.EncodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(body))}";
        string mac = Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message)));
        return SignedRequest.Post($"{message}.{mac}", "X-Any", "1", "application/jwt");
    }

    private static DialpadWebhookReceiver CreateSut() => new("desk", ["s3cret"]);
}
