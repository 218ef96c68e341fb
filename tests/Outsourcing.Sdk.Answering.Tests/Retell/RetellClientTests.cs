using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Http;
using Shouldly;

namespace Outsourcing.Answering.Tests.Retell;

public sealed class RetellClientTests
{
    private static readonly PhoneNumber Business = PhoneNumber.Parse("+12125550100");
    private static readonly PhoneNumber Customer = PhoneNumber.Parse("+12025550123");

    [Fact]
    public async Task ListCalls_PageAfterPage_AsksFromTheKeyAndKeepsTheFilter()
    {
        StubAccount http = new StubAccount()
            .Answer("POST /v3/list-calls", """{"items":[{"call_id":"c2","call_status":"ended"}],"has_more":true,"pagination_key":"k2"}""")
            .Answer("POST /v3/list-calls", """{"items":[{"call_id":"c1","call_status":"ended"}],"has_more":false}""");
        await using ServiceProvider services = Services(http);

        List<string> ids = [];
        await foreach (CallUpdate update in services.GetRequiredKeyedService<IAnsweringSource>("desk").ReadAsync(DateTimeOffset.FromUnixTimeMilliseconds(1_000)))
        {
            ids.Add(update.Call.ProviderCallId);
        }

        ids.ShouldBe(["c2", "c1"]);
        http.Sent.Select(sent => JsonElement.Parse(sent.Body)).Select(body => (body.TryGetProperty("pagination_key", out JsonElement key) ? key.GetString() : null, body.GetProperty("filter_criteria").GetRawText()))
            .ShouldBe([(null, """{"start_timestamp":{"type":"number","op":"ge","value":1000}}"""), ("k2", """{"start_timestamp":{"type":"number","op":"ge","value":1000}}""")]);
        http.Credentials[0].ShouldBe("Authorization: Bearer K");
    }

    [Fact]
    public async Task PlaceCall_IsSentOnceAndAFailureIsUnknown()
    {
        StubAccount http = new StubAccount().Answer("POST /v2/create-phone-call", "{}", 503);
        await using ServiceProvider services = Services(http);

        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => Client(services).PlaceCallAsync(Business, Customer, "ag1", new Dictionary<string, string> { ["name"] = "Kim" }));

        JsonElement body = JsonElement.Parse(http.Sent.ShouldHaveSingleItem().Body);
        body.GetProperty("from_number").GetString().ShouldBe("+12125550100");
        body.GetProperty("to_number").GetString().ShouldBe("+12025550123");
        body.GetProperty("override_agent_id").GetString().ShouldBe("ag1");
        body.GetProperty("retell_llm_dynamic_variables").GetProperty("name").GetString().ShouldBe("Kim");
    }

    [Fact]
    public async Task Numbers_ListAndAssign_ReadAndNameTheAgent()
    {
        StubAccount http = new StubAccount()
            .Answer("GET /v2/list-phone-numbers", """{"items":[{"phone_number":"+12125550100","nickname":"Front","inbound_agents":[{"agent_id":"ag1","weight":1}]}],"has_more":true,"pagination_key":"k"}""")
            .Answer("GET /v2/list-phone-numbers", """{"items":[{"phone_number":"+12125550101","inbound_agent_id":"ag2"}],"has_more":false}""")
            .Answer("PATCH /update-phone-number/%2B12125550100", """{"phone_number":"+12125550100"}""");
        await using ServiceProvider services = Services(http);

        List<AnsweringNumber> numbers = [];
        await foreach (AnsweringNumber number in Client(services).ListNumbers())
        {
            numbers.Add(number);
        }

        AnsweringNumber assigned = await Client(services).AssignNumberAsync(Business, "ag3", Customer);
        await Client(services).AssignNumberAsync(Business, null);

        numbers.Select(number => (number.Number, number.Label, number.AgentId)).ShouldBe([(Business, "Front", "ag1"), (PhoneNumber.Parse("+12125550101"), null, "ag2")]);
        assigned.AgentId.ShouldBeNull();
        http.Sent[^2].Body.ShouldBe("""{"inbound_agents":[{"agent_id":"ag3","weight":1}],"fallback_number":"\u002B12025550123"}""");
        http.Sent[^1].Body.ShouldBe("""{"inbound_agents":null}""");
    }

    [Fact]
    public async Task Agents_CreateAndUpdate_SendTheSettings()
    {
        StubAccount http = new StubAccount().Answer("POST /create-agent", """{"agent_id":"ag1","agent_name":"Desk","new":1}""").Answer("PATCH /update-agent/ag1", """{"agent_id":"ag1","agent_name":"Front"}""");
        await using ServiceProvider services = Services(http);

        AnsweringAgent created = await Client(services).CreateAgentAsync(new JsonObject { ["voice_id"] = "v" });
        AnsweringAgent updated = await Client(services).UpdateAgentAsync("ag1", new JsonObject { ["agent_name"] = "Front" });

        (created.Id, created.Name, created.Settings.GetProperty("new").GetInt32()).ShouldBe(("ag1", "Desk", 1));
        updated.Name.ShouldBe("Front");
        http.Sent.Select(sent => sent.Body).ShouldBe(["""{"voice_id":"v"}""", """{"agent_name":"Front"}"""]);
        (await Client(services).GetAgentAsync("gone")).ShouldBeNull();
    }

    [Fact]
    [Reliability(23, "Retell: an address that ran out is asked for once more")]
    public async Task DownloadRecording_AddressRanOut_IsAskedForOnceMore()
    {
        StubAccount http = new StubAccount()
            .Answer("GET /v2/get-call/c1", """{"call_id":"c1","call_status":"ended","recording_url":"https://media.retellai.com/1.wav"}""")
            .Answer("GET /v2/get-call/c1", """{"call_id":"c1","call_status":"ended","recording_url":"https://media.retellai.com/2.wav"}""")
            .Answer("GET /1.wav", "", 403)
            .Answer("GET /2.wav", "sound");
        await using ServiceProvider services = Services(http);

        await using ProviderDownload? download = await Client(services).DownloadRecordingAsync("c1");

        using StreamReader sound = new(download!.Content);
        (await sound.ReadToEndAsync()).ShouldBe("sound");
        http.Sent.Select(sent => sent.Request).ShouldBe(["GET /v2/get-call/c1", "GET /1.wav", "GET /v2/get-call/c1", "GET /2.wav"]);
        http.Credentials.ShouldBe(["Authorization: Bearer K", "", "Authorization: Bearer K", ""]);
    }

    private static RetellClient Client(ServiceProvider services) => services.GetRequiredKeyedService<RetellClient>("desk");

    private static ServiceProvider Services(StubAccount http) => http.Build((builder, network) => builder.AddRetell("desk", options => options.ApiKey = "K", network));
}
