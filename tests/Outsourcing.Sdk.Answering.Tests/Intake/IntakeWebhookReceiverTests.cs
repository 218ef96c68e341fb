using Outsourcing.Calls;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.Intake;

public sealed class IntakeWebhookReceiverTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 14, 0, 0, TimeSpan.Zero);

    private static readonly IntakeFieldMap Json = new()
    {
        CallId = "/call/id",
        StartedAt = "/call/at",
        TimeZone = "America/New_York",
        Duration = "/call/minutes",
        DurationUnit = CallLogDurationUnit.Minutes,
        CallerNumber = "/from/0/number",
        Region = "US",
        CallerName = "/from/0/na~1me",
        Message = "/note",
        Disposition = "/result",
        Dispositions = new Dictionary<string, string> { ["took msg"] = "message-taken" },
        Answers = new Dictionary<string, string> { ["budget"] = "/extra/budget" },
    };

    [Fact]
    public void Read_Json_FollowsTheMap()
    {
        CallUpdate update = Read(Json, """{"call":{"id":"7","at":"2026-03-09 09:30","minutes":1.5},"from":[{"number":"(202) 555-0123","na/me":"Kim"}],"note":"Call back","result":"took msg","extra":{"budget":900}}""");

        update.Call.ShouldBe(new CallId("intake", "desk", "7"));

        // Daylight saving time began the day before: −4, not −5.
        update.StartedAt.ShouldBe(new DateTimeOffset(2026, 3, 9, 9, 30, 0, TimeSpan.FromHours(-4)));
        update.Duration.ShouldBe(TimeSpan.FromSeconds(90));
        update.Caller!.Number.ShouldBe(PhoneNumber.Parse("+12025550123"));
        update.Caller.Name!.Value.Value.ShouldBe("Kim");
        update.Message!.Body.Value.ShouldBe("Call back");
        update.Disposition.ShouldBe(new CallDisposition { Kind = DispositionKind.MessageTaken, RawReason = "took msg" });
        update.IntakeAnswers.ShouldHaveSingleItem().Value!.Value.Value.ShouldBe("900");
        update.Verification.ShouldBe(WebhookVerification.HeaderSecret);
    }

    [Fact]
    public void Read_Form_FollowsTheMap()
    {
        IntakeFieldMap map = new() { CallerNumber = "phone", Message = "msg", StartedAt = "when", TimeFormats = ["MM/dd/yyyy h:mm tt"], TimeZone = "America/Chicago" };

        CallUpdate update = Read(map, "phone=%2B12025550123&msg=a%26b+c&when=02%2F10%2F2026+3%3A05+PM", "application/x-www-form-urlencoded");

        update.Message!.Body.Value.ShouldBe("a&b c");
        update.StartedAt.ShouldBe(new DateTimeOffset(2026, 2, 10, 15, 5, 0, TimeSpan.FromHours(-6)));
    }

    [Fact]
    public void Read_TheSameBodyAgain_IsTheSameEventAndCall()
    {
        IntakeWebhookReceiver sut = CreateSut(new IntakeFieldMap { Message = "/note" });
        WebhookEvent first = sut.Read(Request("""{"note":"a"}"""), Check, Now)!;
        WebhookEvent again = sut.Read(Request("""{"note":"a"}"""), Check, Now.AddDays(1))!;
        WebhookEvent other = sut.Read(Request("""{"note":"b"}"""), Check, Now)!;

        again.Id.ShouldBe(first.Id);
        again.Updates[0].Call.ShouldBe(first.Updates[0].Call);
        other.Updates[0].Call.ShouldNotBe(first.Updates[0].Call);
    }

    [Fact]
    public void Read_WordOutsideTheMap_StaysAsItIs() =>
        Read(Json, """{"call":{"id":"7"},"result":"gone fishing"}""").Disposition.ShouldBe(new CallDisposition { Kind = DispositionKind.Unknown, RawReason = "gone fishing" });

    [Fact]
    public void Read_NoJson_IsNull() => CreateSut(Json).Read(Request("not json"), Check, Now).ShouldBeNull();

    [Fact]
    public void Construction_UnknownZone_NamesIt() =>
        Should.Throw<ArgumentException>(() => CreateSut(new IntakeFieldMap { TimeZone = "Mars/Base" })).Message.ShouldContain("Mars/Base");

    [Fact]
    public void Verify_BodyHmac_TakesBothSpellingsAndNoOtherBody()
    {
        IntakeWebhookReceiver sut = new("desk", Json, IntakeVerification.BodyHmac("X-Signature", "s3cret"));
        string body = """{"a":1}""";
        string hex = SignedRequest.Hex("s3cret", body);

        sut.Verify(SignedRequest.Post(body, "X-Signature", hex), Now).Verification.ShouldBe(WebhookVerification.BodyNoTimestamp);
        sut.Verify(SignedRequest.Post(body, "X-Signature", "sha256=" + hex), Now).IsValid.ShouldBeTrue();
        sut.Verify(SignedRequest.Post(body + " ", "X-Signature", hex), Now).Refusal.ShouldBe(WebhookRefusal.WrongSignature);
    }

    private static WebhookCheck Check => WebhookCheck.Valid(WebhookVerification.HeaderSecret);

    private static CallUpdate Read(IntakeFieldMap map, string body, string contentType = "application/json")
    {
        IntakeWebhookReceiver sut = CreateSut(map);
        WebhookRequest request = Request(body, contentType);
        return sut.Read(request, sut.Verify(request, Now), Now)!.Updates.ShouldHaveSingleItem();
    }

    private static WebhookRequest Request(string body, string contentType = "application/json") => SignedRequest.Post(body, "X-Secret", "s3cret", contentType);

    private static IntakeWebhookReceiver CreateSut(IntakeFieldMap map) => new("desk", map, IntakeVerification.HeaderSecret("X-Secret", "s3cret"));
}
