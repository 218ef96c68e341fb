using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Http;
using Shouldly;

namespace Outsourcing.Answering.Tests.Vapi;

public sealed class VapiClientTests
{
    private static readonly PhoneNumber Customer = PhoneNumber.Parse("+12025550123");

    [Fact]
    public async Task ListCalls_PagesThatShareATime_TellEachCallOnce()
    {
        // The last two of the first page and the first of the next were created in one moment.
        static string Call(int number) => $$"""{"id":"c{{number}}","status":"ended","createdAt":"2025-02-14T12:{{(number is 98 or 99 or 100 ? 30 : number < 98 ? 59 : 10).ToString(CultureInfo.InvariantCulture)}}:00.000Z"}""";
        StubAccount http = new StubAccount()
            .Answer("GET /call", $"[{string.Join(',', Enumerable.Range(0, 100).Select(Call))}]")
            .Answer("GET /call", $"[{string.Join(',', Enumerable.Range(98, 5).Select(Call))}]");
        await using ServiceProvider services = Services(http);

        List<string> ids = [];
        await foreach (FetchedCall call in Client(services).ListCalls(new AnsweringCallFilter { From = new DateTimeOffset(2025, 2, 14, 0, 0, 0, TimeSpan.Zero), AgentId = "as1" }))
        {
            ids.Add(call.Id.ProviderCallId);
        }

        ids.ShouldBe(Enumerable.Range(0, 103).Select(number => $"c{number}"));
        http.Queries.ShouldBe(
        [
            "?assistantId=as1&limit=100&createdAtGe=2025-02-14T00:00:00.000Z",
            "?assistantId=as1&limit=102&createdAtGe=2025-02-14T00:00:00.000Z&createdAtLe=2025-02-14T12:30:00.000Z",
        ]);
        http.Credentials[0].ShouldBe("Authorization: Bearer K");
    }

    [Fact]
    public async Task PlaceCall_IsSentOnceAndAFailureIsUnknown()
    {
        StubAccount http = new StubAccount().Answer("POST /call", """{"id":"c1","status":"queued","type":"outboundPhoneCall"}""", 201).Answer("POST /call", "{}", 502);
        await using ServiceProvider services = Services(http);

        FetchedCall placed = await Client(services).PlaceCallAsync("num", Customer, "as1", new Dictionary<string, string> { ["name"] = "Kim" });
        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => Client(services).PlaceCallAsync("num", Customer, "as1"));

        placed.Update.Status.ShouldBe(Calls.CallStatus.Queued);
        http.Sent.Count.ShouldBe(2);
        http.Sent[0].Body.ShouldBe("""{"assistantId":"as1","phoneNumberId":"num","customer":{"number":"\u002B12025550123"},"assistantOverrides":{"variableValues":{"name":"Kim"}}}""");
    }

    [Fact]
    public async Task AssistantsAndNumbers_CreateUpdateListAssign()
    {
        StubAccount http = new StubAccount()
            .Answer("POST /assistant", """{"id":"as1","name":"Desk"}""", 201)
            .Answer("PATCH /assistant/as1", """{"id":"as1","name":"Front"}""")
            .Answer("GET /phone-number", """[{"id":"n1","provider":"twilio","number":"+12025550123","name":"Main","assistantId":"as1"},{"id":"n2","provider":"vapi","sipUri":"sip:x@y"}]""")
            .Answer("PATCH /phone-number/n1", """{"id":"n1","provider":"twilio","assistantId":"as2"}""");
        await using ServiceProvider services = Services(http);
        VapiClient client = Client(services);

        (await client.CreateAssistantAsync(new JsonObject { ["name"] = "Desk" })).Id.ShouldBe("as1");
        (await client.UpdateAssistantAsync("as1", new JsonObject { ["name"] = "Front" })).Name.ShouldBe("Front");
        List<AnsweringNumber> numbers = [];
        await foreach (AnsweringNumber number in client.ListNumbers())
        {
            numbers.Add(number);
        }

        (await client.AssignNumberAsync(numbers[0], "as2")).AgentId.ShouldBe("as2");
        numbers.Select(number => (number.Id, number.Number, number.AgentId)).ShouldBe([("n1", (PhoneNumber?)Customer, (string?)"as1"), ("n2", null, null)]);
        http.Sent[^1].Body.ShouldBe("""{"assistantId":"as2","provider":"twilio"}""");
    }

    private static VapiClient Client(ServiceProvider services) => services.GetRequiredKeyedService<VapiClient>("desk");

    private static ServiceProvider Services(StubAccount http) => http.Build((builder, network) => builder.AddVapi("desk", options => (options.ApiKey, options.WebhookSecret) = ("K", "S"), network));
}
