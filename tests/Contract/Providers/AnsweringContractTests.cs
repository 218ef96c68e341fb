using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Answering;
using Outsourcing.Delegation;
using Xunit.Abstractions;

namespace Outsourcing.Contract.Providers;

public sealed class AnsweringContractTests(ITestOutputHelper output)
{
    private static readonly AnsweringCallFilter Filter = new() { From = DateTimeOffset.UnixEpoch.AddYears(55), Until = DateTimeOffset.UnixEpoch.AddYears(56), AgentId = "agent-1" };

    private static readonly Dictionary<string, string> Variables = new() { ["name"] = "Kim" };

    private static readonly DelegationBrief Brief = DelegationBrief.Create("lighthouse", "Answer calls")
        .WithGreeting("Lighthouse, how can I help?")
        .WithLimits(new AnswerLimits { MaximumLength = TimeSpan.FromMinutes(5) })
        .AddContact(new BriefContact { Id = ContactId.From("owner"), Name = "Robin", Numbers = [ContractAccount.Partner] })
        .AddCallType("new", "New client", type => type
            .Ask("name", "What is your name?", AnswerKind.Text)
            .Ask("urgent", "Is it urgent?", AnswerKind.YesNo)
            .Then(CallAction.TransferTo(ContactId.From("owner"), Calls.TransferKind.Warm, TimeSpan.FromSeconds(20))));

    [SpecFact]
    public async Task Retell_EveryOperation_IsAcceptedAndParsed()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));
        await using PrismServer prism = await PrismServer.StartAsync("retell/openapi.yaml", limit.Token);
        CoverageTable table = new(output, "retell/openapi.yaml");
        await using ServiceProvider services = ContractAccount.Build(builder => builder.AddRetell(
            "desk",
            options =>
            {
                options.ApiKey = "KEY";
                options.BaseAddress = prism.Address;
                // The document is older than the third generation of the listing.
                options.Listing = RetellListing.V2;
                options.Http.Once();
            },
            http => http.AddHttpMessageHandler(table.Listener)));
        RetellClient client = services.GetRequiredKeyedService<RetellClient>("desk");
        RetellBriefPublisher publisher = new(client, new BriefPublishingOptions { VoiceId = "retell-Cimo", Webhook = new Uri("https://example.com/hook") });

        await table.CallAsync("calls.get", () => client.GetCallAsync("call-1"));
        await table.CallAsync("calls.list", () => ContractAccount.FirstAsync(client.ListCalls(Filter, limit: 1)));
        await table.CallAsync("calls.create", () => client.PlaceCallAsync(ContractAccount.Business, ContractAccount.Partner, "agent-1", Variables));
        await table.CallAsync("agents.get", () => client.GetAgentAsync("agent-1"));
        await table.CallAsync("agents.list", () => ContractAccount.FirstAsync(client.ListAgents(limit: 1)));
        await table.CallAsync("agents.create", () => client.CreateAgentAsync(new JsonObject { ["voice_id"] = "retell-Cimo", ["response_engine"] = new JsonObject { ["type"] = "retell-llm", ["llm_id"] = "llm-1" } }));
        await table.CallAsync("agents.update", () => client.UpdateAgentAsync("agent-1", new JsonObject { ["agent_name"] = "Desk" }));
        await table.CallAsync("agents.publish", () => client.PublishAgentAsync("agent-1"));
        await table.CallAsync("llms.get", () => client.GetLanguageModelAsync("llm-1"));
        await table.CallAsync("llms.list", () => ContractAccount.FirstAsync(client.ListLanguageModels(limit: 1)));
        await table.CallAsync("llms.create", () => client.CreateLanguageModelAsync(new JsonObject { ["general_prompt"] = "Be brief." }));
        await table.CallAsync("llms.update", () => client.UpdateLanguageModelAsync("llm-1", new JsonObject { ["begin_message"] = "Hello." }));
        await table.CallAsync("numbers.list", () => ContractAccount.FirstAsync(client.ListNumbers(limit: 1)));
        await table.CallAsync("numbers.update", () => client.AssignNumberAsync(ContractAccount.Business, "agent-1", ContractAccount.Partner));
        await table.CallAsync("numbers.release", () => client.AssignNumberAsync(ContractAccount.Business, null));
        await table.CallAsync("brief.publish-new", async () => await publisher.ApplyAsync(await publisher.PlanAsync(Brief)));
        await table.CallAsync("brief.publish", async () => await publisher.ApplyAsync(await publisher.PlanAsync(Brief, "agent-1")));
        await table.CallAsync("brief.drift", () => publisher.FindDriftAsync(Brief, "agent-1"));

        table.ShouldBeClean();
    }

    [SpecFact]
    public async Task ElevenLabs_EveryOperation_IsAcceptedAndParsed()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));
        await using PrismServer prism = await PrismServer.StartAsync("elevenlabs/openapi.json", limit.Token);
        CoverageTable table = new(output, "elevenlabs/openapi.json");
        await using ServiceProvider services = ContractAccount.Build(builder => builder.AddElevenLabs(
            "desk",
            options =>
            {
                options.ApiKey = "KEY";
                options.WebhookSecret = "SECRET";
                options.BaseAddress = prism.Address;
                options.Http.Once();
            },
            http => http.AddHttpMessageHandler(table.Listener)));
        ElevenLabsClient client = services.GetRequiredKeyedService<ElevenLabsClient>("desk");
        ElevenLabsBriefPublisher publisher = new(client);

        await table.CallAsync("conversations.get", () => client.GetConversationAsync("conv-1"));
        await table.CallAsync("conversations.list", () => ContractAccount.FirstAsync(client.ListConversations(Filter, limit: 1)));
        await table.CallAsync("calls.create twilio", () => client.PlaceCallAsync("num-1", ContractAccount.Partner, "agent-1", ElevenLabsLine.Twilio, Variables));
        await table.CallAsync("calls.create sip", () => client.PlaceCallAsync("num-1", ContractAccount.Partner, "agent-1", ElevenLabsLine.SipTrunk));
        await table.CallAsync("agents.get", () => client.GetAgentAsync("agent-1"));
        await table.CallAsync("agents.list", () => ContractAccount.FirstAsync(client.ListAgents(limit: 1)));
        await table.CallAsync("agents.create", () => client.CreateAgentAsync(new JsonObject { ["conversation_config"] = new JsonObject() }));
        await table.CallAsync("agents.update", () => client.UpdateAgentAsync("agent-1", new JsonObject { ["name"] = "Desk" }));
        await table.CallAsync("numbers.list", () => client.ListNumbersAsync());
        await table.CallAsync("numbers.update", () => client.AssignNumberAsync("num-1", "agent-1"));
        await table.CallAsync("numbers.release", () => client.AssignNumberAsync("num-1", null));
        await table.CallAsync("brief.publish-new", async () => await publisher.ApplyAsync(await publisher.PlanAsync(Brief)));
        await table.CallAsync("brief.publish", async () => await publisher.ApplyAsync(await publisher.PlanAsync(Brief, "agent-1")));
        await table.CallAsync("brief.drift", () => publisher.FindDriftAsync(Brief, "agent-1"));

        table.ShouldBeClean();
    }

    [SpecFact]
    public async Task Dialpad_EveryOperation_IsAcceptedAndParsed()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));
        await using PrismServer prism = await PrismServer.StartAsync("dialpad/dialpad_api_spec.json", limit.Token);
        CoverageTable table = new(output, "dialpad/dialpad_api_spec.json");
        await using ServiceProvider services = ContractAccount.Build(builder => builder.AddDialpad(
            "desk",
            options =>
            {
                options.ApiKey = "KEY";
                options.WebhookSecret = "SECRET";
                options.BaseAddress = prism.Address;
                options.Http.Once();
            },
            http => http.AddHttpMessageHandler(table.Listener)));
        DialpadClient client = services.GetRequiredKeyedService<DialpadClient>("desk");

        await table.CallAsync("calls.get", () => client.GetCallAsync("1002"));
        await table.CallAsync("calls.list", () => ContractAccount.FirstAsync(client.ListCalls(Filter.From, Filter.Until, "124", limit: 1)));
        await table.CallAsync("transcripts.get", () => client.GetTranscriptAsync("1002"));
        await table.CallAsync("webhooks.create", () => client.CreateWebhookAsync(new Uri("https://example.com/hook"), "SECRET"));
        await table.CallAsync("subscriptions.create", () => client.SubscribeAsync("1000", "124"));

        table.ShouldBeClean();
    }
}
