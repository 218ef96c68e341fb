using System.Text.Json.Nodes;
using Outsourcing.Delegation;

namespace Outsourcing.Answering;

/// <summary>Publishes briefs to agents at Retell: prompt and transfer tools to the language model, extracted answers and the longest call to the agent.</summary>
/// <param name="client">The account's client.</param>
/// <param name="options">What a new agent needs beside the brief.</param>
public sealed class RetellBriefPublisher(RetellClient client, BriefPublishingOptions? options = null) : BriefPublisher(RetellClient.ProviderName, options)
{
    private const string Model = "llm";
    private const string Agent = "agent";

    /// <inheritdoc/>
    public override string Account => client.Account;

    private protected override async Task<IReadOnlyList<AgentPart>> ReadAsync(string? agentId, CancellationToken cancellationToken)
    {
        if (agentId is null)
        {
            return [new AgentPart(Model, null, []), new AgentPart(Agent, null, [])];
        }

        AnsweringAgent agent = await client.GetAgentAsync(agentId, cancellationToken).ConfigureAwait(false) ?? throw NoAgent(agentId);
        if (agent.Settings.Text("response_engine", "llm_id") is not { } id)
        {
            throw new BriefPublishingException($"Agent '{agentId}' is driven by '{agent.Settings.Text("response_engine", "type")}', which takes no prompt; a brief is published to agents with a retell-llm.");
        }

        AnsweringAgent model = await client.GetLanguageModelAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NoAgent(id);
        return
        [
            new AgentPart(Model, id, model.Settings.ToObject()) { Prompt = model.Settings.Text("general_prompt") },
            new AgentPart(Agent, agentId, agent.Settings.ToObject()),
        ];
    }

    private protected override void Begin(string part, JsonObject settings, DelegationBrief brief)
    {
        if (part == Agent)
        {
            settings["agent_name"] = brief.Title;
            settings["voice_id"] = Demand(Options.VoiceId, nameof(Options.VoiceId));
            if (Options.Webhook is { } webhook)
            {
                settings["webhook_url"] = webhook.AbsoluteUri;
            }
        }
        else if (Options.Model is { } model)
        {
            settings["model"] = model;
        }
    }

    private protected override void Shape(string part, JsonObject settings, AgentScript script)
    {
        if (part == Model)
        {
            settings["general_prompt"] = script.Prompt;
            settings["begin_message"] = script.Greeting;
            settings["general_tools"] = AgentSettings.Named(
                settings["general_tools"], [.. script.Transfers.Select(Tool)], tool => (string?)tool["name"], tool => ((string?)tool["name"])?.StartsWith(AgentTransfer.Prefix, StringComparison.Ordinal) == true);
            return;
        }

        // Retell's own presets, the summary among them, are not the brief's.
        settings["post_call_analysis_data"] = AgentSettings.Named(
            settings["post_call_analysis_data"], [.. script.Answers.Select(Answer)], item => (string?)item["name"], item => (string?)item["type"] != "system-presets");
        if (script.MaximumLength is { } length)
        {
            settings["max_call_duration_ms"] = (int)Within(length.TotalMilliseconds, 60_000, 7_200_000);
        }
    }

    private protected override async Task<string> CreateAsync(IReadOnlyList<AgentPart> parts, CancellationToken cancellationToken)
    {
        AnsweringAgent model = await client.CreateLanguageModelAsync(parts.First(part => part.Name == Model).Wanted, cancellationToken).ConfigureAwait(false);
        JsonObject settings = (JsonObject)parts.First(part => part.Name == Agent).Wanted.DeepClone();
        settings["response_engine"] = new JsonObject { ["type"] = "retell-llm", ["llm_id"] = model.Id };
        AnsweringAgent agent = await client.CreateAgentAsync(settings, cancellationToken).ConfigureAwait(false);
        await client.PublishAgentAsync(agent.Id, cancellationToken).ConfigureAwait(false);
        return agent.Id;
    }

    private protected override async Task ChangeAsync(string agentId, IReadOnlyList<(AgentPart Part, JsonObject Patch)> patches, CancellationToken cancellationToken)
    {
        foreach ((AgentPart part, JsonObject patch) in patches)
        {
            await (part.Name == Model ? client.UpdateLanguageModelAsync(part.Id!, patch, cancellationToken) : client.UpdateAgentAsync(part.Id!, patch, cancellationToken)).ConfigureAwait(false);
        }

        // Changes are a draft until then.
        await client.PublishAgentAsync(agentId, cancellationToken).ConfigureAwait(false);
    }

    private static JsonObject Tool(AgentTransfer transfer)
    {
        JsonObject option = new() { ["type"] = transfer.Warm ? "warm_transfer" : "cold_transfer" };
        if (transfer.RingFor is { } ring)
        {
            option["transfer_ring_duration_ms"] = (int)Within(ring.TotalMilliseconds, 5_000, 90_000);
        }

        return new JsonObject
        {
            ["type"] = "transfer_call",
            ["name"] = transfer.Name,
            ["description"] = transfer.Description,
            ["transfer_destination"] = new JsonObject { ["type"] = "predefined", ["number"] = transfer.Number.E164 },
            ["transfer_option"] = option,
        };
    }

    private static JsonObject Answer(AgentAnswer answer)
    {
        JsonObject item = new()
        {
            ["type"] = answer.Kind == AnswerKind.Choice ? "enum" : answer.Kind == AnswerKind.YesNo ? "boolean" : answer.Kind == AnswerKind.Number ? "number" : "string",
            ["name"] = answer.Id,
            ["description"] = answer.Description,
        };
        if (answer.Kind == AnswerKind.Choice)
        {
            item["choices"] = new JsonArray([.. answer.Choices.Select(choice => (JsonNode)JsonValue.Create(choice))]);
        }

        return item;
    }
}
