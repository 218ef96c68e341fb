using System.Text.Json.Nodes;
using Outsourcing.Delegation;

namespace Outsourcing.Answering;

/// <summary>What publishing a brief to an agent would change; nothing is changed until it is applied.</summary>
public sealed class AgentPlan
{
    internal AgentPlan(DelegationBrief brief, string? agentId, AgentScript script, IReadOnlyList<AgentPart> parts)
    {
        Brief = brief.Id;
        Version = brief.Version;
        AgentId = agentId;
        Gaps = ValueList.Copy(script.Gaps);
        Parts = parts;
        Changes = ValueList.Copy(parts.SelectMany(part => AgentSettings.Differences(part.Name, "", part.Current, part.Wanted)));
        PublishedVersion = parts.Select(part => AgentScript.PublishedFrom(part.Prompt)).FirstOrDefault(mark => mark is not null) is { } mark && mark.Brief == AgentScript.MarkOf(brief.Id) ? mark.Version : null;
    }

    /// <summary>Gets the brief.</summary>
    public BriefId Brief { get; }

    /// <summary>Gets its version.</summary>
    public int Version { get; }

    /// <summary>Gets the agent; <see langword="null"/> when one will be created.</summary>
    public string? AgentId { get; }

    /// <summary>Gets the version of the brief that the agent was published from; <see langword="null"/> when it was not.</summary>
    public int? PublishedVersion { get; }

    /// <summary>Gets every setting that would change.</summary>
    public IReadOnlyList<AgentChange> Changes { get; }

    /// <summary>Gets what of the brief an agent cannot do, one sentence each.</summary>
    public IReadOnlyList<string> Gaps { get; }

    /// <summary>Gets whether the agent is as the brief says.</summary>
    public bool IsUpToDate => AgentId is not null && Changes.Count == 0;

    internal IReadOnlyList<AgentPart> Parts { get; }
}

/// <summary>One object at the service: as it is, and as the brief would have it.</summary>
internal sealed record AgentPart(string Name, string? Id, JsonObject Current)
{
    /// <summary>Gets the prompt it holds now, if it is the object that holds one.</summary>
    internal string? Prompt { get; init; }

    internal JsonObject Wanted { get; init; } = [];
}
