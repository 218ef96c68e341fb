using Microsoft.Extensions.DependencyInjection;
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_TimeOfTheEventMapped_PutsItInOrderWhateverComesFirst(bool mapped)
    {
        IntakeFieldMap map = new() { CallId = "/id", Message = "/note", UpdatedAt = mapped ? "/at" : null };
        CallUpdate Said(string note, int minute, int received) =>
            CreateSut(map).Read(Request($$"""{"id":"7","note":"{{note}}","at":"2026-03-09T09:0{{minute}}:00Z"}"""), Check, Now.AddMinutes(received))!.Updates[0];

        CallRecord record = CallHistory.From([Said("corrected", 5, received: 0), Said("misheard", 1, received: 9)]).ToRecord();

        record.Message!.Body.Value.ShouldBe(mapped ? "corrected" : "misheard");
    }

    [Fact]
    public void Read_WordsOfUrgencyAndIntent_KeepTheService()
    {
        IntakeFieldMap map = new()
        {
            Urgency = "/u",
            Urgencies = new Dictionary<string, string> { ["P1 (drop everything)"] = "high" },
            Intent = "/i",
            Intents = new Dictionary<string, string> { ["New biz"] = "new-lead" },
        };

        CallUpdate known = Read(map, """{"u":"P1 (drop everything)","i":"New biz"}""");
        CallUpdate unknown = Read(map, """{"u":"Whenever","i":"Wants the moon"}""");

        (known.Urgency, known.RawUrgency).ShouldBe((CallUrgency.High, "P1 (drop everything)"));
        known.Intent.ShouldBe(new CallerIntent { Kind = CallerIntentKind.NewLead, Label = "New biz" });
        (unknown.Urgency!.Value.Value, unknown.RawUrgency).ShouldBe(("Whenever", "Whenever"));
        unknown.Intent.ShouldBe(new CallerIntent { Kind = CallerIntentKind.Other, Label = "Wants the moon" });
        CallHistory.From([known, unknown with { Call = known.Call, Revision = new CallRevision(Now.AddMinutes(1), "later"), Urgency = null, RawUrgency = null }]).ToRecord().RawUrgency.ShouldBe("P1 (drop everything)");
    }

    [Fact]
    public void Verify_BodyToken_ReachesSharedTokenInJsonAndForms()
    {
        IntakeWebhookReceiver json = new("desk", Json, IntakeVerification.BodyToken("/token", "old", "s3cret"));
        IntakeWebhookReceiver form = new("desk", Json, IntakeVerification.BodyToken("token", "s3cret"));

        json.Verify(Request("""{"token":"s3cret"}"""), Now).Verification.ShouldBe(WebhookVerification.SharedToken);
        json.Verify(Request("""{"token":"old"}"""), Now).IsValid.ShouldBeTrue();
        json.Verify(Request("""{"token":"another"}"""), Now).Refusal.ShouldBe(WebhookRefusal.WrongSignature);
        json.Verify(Request("{}"), Now).Refusal.ShouldBe(WebhookRefusal.MissingSignature);
        json.Verify(Request("not json"), Now).IsValid.ShouldBeFalse();
        form.Verify(Request("a=1&token=s3cret", "application/x-www-form-urlencoded"), Now).Verification.ShouldBe(WebhookVerification.SharedToken);
    }

    [Fact]
    public void Verify_StandardWebhooks_ReachesBodyWithTimestamp()
    {
        const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZg==";
        byte[] body = "{}"u8.ToArray();
        IntakeWebhookReceiver sut = new("desk", Json, IntakeVerification.StandardWebhooks(Secret));
        WebhookRequest request = new("POST", "https://x.example", [new("webhook-id", "1"), new("webhook-timestamp", $"{Now.ToUnixTimeSeconds()}"), new("webhook-signature", Http.StandardWebhooks.Sign(Secret, "1", Now, body))], body);

        sut.Verify(request, Now).Verification.ShouldBe(WebhookVerification.BodyWithTimestamp);
        sut.Verify(request, Now.AddHours(1)).Refusal.ShouldBe(WebhookRefusal.TooOld);
    }

    [Fact]
    public void CallIdHmac_ChangedBodyWithTheSameId_IsLetInAndNothingOfItBelieved()
    {
        IntakeWebhookReceiver sut = new("desk", Json, IntakeVerification.CallIdHmac("X-Signature", "/call/id", "s3cret"), source: new Nothing());
        WebhookRequest forged = SignedRequest.Post("""{"call":{"id":"7"},"note":"pay at once"}""", "X-Signature", SignedRequest.Hex("s3cret", "7"));

        WebhookCheck check = sut.Verify(forged, Now);
        WebhookEvent read = sut.Read(forged, check, Now)!;

        check.Verification.ShouldBe(WebhookVerification.IdOnly);
        read.Updates.ShouldBeEmpty();
        read.Unproved.ShouldBe([new CallId("intake", "desk", "7")]);
        sut.Verify(SignedRequest.Post("""{"call":{"id":"8"}}""", "X-Signature", SignedRequest.Hex("s3cret", "7")), Now).Refusal.ShouldBe(WebhookRefusal.WrongSignature);
        sut.Verify(SignedRequest.Post("{}", "X-Signature", SignedRequest.Hex("s3cret", "")), Now).Refusal.ShouldBe(WebhookRefusal.MissingSignature);
    }

    [Fact]
    public void Construction_ContentThatNothingProvesAndNoSource_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new IntakeWebhookReceiver("desk", Json, IntakeVerification.CallIdHmac("X-Signature", "/call/id", "s"))).Message.ShouldContain("source");
        Should.Throw<ArgumentException>(() => new IntakeWebhookReceiver("desk", Json, IntakeVerification.Unverified())).Message.ShouldContain("source");
        Should.Throw<ArgumentException>(() => new IntakeWebhookReceiver("desk", new IntakeFieldMap(), IntakeVerification.Unverified(), source: new Nothing())).Message.ShouldContain("CallId");
        new IntakeWebhookReceiver("desk", Json, IntakeVerification.Unverified(), source: new Nothing()).Verify(Request("{}"), Now).Verification.ShouldBe(WebhookVerification.None);
    }

    [Fact]
    public void Add_WithASource_ReadsWeakWebhooksThere()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddOutsourcing()
            .AddIntake("zapier", Json, IntakeVerification.HeaderSecret("X-Secret", "s3cret"))
            .AddIntake("weak", Json, IntakeVerification.HeaderSecret("X-Secret", "s3cret"), "synthflow", _ => new Nothing());
        using ServiceProvider provider = services.BuildServiceProvider();
        IWebhookReceiver[] receivers = [.. provider.GetServices<IWebhookReceiver>()];
        WebhookRequest request = Request("""{"call":{"id":"7"}}""");

        receivers.Select(receiver => (receiver.Provider, receiver.Account)).ShouldBe([("intake", "zapier"), ("synthflow", "weak")]);
        receivers[0].Read(request, Check, Now)!.Updates.ShouldHaveSingleItem().Verification.ShouldBe(WebhookVerification.HeaderSecret);
        receivers[1].Read(request, Check, Now)!.Unproved.ShouldBe([new CallId("synthflow", "weak", "7")]);
        receivers[1].Read(request, WebhookCheck.Valid(WebhookVerification.BodyNoTimestamp), Now)!.Updates.ShouldHaveSingleItem();
        Should.Throw<ArgumentException>(() => services.AddOutsourcing().AddIntake("x", new IntakeFieldMap { TimeZone = "Mars/Base" }, IntakeVerification.HeaderSecret("X-Secret", "s")));
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

    private sealed class Nothing : ICallSource
    {
        public Task<CallUpdate?> FetchAsync(CallId id, CancellationToken cancellationToken = default) => Task.FromResult<CallUpdate?>(null);
    }
}
