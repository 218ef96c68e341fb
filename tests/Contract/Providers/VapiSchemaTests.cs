using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Answering;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Tests;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Contract.Providers;

/// <summary>What is sent to Vapi, and answered to it, against the component schemas of its document: the mock server does not start with it.</summary>
public sealed class VapiSchemaTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vapi");

    public void Dispose() => _folder.Delete(recursive: true);

    [SpecFact]
    public async Task RequestsAndReplies_AreValid()
    {
        Recorder recorder = new();
        foreach ((string request, string answer) in Answers)
        {
            recorder.Answers[request] = answer;
        }

        await using ServiceProvider services = ContractAccount.Build(builder => builder.AddVapi(
            "desk", options => (options.ApiKey, options.WebhookSecret) = ("KEY", "S"), http => http.ConfigurePrimaryHttpMessageHandler(() => recorder)));
        VapiClient client = services.GetRequiredKeyedService<VapiClient>("desk");
        DelegationBrief brief = DelegationBrief.Create("lighthouse", "Answer calls").WithGreeting("Lighthouse.")
            .WithLimits(new AnswerLimits { MaximumLength = TimeSpan.FromMinutes(5) })
            .AddContact(new BriefContact { Id = ContactId.From("owner"), Name = "Robin", Numbers = [ContractAccount.Partner] })
            .AddCallType("new", "New client", type => type.Ask("name", "What is your name?", AnswerKind.Text).Then(CallAction.TransferTo(ContactId.From("owner"), Calls.TransferKind.Warm, TimeSpan.FromSeconds(20))));
        VapiBriefPublisher publisher = new(client, new BriefPublishingOptions { ModelProvider = "openai", Model = "gpt-5.4", VoiceProvider = "vapi", VoiceId = "Elliot", Webhook = new Uri("https://example.com/hook") });

        await client.PlaceCallAsync("11111111-1111-4111-8111-111111111111", ContractAccount.Partner, "22222222-2222-4222-8222-222222222222", new Dictionary<string, string> { ["name"] = "Kim" });
        await publisher.ApplyAsync(await publisher.PlanAsync(brief));
        await publisher.ApplyAsync(await publisher.PlanAsync(brief, Id));
        await client.UpdateAssistantAsync(Id, new JsonObject { ["firstMessage"] = "Hello." });
        List<AnsweringNumber> numbers = [];
        await foreach (AnsweringNumber number in client.ListNumbers())
        {
            numbers.Add(number);
            await client.AssignNumberAsync(number, Id);
        }

        JsonArray values =
        [
            Value("CreateCallDTO", recorder.BodiesOf("POST /call")[0]),
            Value("CreateAssistantDTO", recorder.BodiesOf("POST /assistant")[0]),
            Value("UpdateAssistantDTO", recorder.BodiesOf($"PATCH /assistant/{Id}")[0]),
            Value("UpdateAssistantDTO", recorder.BodiesOf($"PATCH /assistant/{Id}")[1]),
            Value("UpdateVapiPhoneNumberDTO", recorder.BodiesOf($"PATCH /phone-number/{VapiNumber}")[0]),
            Value("UpdateTwilioPhoneNumberDTO", recorder.BodiesOf($"PATCH /phone-number/{TwilioNumber}")[0]),
            Value("ServerMessageResponseAssistantRequest", await ReplyAsync("""{"message":{"type":"assistant-request"}}""")),
            Value("ServerMessageResponseToolCalls", await ReplyAsync("""{"message":{"type":"tool-calls","toolCallList":[{"id":"t1","type":"function","function":{"name":"book","arguments":"{}"}}]}}""")),
            Value("ServerMessageResponseTransferDestinationRequest", await ReplyAsync("""{"message":{"type":"transfer-destination-request"}}""")),
        ];

        string file = Path.Combine(_folder.FullName, "values.json");
        await File.WriteAllTextAsync(file, values.ToJsonString());
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));
        (await NpmFolder.NodeAsync(".", ["answering/validate.mjs", RepositoryFiles.SharedPath("specs/vapi/openapi.json")!, file], limit.Token)).ShouldBeEmpty();
        recorder.BodiesOf($"PATCH /assistant/{Id}").Count.ShouldBe(2, "publishing to an agent that is there changes it");
        numbers.Count.ShouldBe(2);
    }

    [SpecFact]
    public async Task AnswersAndEventsTheClientReads_AreThoseOfTheDocument()
    {
        JsonArray values =
        [
            Value("Call", Call),
            Value("Assistant", Assistant),
            Value("VapiPhoneNumber", Numbers.RootElement[0].GetRawText()),
            Value("TwilioPhoneNumber", Numbers.RootElement[1].GetRawText()),
            Value("ServerMessageEndOfCallReport", JsonNode.Parse(Report)!["message"]!.ToJsonString()),
            Value("ServerMessageStatusUpdate", JsonNode.Parse(Status)!["message"]!.ToJsonString()),
        ];
        string file = Path.Combine(_folder.FullName, "answers.json");
        await File.WriteAllTextAsync(file, values.ToJsonString());
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));
        (await NpmFolder.NodeAsync(".", ["answering/validate.mjs", RepositoryFiles.SharedPath("specs/vapi/openapi.json")!, file], limit.Token)).ShouldBeEmpty();

        Recorder recorder = new();
        recorder.Answers[$"GET /call/{Id}"] = Call;
        await using ServiceProvider services = ContractAccount.Build(builder => builder.AddVapi(
            "desk", options => (options.ApiKey, options.WebhookSecret) = ("KEY", "S"), http => http.ConfigurePrimaryHttpMessageHandler(() => recorder)));
        CallUpdate fetched = (await services.GetRequiredKeyedService<VapiClient>("desk").GetCallAsync(Id))!.Update;
        VapiWebhookReceiver receiver = new("desk", new VapiOptions { WebhookSecret = "S" });
        CallUpdate reported = Read(receiver, Report);

        foreach (CallUpdate update in new[] { fetched, reported })
        {
            update.Call.ProviderCallId.ShouldBe(Id);
            update.Status.ShouldBe(CallStatus.Completed);
            update.Direction.ShouldBe(CallDirection.Inbound);
            update.Caller!.Number.ShouldBe(ContractAccount.Partner);
            update.Duration.ShouldBe(TimeSpan.FromSeconds(97));
            update.Charge!.Amount.ShouldBe(0.12m);
            update.Summary!.Value.Value.ShouldBe("Asked for prices.");
            update.Transcript!.Count.ShouldBe(2);
            update.Recording!.Location.ShouldBe(new Uri("https://storage.vapi.ai/c1.wav"));
        }

        Read(receiver, Status).Status.ShouldBe(CallStatus.InProgress);
    }

    private const string Id = "33333333-3333-4333-8333-333333333333";
    private const string VapiNumber = "44444444-4444-4444-8444-444444444444";
    private const string TwilioNumber = "55555555-5555-4555-8555-555555555555";
    private const string Stamps = "\"orgId\":\"66666666-6666-4666-8666-666666666666\",\"createdAt\":\"2025-02-14T12:46:39.000Z\",\"updatedAt\":\"2025-02-14T12:48:17.000Z\"";
    private const string Said = """{"recordingUrl":"https://storage.vapi.ai/c1.wav","messages":[{"role":"bot","message":"Lighthouse.","time":1,"endTime":2,"secondsFromStart":0.7},{"role":"user","message":"Hello.","time":3,"endTime":4,"secondsFromStart":2.5}]}""";
    private const string Facts = "\"startedAt\":\"2025-02-14T12:46:40.000Z\",\"endedAt\":\"2025-02-14T12:48:17.000Z\",\"endedReason\":\"customer-ended-call\",\"cost\":0.12,\"customer\":{\"number\":\"+14155550123\"},"
        + "\"analysis\":{\"summary\":\"Asked for prices.\",\"structuredData\":{\"budget\":900},\"successEvaluation\":\"true\"},\"artifact\":" + Said;
    private const string Call = $$"""{"id":"{{Id}}",{{Stamps}},{{Facts}},"type":"inboundPhoneCall","status":"ended"}""";
    private const string Assistant = $$$"""{"id":"{{{Id}}}",{{{Stamps}}},"name":"Desk","firstMessage":"Old.","model":{"provider":"openai","model":"gpt-4o","messages":[{"role":"system","content":"Old."}]}}""";
    private const string Report = $$$"""{"message":{"type":"end-of-call-report","timestamp":1739537300000,{{{Facts}}},"call":{"id":"{{{Id}}}",{{{Stamps}}},"type":"inboundPhoneCall","status":"ended"} } }""";
    private const string Status = $$$"""{"message":{"type":"status-update","timestamp":1739537200000,"status":"in-progress","call":{"id":"{{{Id}}}",{{{Stamps}}},"type":"inboundPhoneCall"} } }""";

    private static readonly JsonDocument Numbers = JsonDocument.Parse($$"""
        [{"id":"{{VapiNumber}}",{{Stamps}},"provider":"vapi","status":"active","number":"+12125550100","name":"Front"},
        {"id":"{{TwilioNumber}}",{{Stamps}},"provider":"twilio","number":"+12125550101","twilioAccountSid":"AC0"}]
        """);

    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        [$"GET /assistant/{Id}"] = Assistant,
        [$"PATCH /assistant/{Id}"] = Assistant,
        ["GET /phone-number"] = Numbers.RootElement.GetRawText(),
    };

    private static CallUpdate Read(VapiWebhookReceiver receiver, string body) =>
        receiver.Read(new WebhookRequest("POST", "https://crm.example.com/hooks", [], Encoding.UTF8.GetBytes(body)), WebhookCheck.Valid(WebhookVerification.BodyWithTimestamp, DateTimeOffset.UnixEpoch), DateTimeOffset.UnixEpoch)!.Updates.ShouldHaveSingleItem();

    private static JsonObject Value(string schema, string json) => new() { ["schema"] = schema, ["value"] = JsonNode.Parse(json) };

    private static async Task<string> ReplyAsync(string body)
    {
        VapiWebhookReceiver receiver = new("desk", new VapiOptions { WebhookSecret = "S", FallbackAssistantId = "22222222-2222-4222-8222-222222222222" });
        WebhookReply reply = (await receiver.AnswerAsync(new WebhookRequest("POST", "https://crm.example.com/hooks", [], Encoding.UTF8.GetBytes(body))))!;
        return Encoding.UTF8.GetString(reply.Body.Span);
    }

    private sealed class Recorder : DelegatingHandler
    {
        public Dictionary<string, string> Answers { get; } = new(StringComparer.Ordinal);

        private readonly List<(string Request, string Body)> _sent = [];

        public List<string> BodiesOf(string request) => [.. _sent.Where(sent => sent.Request == request).Select(sent => sent.Body)];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string name = $"{request.Method} {request.RequestUri!.AbsolutePath}";
            _sent.Add((name, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent(Answers.GetValueOrDefault(name, $$"""{"id":"{{Id}}"}"""), Encoding.UTF8, "application/json") };
        }
    }
}
