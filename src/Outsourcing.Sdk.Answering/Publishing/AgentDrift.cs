namespace Outsourcing.Answering;

/// <summary>How a published agent and its brief differ.</summary>
public sealed record AgentDrift
{
    /// <summary>Gets how they stand to each other.</summary>
    public required AgentDriftState State { get; init; }

    /// <summary>Gets the version of the brief that the agent was published from; <see langword="null"/> when it was not.</summary>
    public int? PublishedVersion { get; init; }

    /// <summary>Gets every setting that differs from the brief.</summary>
    public IReadOnlyList<AgentChange> Changes { get; init => field = ValueList.Copy(value); } = ValueList.Empty<AgentChange>();
}

/// <summary>How a published agent stands to its brief.</summary>
public enum AgentDriftState
{
    /// <summary>The agent is as the brief says.</summary>
    InSync = 0,

    /// <summary>The agent was not published from this brief.</summary>
    NotPublished = 1,

    /// <summary>The agent was published from another version of the brief.</summary>
    OtherVersion = 2,

    /// <summary>The agent was published from this version, and somebody changed it since.</summary>
    Edited = 3,
}
