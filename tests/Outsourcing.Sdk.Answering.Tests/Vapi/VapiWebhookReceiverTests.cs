using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Calls;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.Vapi;

public sealed class VapiWebhookReceiverTests
{
    internal const string Report = """
        {"message":{"type":"end-of-call-report","timestamp":1739537300000,"endedReason":"customer-ended-call","startedAt":"2025-02-14T12:46:40.000Z","endedAt":"2025-02-14T12:48:17.000Z","cost":0.1234,
        "customer":{"number":"+12025550123","name":"Kim"},"phoneNumber":{"provider":"vapi","number":"+12125550100"},"call":{"id":"c1","orgId":"o","createdAt":"2025-02-14T12:46:39.000Z","updatedAt":"2025-02-14T12:48:17.000Z","type":"inboundPhoneCall","status":"ended"},
        "analysis":{"summary":"Asked for prices.","successEvaluation":"true","structuredData":{"budget":900,"empty":null}},
        "artifact":{"recordingUrl":"https://storage.vapi.ai/c1.wav","messages":[{"role":"system","message":"secret prompt"},{"role":"bot","message":"Lighthouse.","secondsFromStart":0.7},{"role":"user","message":"Hello.","secondsFromStart":2.5}]}}}
        """;

    private const string StatusUpdate = """{"message":{"type":"status-update","timestamp":1739537200000,"status":"in-progress","call":{"id":"c1","type":"inboundPhoneCall"},"customer":{"number":"+12025550123"}}}""";

    private static readonly DateTimeOffset Now = new(2025, 2, 14, 12, 48, 20, TimeSpan.Zero);

    [Fact]
    public void Read_EndOfCallReport_GivesTheNeutralCall()
    {
        CallUpdate update = Read(Report);

        update.Call.ShouldBe(new CallId("vapi", "a", "c1"));
        update.Status.ShouldBe(CallStatus.Completed);
        update.Direction.ShouldBe(CallDirection.Inbound);
        update.Caller!.Name!.Value.Value.ShouldBe("Kim");
        update.Dialled.ShouldBe(PhoneNumber.Parse("+12125550100"));
        update.Duration.ShouldBe(TimeSpan.FromSeconds(97));
        update.Charge.ShouldBe(new UsageCharge { Amount = 0.1234m, Unit = "USD" });
        update.IntakeAnswers!.Select(answer => (answer.QuestionId, answer.Value!.Value.Value)).ShouldBe([("budget", "900")]);
        update.Transcript!.Select(turn => (turn.Speaker, turn.At)).ShouldBe([(Speaker.Handler, TimeSpan.FromSeconds(0.7)), (Speaker.Caller, TimeSpan.FromSeconds(2.5))]);
        update.Successful.ShouldBe(true);
        update.Completeness.ShouldBe(CallCompleteness.Ended | CallCompleteness.Analyzed | CallCompleteness.Billed);
    }

    [Fact]
    public void Read_AnyOrderAndDuplicates_GiveOneRecord()
    {
        CallUpdate[] updates = [Read(Report), Read(StatusUpdate)];
        CallRecord expected = CallHistory.From(updates).ToRecord();

        Gen.Shuffle(updates.Concat(updates).ToArray()).Sample(shuffled => CallHistory.From(shuffled).ToRecord().ShouldBe(expected));
        expected.Status.ShouldBe(CallStatus.Completed);
    }

    [Fact]
    public void Secret_RightWrongAndMissing()
    {
        VapiWebhookReceiver sut = new("a", new VapiOptions { WebhookSecret = "s", PreviousWebhookSecret = "old" });

        sut.Verify(SignedRequest.Post(Report, "X-Vapi-Secret", "s"), Now).Verification.ShouldBe(WebhookVerification.HeaderSecret);
        sut.Verify(SignedRequest.Post(Report, "X-Vapi-Secret", "old"), Now).IsValid.ShouldBeTrue();
        sut.Verify(SignedRequest.Post(Report, "X-Vapi-Secret", "t"), Now).Refusal.ShouldBe(WebhookRefusal.WrongSignature);
        sut.Verify(SignedRequest.Post(Report, "X-Other", "s"), Now).Refusal.ShouldBe(WebhookRefusal.MissingSignature);
        VapiVerification.Bearer("t").Verify(SignedRequest.Post(Report, "Authorization", "Bearer t"), Now).IsValid.ShouldBeTrue();
        Should.Throw<ArgumentException>(() => VapiVerification.Secret(""));
    }

    [Theory]
    [InlineData("{timestamp}.{body}", false, WebhookVerification.BodyWithTimestamp)]
    [InlineData("{svix-id}.{timestamp}.{body}", true, WebhookVerification.BodyWithTimestamp)]
    [InlineData("{method} {url} {body}", false, WebhookVerification.BodyNoTimestamp)]
    [InlineData("{timestamp}", false, WebhookVerification.HeaderSecret)]
    public void Hmac_EachPayload_ReachesItsLevel(string format, bool base64, WebhookVerification level)
    {
        VapiHmac scheme = new() { Secrets = ["k"], Algorithm = "sha512", PayloadFormat = format, Base64 = base64, SignaturePrefix = "v1=", MessageIdHeader = "x-id" };
        string at = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string payload = format.Replace("{svix-id}", "m1", StringComparison.Ordinal).Replace("{timestamp}", at, StringComparison.Ordinal).Replace("{method}", "POST", StringComparison.Ordinal)
            .Replace("{url}", "https://crm.example.com/hooks/vapi/a", StringComparison.Ordinal).Replace("{body}", Report, StringComparison.Ordinal);
        byte[] mac = HMACSHA512.HashData("k"u8, Encoding.UTF8.GetBytes(payload));
        WebhookRequest request = Signed(at, "v1=" + (base64 ? Convert.ToBase64String(mac) : Convert.ToHexStringLower(mac)), Report);
        VapiVerification sut = VapiVerification.Hmac(scheme);

        sut.Verify(request, Now).Verification.ShouldBe(level);
        sut.Verify(Signed(at, "v1=" + Convert.ToHexStringLower(HMACSHA512.HashData("other"u8, Encoding.UTF8.GetBytes(payload))), Report), Now).Refusal.ShouldBe(WebhookRefusal.WrongSignature);
        if (format.Contains("{body}", StringComparison.Ordinal))
        {
            sut.Verify(Signed(at, request.Header("x-signature")!, Report + " "), Now).Refusal.ShouldBe(WebhookRefusal.WrongSignature);
        }

        if (level == WebhookVerification.BodyWithTimestamp)
        {
            sut.Verify(request, Now.AddMinutes(6)).Refusal.ShouldBe(WebhookRefusal.TooOld);
        }
    }

    [Fact]
    public async Task AssistantRequest_HandlerAnswers_NamesTheAssistant()
    {
        JsonElement reply = await AnswerAsync("""{"message":{"type":"assistant-request","call":{"id":"c1"},"customer":{"number":"+12025550123"}}}""", new Handler { Assistant = new VapiAssistantAnswer { AssistantId = "as1", Variables = new Dictionary<string, string> { ["name"] = "Kim" } } });

        reply.GetProperty("assistantId").GetString().ShouldBe("as1");
        reply.GetProperty("assistantOverrides").GetProperty("variableValues").GetProperty("name").GetString().ShouldBe("Kim");
    }

    [Fact]
    public async Task AssistantRequest_HandlerHangsOrFails_FallsBackAtTheDeadline()
    {
        FakeTimeProvider time = new(Now);
        VapiOptions options = new() { WebhookSecret = "s", FallbackAssistantId = "fallback" };
        VapiWebhookReceiver sut = new("a", options, null, new Handler { Hang = true }, time);
        WebhookRequest request = SignedRequest.Post("""{"message":{"type":"assistant-request","call":{"id":"c1"}}}""", "X-Vapi-Secret", "s");

        Task<WebhookReply?> waiting = sut.AnswerAsync(request).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        time.Advance(options.AssistantDeadline);
        WebhookReply reply = (await waiting.WaitAsync(TimeSpan.FromSeconds(20)))!;

        Encoding.UTF8.GetString(reply.Body.Span).ShouldBe("""{"assistantId":"fallback"}""");
        (await AnswerAsync("""{"message":{"type":"assistant-request","call":{"id":"c1"}}}""", new Handler { Fail = true })).GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        (await AnswerAsync("""{"message":{"type":"assistant-request","call":{"id":"c1"}}}""", null)).GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task ToolCalls_EachIsAnsweredById_AndAFailureIsAnError()
    {
        const string Body = """{"message":{"type":"tool-calls","toolCallList":[{"id":"t1","type":"function","function":{"name":"book","arguments":"{\"day\":\"Monday\"}"}},{"id":"t2","type":"function","function":{"name":"fail","arguments":{}}}],"toolWithToolCallList":[]}}""";

        JsonElement[] results = [.. (await AnswerAsync(Body, new Handler())).GetProperty("results").EnumerateArray()];

        results.Select(result => result.GetProperty("toolCallId").GetString()).ShouldBe(["t1", "t2"]);
        results[0].GetProperty("result").GetString().ShouldBe("book Monday two lines");
        results[1].GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task ToolCalls_OneHangs_TheOthersAreAnsweredAndItIsAnErrorAtTheDeadline()
    {
        const string Body = """{"message":{"type":"tool-calls","toolCallList":[{"id":"t1","function":{"name":"hang","arguments":{}}},{"id":"t2","function":{"name":"book","arguments":{"day":"Friday"}}}]}}""";
        FakeTimeProvider time = new(Now);
        VapiOptions options = new() { WebhookSecret = "s", ToolDeadline = TimeSpan.FromSeconds(9) };

        Task<WebhookReply?> waiting = new VapiWebhookReceiver("a", options, null, new Handler(), time).AnswerAsync(SignedRequest.Post(Body, "X-Vapi-Secret", "s")).AsTask();
        time.Advance(TimeSpan.FromSeconds(8.9));
        bool early = waiting.IsCompleted;
        time.Advance(TimeSpan.FromSeconds(0.1));
        WebhookReply reply = (await waiting.WaitAsync(TimeSpan.FromSeconds(20)))!;

        early.ShouldBeFalse();
        JsonElement[] results = [.. JsonElement.Parse(reply.Body.Span).GetProperty("results").EnumerateArray()];
        results[0].GetProperty("toolCallId").GetString().ShouldBe("t1");
        results[0].GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        results[1].GetProperty("result").GetString().ShouldBe("book Friday two lines");
    }

    [Fact]
    public async Task TransferRequest_HandlerAnswersHangsOrHasNobody_IsADestinationOrAnError()
    {
        const string Body = """{"message":{"type":"transfer-destination-request","call":{"id":"c1"}}}""";
        FakeTimeProvider time = new(Now);
        VapiOptions options = new() { WebhookSecret = "s" };
        PhoneNumber partner = PhoneNumber.Parse("+14155550123");

        Task<WebhookReply?> waiting = new VapiWebhookReceiver("a", options, null, new Handler { Hang = true }, time).AnswerAsync(SignedRequest.Post(Body, "X-Vapi-Secret", "s")).AsTask();
        time.Advance(options.AssistantDeadline);
        WebhookReply late = (await waiting.WaitAsync(TimeSpan.FromSeconds(20)))!;

        (await AnswerAsync(Body, new Handler { Transfer = partner })).GetProperty("destination").GetProperty("number").GetString().ShouldBe("+14155550123");
        (await AnswerAsync(Body, new Handler())).GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        JsonElement.Parse(late.Body.Span).GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Answer_EventThatWaitsForNothing_IsNull() =>
        (await new VapiWebhookReceiver("a", new VapiOptions { WebhookSecret = "s" }).AnswerAsync(SignedRequest.Post(Report, "X-Vapi-Secret", "s"))).ShouldBeNull();

    private static CallUpdate Read(string body) =>
        new VapiWebhookReceiver("a", new VapiOptions { WebhookSecret = "s" }).Read(SignedRequest.Post(body, "x", "y"), WebhookCheck.Valid(WebhookVerification.BodyWithTimestamp, Now), Now)!.Updates.ShouldHaveSingleItem();

    private static async Task<JsonElement> AnswerAsync(string body, IVapiRequestHandler? handler)
    {
        WebhookReply reply = (await new VapiWebhookReceiver("a", new VapiOptions { WebhookSecret = "s" }, null, handler).AnswerAsync(SignedRequest.Post(body, "X-Vapi-Secret", "s")))!;
        return JsonElement.Parse(reply.Body.Span);
    }

    private static WebhookRequest Signed(string at, string signature, string body) => new(
        "POST", "https://crm.example.com/hooks/vapi/a", [new("x-timestamp", at), new("x-signature", signature), new("x-id", "m1")], Encoding.UTF8.GetBytes(body));

    private sealed class Handler : IVapiRequestHandler
    {
        public VapiAssistantAnswer? Assistant { get; init; }

        public bool Hang { get; init; }

        public bool Fail { get; init; }

        public PhoneNumber? Transfer { get; init; }

        public async ValueTask<VapiAssistantAnswer?> ChooseAssistantAsync(VapiRequest request, CancellationToken cancellationToken = default)
        {
            if (Hang)
            {
                // Ignores its token, as a bad app may.
                await new TaskCompletionSource().Task;
            }

            return Fail ? throw new InvalidOperationException("no") : Assistant;
        }

        public ValueTask<VapiToolResult> RunToolAsync(VapiToolCall toolCall, VapiRequest request, CancellationToken cancellationToken = default) => toolCall.Name switch
        {
            "fail" => throw new InvalidOperationException("no"),
            "hang" => new ValueTask<VapiToolResult>(new TaskCompletionSource<VapiToolResult>().Task),
            _ => ValueTask.FromResult(new VapiToolResult { Result = $"{toolCall.Name} {toolCall.Arguments.GetProperty("day").GetString()} two\nlines" }),
        };

        public async ValueTask<PhoneNumber?> ChooseTransferAsync(VapiRequest request, CancellationToken cancellationToken = default)
        {
            if (Hang)
            {
                await new TaskCompletionSource().Task;
            }

            return Transfer;
        }
    }
}
