using System.Text.Json.Nodes;
using Outsourcing.Delegation;

namespace Outsourcing.Answering;

/// <summary>Publishes briefs to agents at ElevenLabs. The brief owns the agent's data collection and its tool for transfers to numbers.</summary>
/// <param name="client">The account's client.</param>
/// <param name="options">What a new agent needs beside the brief.</param>
public sealed class ElevenLabsBriefPublisher(ElevenLabsClient client, BriefPublishingOptions? options = null) : BriefPublisher(ElevenLabsClient.ProviderName, options)
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

        AnsweringAgent agent = await client.GetAgentAsync(agentId, cancellationToken).ConfigureAwait(false) ?? throw NoAgent(agentId);
        return [new AgentPart(Agent, agentId, agent.Settings.ToObject()) { Prompt = agent.Settings.Text("conversation_config", "agent", "prompt", "prompt") }];
    }

    private protected override void Begin(string part, JsonObject settings, DelegationBrief brief)
    {
        settings["name"] = brief.Title;
        JsonObject agent = AgentSettings.At(settings, "conversation_config", "agent");
        // The language alone: ElevenLabs takes no region.
        agent["language"] = brief.Language.Split('-')[0].ToLowerInvariant();
        if (Options.Model is { } model)
        {
            AgentSettings.At(agent, "prompt")["llm"] = model;
        }

        if (Options.VoiceId is { } voice)
        {
            AgentSettings.At(settings, "conversation_config", "tts")["voice_id"] = voice;
        }
    }

    private protected override void Shape(string part, JsonObject settings, AgentScript script)
    {
        JsonObject agent = AgentSettings.At(settings, "conversation_config", "agent");
        if (script.Greeting is { } greeting)
        {
            agent["first_message"] = greeting;
        }

        JsonObject prompt = AgentSettings.At(agent, "prompt");
        prompt["prompt"] = script.Prompt;
        JsonObject tools = AgentSettings.At(prompt, "built_in_tools");
        if (script.Transfers.Count > 0)
        {
            tools["transfer_to_number"] = AgentSettings.Onto(tools["transfer_to_number"] as JsonObject, Tool(script.Transfers, tools["transfer_to_number"]?["params"]?["transfers"] as JsonArray));
        }
        else if (tools["transfer_to_number"] is not null)
        {
            tools["transfer_to_number"] = null;
        }

        JsonObject platform = AgentSettings.At(settings, "platform_settings");
        platform["data_collection"] = AgentSettings.Map(platform["data_collection"], script.Answers.Select(answer => (answer.Id, Answer(answer))));
        if (script.MaximumLength is { } length)
        {
            AgentSettings.At(settings, "conversation_config", "conversation")["max_duration_seconds"] = (int)Within(length.TotalSeconds, 1, int.MaxValue);
        }
    }

    private protected override Task<string> CreateAsync(IReadOnlyList<AgentPart> parts, CancellationToken cancellationToken) => client.CreateAgentAsync(parts[0].Wanted, cancellationToken);

    // An agent as it is read holds members that are refused when they are sent back: only what differs is sent.
    private protected override Task ChangeAsync(string agentId, IReadOnlyList<(AgentPart Part, JsonObject Patch)> patches, CancellationToken cancellationToken) =>
        client.UpdateAgentAsync(agentId, AgentSettings.DeepPatch(patches[0].Part.Current, patches[0].Part.Wanted, name => name is "data_collection" or "transfer_to_number"), cancellationToken);

    private static JsonObject Tool(IReadOnlyList<AgentTransfer> transfers, JsonArray? current)
    {
        JsonArray list = [];
        foreach (AgentTransfer transfer in transfers)
        {
            JsonObject wanted = new()
            {
                ["transfer_destination"] = new JsonObject { ["type"] = "phone", ["phone_number"] = transfer.Number.E164 },
                ["condition"] = transfer.Description,
                ["transfer_type"] = transfer.Warm ? "conference" : "blind",
            };
            JsonObject? same = current?.OfType<JsonObject>().FirstOrDefault(item =>
                (string?)item["transfer_destination"]?["phone_number"] == transfer.Number.E164 && (string?)item["transfer_type"] == (string?)wanted["transfer_type"]);
            list.Add((JsonNode)AgentSettings.Onto(same, wanted));
        }

        return new JsonObject
        {
            ["type"] = "system",
            ["name"] = "transfer_to_number",
            ["description"] = "Put the caller through to a person of the business.",
            ["params"] = new JsonObject { ["system_tool_type"] = "transfer_to_number", ["transfers"] = list },
        };
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
