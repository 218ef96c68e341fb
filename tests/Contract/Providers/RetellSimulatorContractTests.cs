using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Outsourcing.Calls;
using Outsourcing.Testing;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Contract.Providers;

/// <summary>The simulated Retell account against Retell's own document and library.</summary>
public sealed class RetellSimulatorContractTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retell");
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    [SpecFact]
    public async Task AnswersAndEvents_AreThoseOfTheDocumentAndSignedAsTheLibraryVerifies()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));
        ConcurrentQueue<(string Body, string Signature)> events = new();
        await using WebApplication app = await ReceiveAsync(events);
        await using RetellSimulator simulator = await RetellSimulator.StartAsync(new() { WebhookUrl = new Uri(app.Urls.First()) }, limit.Token);
        JsonArray values = [];
        Task<JsonNode> SendAsync(string method, string path, string? body = null, int status = 200) => AskAsync(simulator, method, path, body, status);
        void Is(string schema, JsonNode value) => values.Add((JsonNode)new JsonObject { ["schema"] = schema, ["value"] = value.DeepClone() });

        JsonNode model = await SendAsync("POST", "/create-retell-llm", """{"general_prompt":"Be brief.","begin_message":"Hello."}""", 201);
        JsonNode agent = await SendAsync("POST", "/create-agent", $$"""{"voice_id":"retell-Cimo","agent_name":"Desk","response_engine":{"type":"retell-llm","llm_id":"{{model["llm_id"]}}"},"post_call_analysis_data":[{"type":"boolean","name":"urgent","description":"Is it urgent?"}]}""", 201);
        simulator.Own(ContractAccount.Business, (string)agent["agent_id"]!);
        AgentScript talk = new()
        {
            Turns = [ScriptedTurn.Agent("Hello."), ScriptedTurn.Caller("A café ☃ calls.")],
            Summary = "A café called.",
            Sentiment = CallSentiment.Negative,
            Answers = new Dictionary<string, PersonalText> { ["urgent"] = "true" },
            TransferTo = ContractAccount.Partner,
        };
        foreach (CallScriptAnswer answer in Enum.GetValues<CallScriptAnswer>())
        {
            await simulator.CallAsync(new CallScript { To = ContractAccount.Business, Answer = answer }, limit.Token);
        }

        SimulatedCall call = await simulator.CallAsync(new CallScript { To = ContractAccount.Business, From = ContractAccount.Partner, Agent = talk }, limit.Token);
        Is("V2PhoneCallResponse", await SendAsync("POST", "/v2/create-phone-call", $$"""{"from_number":"{{ContractAccount.Business.E164}}","to_number":"{{ContractAccount.Partner.E164}}","metadata":{"a":1},"retell_llm_dynamic_variables":{"name":"Kim"} }""", 201));
        await simulator.SettleAsync(limit.Token);
        Is("V2PhoneCallResponse", await SendAsync("GET", $"/v2/get-call/{call.Id}"));
        JsonArray listed = (await SendAsync("POST", "/v2/list-calls", "{}")).AsArray();
        foreach (JsonNode? item in listed)
        {
            Is("V2PhoneCallResponse", item!);
        }

        foreach ((string body, _) in events)
        {
            Is("V2PhoneCallResponse", JsonNode.Parse(body)!["call"]!);
        }

        Is("RetellLLMResponse", model);
        Is("RetellLLMResponse", await SendAsync("PATCH", $"/update-retell-llm/{model["llm_id"]}", """{"begin_message":null}"""));
        Is("AgentResponse", agent);
        Is("AgentResponse", await SendAsync("PATCH", $"/update-agent/{agent["agent_id"]}", """{"max_call_duration_ms":60000}"""));
        await SendAsync("POST", $"/publish-agent/{agent["agent_id"]}");
        Is("AgentResponse", await SendAsync("GET", $"/get-agent/{agent["agent_id"]}?version=0"));
        Is("AgentResponse", (await SendAsync("GET", "/list-agents"))[0]!);
        Is("RetellLLMResponse", await SendAsync("GET", $"/get-retell-llm/{model["llm_id"]}"));
        Is("RetellLLMResponse", (await SendAsync("GET", "/list-retell-llms"))[0]!);
        Is("PhoneNumberResponse", (await SendAsync("GET", "/v2/list-phone-numbers"))["items"]![0]!);
        Is("PhoneNumberResponse", await SendAsync("PATCH", $"/update-phone-number/{Uri.EscapeDataString(ContractAccount.Business.E164)}", """{"inbound_agents":null,"nickname":"Front"}"""));

        listed.Count.ShouldBe(7);
        events.Count.ShouldBe(20);
        (await ValidateAsync("answering/validate.mjs", RepositoryFiles.SharedPath("specs/retell/openapi.yaml")!, values, limit.Token)).ShouldBeEmpty();
        JsonArray signed = [.. events.Select(one => (JsonNode)new JsonObject { ["body"] = one.Body, ["signature"] = one.Signature })];
        (await ValidateAsync("answering/retell-verify.mjs", simulator.ApiKey, signed, limit.Token)).ShouldBeEmpty();
        (await ValidateAsync("answering/retell-verify.mjs", "another", signed, limit.Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(20);
    }

    private async Task<string> ValidateAsync(string script, string argument, JsonArray values, CancellationToken cancellationToken)
    {
        string file = Path.Combine(_folder.FullName, "values.json");
        await File.WriteAllTextAsync(file, values.ToJsonString(), cancellationToken);
        return await NpmFolder.NodeAsync(".", [script, argument, file], cancellationToken);
    }

    private async Task<JsonNode> AskAsync(RetellSimulator simulator, string method, string path, string? body, int status)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(simulator.BaseAddress, path)) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", simulator.ApiKey);
        using HttpResponseMessage response = await _http.SendAsync(request, default);
        string answer = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, answer);
        return answer.Length == 0 ? new JsonObject() : JsonNode.Parse(answer)!;
    }

    private static async Task<WebApplication> ReceiveAsync(ConcurrentQueue<(string Body, string Signature)> events)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        app.Run(async context =>
        {
            using StreamReader reader = new(context.Request.Body);
            events.Enqueue((await reader.ReadToEndAsync(), context.Request.Headers["X-Retell-Signature"].ToString()));
        });
        await app.StartAsync();
        return app;
    }
}
