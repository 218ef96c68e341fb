using System.Text.Json.Nodes;
using Outsourcing.Delegation;

namespace Outsourcing.Answering;

/// <summary>Publishes briefs to assistants at Vapi. The brief owns the assistant's <c>transferCall</c> tool and the schema of its structured data.</summary>
/// <param name="client">The account's client.</param>
/// <param name="options">What a new assistant needs beside the brief.</param>
public sealed class VapiBriefPublisher(VapiClient client, BriefPublishingOptions? options = null) : BriefPublisher(VapiClient.ProviderName, options)
{
    private const string Agent = "agent";

    /// <inheritdoc/>
    public override string Account => client.Account;

    private protected override async Task<IReadOnlyList<AgentPart>> ReadAsync(string? agentId, CancellationToken cancellationToken)
    {
        if (agentId is null)
        {
            return [new AgentPart(Agent, null, [])];
        }

        AnsweringAgent agent = await client.GetAssistantAsync(agentId, cancellationToken).ConfigureAwait(false) ?? throw NoAgent(agentId);
        return [new AgentPart(Agent, agentId, agent.Settings.ToObject()) { Prompt = agent.Settings.Items("model", "messages").FirstOrDefault(message => message.Text("role") == "system").Text("content") }];
    }

    private protected override void Begin(string part, JsonObject settings, DelegationBrief brief)
    {
        // Vapi takes names of at most 40 characters.
        settings["name"] = brief.Title.Length <= 40 ? brief.Title : brief.Title[..40];
        settings["model"] = new JsonObject { ["provider"] = Demand(Options.ModelProvider, nameof(Options.ModelProvider)), ["model"] = Demand(Options.Model, nameof(Options.Model)) };
        if (Options.VoiceId is { } voice)
        {
            settings["voice"] = new JsonObject { ["provider"] = Demand(Options.VoiceProvider, nameof(Options.VoiceProvider)), ["voiceId"] = voice };
        }

        if (Options.Webhook is { } webhook)
        {
            settings["server"] = new JsonObject { ["url"] = webhook.AbsoluteUri };
        }
    }

    private protected override void Shape(string part, JsonObject settings, AgentScript script)
    {
        if (script.Greeting is { } greeting)
        {
            settings["firstMessage"] = greeting;
        }

        JsonObject model = AgentSettings.At(settings, "model");
        model["messages"] = AgentSettings.Named(
            model["messages"], [new JsonObject { ["role"] = "system", ["content"] = script.Prompt }], message => (string?)message["role"], message => (string?)message["role"] == "system");
        JsonObject[] tools = script.Transfers.Count == 0 ? [] : [new JsonObject { ["type"] = "transferCall", ["destinations"] = Destinations(script.Transfers) }];
        if (tools.Length > 0 || model["tools"] is not null)
        {
            model["tools"] = AgentSettings.Named(model["tools"], tools, tool => (string?)tool["type"], tool => (string?)tool["type"] == "transferCall");
        }

        JsonObject plan = AgentSettings.At(settings, "analysisPlan", "structuredDataPlan");
        plan["enabled"] = true;
        JsonObject schema = AgentSettings.At(plan, "schema");
        schema["type"] = "object";
        schema["properties"] = AgentSettings.Map(schema["properties"], script.Answers.Select(answer => (answer.Id, Answer(answer))));
        if (script.MaximumLength is { } length)
        {
            settings["maxDurationSeconds"] = (int)Within(length.TotalSeconds, 10, 43_200);
        }
    }

    private protected override async Task<string> CreateAsync(IReadOnlyList<AgentPart> parts, CancellationToken cancellationToken) =>
        (await client.CreateAssistantAsync(parts[0].Wanted, cancellationToken).ConfigureAwait(false)).Id;

    private protected override Task ChangeAsync(string agentId, IReadOnlyList<(AgentPart Part, JsonObject Patch)> patches, CancellationToken cancellationToken) =>
        client.UpdateAssistantAsync(agentId, patches[0].Patch, cancellationToken);

    private static JsonArray Destinations(IReadOnlyList<AgentTransfer> transfers)
    {
        JsonArray list = [];
        foreach (AgentTransfer transfer in transfers)
        {
            JsonObject plan = new() { ["mode"] = transfer.Warm ? "warm-transfer-say-summary" : "blind-transfer" };
            if (transfer.RingFor is { } ring)
            {
                plan["dialTimeout"] = (int)Within(ring.TotalSeconds, 1, 600);
            }

            list.Add((JsonNode)new JsonObject { ["type"] = "number", ["number"] = transfer.Number.E164, ["description"] = transfer.Description, ["transferPlan"] = plan });
        }

        return list;
    }

    private static JsonObject Answer(AgentAnswer answer)
    {
        JsonObject item = new()
        {
            ["type"] = answer.Kind == AnswerKind.YesNo ? "boolean" : answer.Kind == AnswerKind.Number ? "number" : "string",
            ["description"] = answer.Description,
        };
        if (answer.Kind == AnswerKind.Choice)
        {
            item["enum"] = new JsonArray([.. answer.Choices.Select(choice => (JsonNode)JsonValue.Create(choice))]);
        }

        return item;
    }
}
