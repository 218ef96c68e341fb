using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Answering;
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
        JsonArray values =
        [
            Value("CreateCallDTO", recorder.Bodies[0]),
            Value("CreateAssistantDTO", recorder.Bodies[1]),
            Value("ServerMessageResponseAssistantRequest", await ReplyAsync("""{"message":{"type":"assistant-request"}}""")),
            Value("ServerMessageResponseToolCalls", await ReplyAsync("""{"message":{"type":"tool-calls","toolCallList":[{"id":"t1","type":"function","function":{"name":"book","arguments":"{}"}}]}}""")),
            Value("ServerMessageResponseTransferDestinationRequest", await ReplyAsync("""{"message":{"type":"transfer-destination-request"}}""")),
        ];

        string file = Path.Combine(_folder.FullName, "values.json");
        await File.WriteAllTextAsync(file, values.ToJsonString());
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));
        (await NpmFolder.NodeAsync(".", ["answering/validate.mjs", RepositoryFiles.SharedPath("specs/vapi/openapi.json")!, file], limit.Token)).ShouldBeEmpty();
    }

    private static JsonObject Value(string schema, string json) => new() { ["schema"] = schema, ["value"] = JsonNode.Parse(json) };

    private static async Task<string> ReplyAsync(string body)
    {
        VapiWebhookReceiver receiver = new("desk", new VapiOptions { WebhookSecret = "S", FallbackAssistantId = "22222222-2222-4222-8222-222222222222" });
        WebhookReply reply = (await receiver.AnswerAsync(new WebhookRequest("POST", "https://crm.example.com/hooks", [], Encoding.UTF8.GetBytes(body))))!;
        return Encoding.UTF8.GetString(reply.Body.Span);
    }

    private sealed class Recorder : DelegatingHandler
    {
        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent("""{"id":"33333333-3333-4333-8333-333333333333"}""", Encoding.UTF8, "application/json") };
        }
    }
}
