using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Http;
using Shouldly;

namespace Outsourcing.Answering.Tests.ElevenLabs;

public sealed class ElevenLabsClientTests
{
    private static readonly PhoneNumber Customer = PhoneNumber.Parse("+12025550123");

    [Fact]
    public async Task Read_ShortListing_ReadsEachConversationWhole()
    {
        StubAccount http = new StubAccount()
            .Answer("GET /v1/convai/conversations", """{"conversations":[{"conversation_id":"c1","status":"done"}],"has_more":true,"next_cursor":"n"}""")
            .Answer("GET /v1/convai/conversations", """{"conversations":[{"conversation_id":"gone","status":"done"}],"has_more":false}""")
            .Answer("GET /v1/convai/conversations/c1", """{"conversation_id":"c1","status":"done","metadata":{"phone_call":{"external_number":"+12025550123"}}}""");
        await using ServiceProvider services = Services(http);

        List<CallUpdate> updates = [];
        await foreach (CallUpdate update in services.GetRequiredKeyedService<IAnsweringSource>("desk").ReadAsync(DateTimeOffset.FromUnixTimeSeconds(1_739_537_200)))
        {
            updates.Add(update);
        }

        // One that was deleted between the two requests is left out.
        updates.ShouldHaveSingleItem().Caller!.Number.ShouldBe(Customer);
        http.Queries.ShouldBe(["?page_size=100&call_start_after_unix=1739537200&summary_mode=include", "?page_size=100&call_start_after_unix=1739537200&summary_mode=include&cursor=n"]);
        http.Credentials[0].ShouldBe("xi-api-key: K");
    }

    [Theory]
    [InlineData(ElevenLabsLine.Twilio, "POST /v1/convai/twilio/outbound-call")]
    [InlineData(ElevenLabsLine.SipTrunk, "POST /v1/convai/sip-trunk/outbound-call")]
    public async Task PlaceCall_EachLine_GoesToItsOwnPathOnce(ElevenLabsLine line, string path)
    {
        StubAccount http = new StubAccount().Answer(path, """{"success":true,"conversation_id":"c1"}""").Answer(path, """{"success":false,"message":"+12025550123 is blocked"}""").Answer(path, "{}", 500);
        await using ServiceProvider services = Services(http);
        ElevenLabsClient client = Client(services);

        (await client.PlaceCallAsync("num", Customer, "ag1", line, new Dictionary<string, string> { ["name"] = "Kim" })).ShouldBe("c1");
        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => client.PlaceCallAsync("num", Customer, "ag1", line));
        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => client.PlaceCallAsync("num", Customer, "ag1", line));

        refused.Error.Failure.ShouldBe(ProviderFailure.Refused);
        refused.Message.ShouldNotContain("2025550123");
        http.Sent.Count.ShouldBe(3);
        JsonElement body = JsonElement.Parse(http.Sent[0].Body);
        body.GetProperty("agent_phone_number_id").GetString().ShouldBe("num");
        body.GetProperty("to_number").GetString().ShouldBe("+12025550123");
        body.GetProperty("conversation_initiation_client_data").GetProperty("dynamic_variables").GetProperty("name").GetString().ShouldBe("Kim");
    }

    [Fact]
    public async Task AgentsAndNumbers_CreateUpdateListAssign()
    {
        StubAccount http = new StubAccount()
            .Answer("POST /v1/convai/agents/create", """{"agent_id":"ag1"}""")
            .Answer("PATCH /v1/convai/agents/ag1", """{"agent_id":"ag1","name":"Front"}""")
            .Answer("GET /v1/convai/phone-numbers", """[{"phone_number_id":"n1","phone_number":"+12025550123","label":"Main","assigned_agent":{"agent_id":"ag1"}}]""")
            .Answer("PATCH /v1/convai/phone-numbers/n1", """{"phone_number_id":"n1","phone_number":"+12025550123"}""");
        await using ServiceProvider services = Services(http);
        ElevenLabsClient client = Client(services);

        (await client.CreateAgentAsync(new JsonObject { ["conversation_config"] = new JsonObject() })).ShouldBe("ag1");
        (await client.UpdateAgentAsync("ag1", new JsonObject { ["name"] = "Front" })).Name.ShouldBe("Front");
        AnsweringNumber number = (await client.ListNumbersAsync()).ShouldHaveSingleItem();
        await client.AssignNumberAsync("n1", null);

        (number.Id, number.Number, number.Label, number.AgentId).ShouldBe(("n1", Customer, "Main", "ag1"));
        http.Sent.Select(sent => sent.Body).ShouldBe(["""{"conversation_config":{}}""", """{"name":"Front"}""", "", """{"agent_id":null}"""]);
    }

    [Fact]
    public async Task ListNumbers_AnswerThatIsNoList_IsAnError()
    {
        await using ServiceProvider services = Services(new StubAccount().Answer("GET /v1/convai/phone-numbers", """{"detail":"moved"}"""));

        (await Should.ThrowAsync<ProviderException>(() => Client(services).ListNumbersAsync())).Error.Failure.ShouldBe(ProviderFailure.InvalidResponse);
    }

    private static ElevenLabsClient Client(ServiceProvider services) => services.GetRequiredKeyedService<ElevenLabsClient>("desk");

    private static ServiceProvider Services(StubAccount http) => http.Build((builder, network) => builder.AddElevenLabs("desk", options => (options.ApiKey, options.WebhookSecret) = ("K", "S"), network));
}
