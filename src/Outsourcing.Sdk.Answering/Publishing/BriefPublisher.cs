using System.Text.Json.Nodes;
using Outsourcing.Delegation;

namespace Outsourcing.Answering;

/// <summary>Publishes briefs to voice agents of one account: planned first, then applied, and compared again at any time.</summary>
/// <remarks>
/// The brief owns prompt, first words, extracted answers, transfer tools and the longest call of an agent; every other setting
/// stays as it is. For a service without an API, render the brief as a document.
/// </remarks>
public abstract class BriefPublisher : IBriefPublisher
{
    private protected BriefPublisher(string provider, BriefPublishingOptions? options)
    {
        Provider = provider;
        Options = options ?? new BriefPublishingOptions();
    }

    /// <inheritdoc/>
    public string Provider { get; }

    /// <inheritdoc/>
    public abstract string Account { get; }

    private protected BriefPublishingOptions Options { get; }

    /// <inheritdoc/>
    public async Task<AgentPlan> PlanAsync(DelegationBrief brief, string? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(brief);
        AgentScript script = AgentScript.From(brief);
        List<AgentPart> parts = [];
        foreach (AgentPart part in await ReadAsync(agentId, cancellationToken).ConfigureAwait(false))
        {
            JsonObject wanted = (JsonObject)part.Current.DeepClone();
            if (agentId is null)
            {
                Begin(part.Name, wanted, brief);
            }

            Shape(part.Name, wanted, script);
            parts.Add(part with { Wanted = wanted });
        }

        return new AgentPlan(brief, agentId, script, parts);
    }

    /// <inheritdoc/>
    public async Task<string> ApplyAsync(AgentPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.AgentId is not { } id)
        {
            return await CreateAsync(plan.Parts, cancellationToken).ConfigureAwait(false);
        }

        if (plan.IsUpToDate)
        {
            return id;
        }

        IReadOnlyList<AgentPart> now = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        List<(AgentPart Part, JsonObject Patch)> patches = [];
        foreach (AgentPart part in plan.Parts)
        {
            JsonObject patch = AgentSettings.Patch(part.Current, part.Wanted);
            JsonObject? current = now.FirstOrDefault(other => other.Name == part.Name && other.Id == part.Id)?.Current;
            if (patch.Any(member => !AgentSettings.Same(current?[member.Key], part.Current[member.Key])))
            {
                throw new BriefPublishingException($"Agent '{id}' at {Provider} was changed since the plan was made; plan again, and look at the differences.");
            }

            if (patch.Count > 0)
            {
                patches.Add((part, patch));
            }
        }

        await ChangeAsync(id, patches, cancellationToken).ConfigureAwait(false);
        return id;
    }

    /// <inheritdoc/>
    public async Task<AgentDrift> FindDriftAsync(DelegationBrief brief, string agentId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(agentId);
        AgentPlan plan = await PlanAsync(brief, agentId, cancellationToken).ConfigureAwait(false);
        return new AgentDrift
        {
            State = plan.PublishedVersion is not { } published ? AgentDriftState.NotPublished
                : published != plan.Version ? AgentDriftState.OtherVersion
                : plan.Changes.Count > 0 ? AgentDriftState.Edited
                : AgentDriftState.InSync,
            PublishedVersion = plan.PublishedVersion,
            Changes = plan.Changes,
        };
    }

    /// <summary>Reads what an agent consists of; empty objects for a new one.</summary>
    private protected abstract Task<IReadOnlyList<AgentPart>> ReadAsync(string? agentId, CancellationToken cancellationToken);

    /// <summary>Sets what a new agent needs beside the brief.</summary>
    private protected abstract void Begin(string part, JsonObject settings, DelegationBrief brief);

    /// <summary>Sets what the brief owns.</summary>
    private protected abstract void Shape(string part, JsonObject settings, AgentScript script);

    private protected abstract Task<string> CreateAsync(IReadOnlyList<AgentPart> parts, CancellationToken cancellationToken);

    private protected abstract Task ChangeAsync(string agentId, IReadOnlyList<(AgentPart Part, JsonObject Patch)> patches, CancellationToken cancellationToken);

    private protected BriefPublishingException NoAgent(string id) => new($"{Provider} has no agent '{id}'; plan without an id to create one.");

    private protected static double Within(double value, double least, double most) => Math.Min(Math.Max(Math.Ceiling(value), least), most);

    private protected string Demand(string? value, string name) =>
        value ?? throw new BriefPublishingException($"A new agent at {Provider} needs BriefPublishingOptions.{name}; the brief does not say it.");
}
