namespace Outsourcing.Testing;

/// <summary>A call as the simulated provider knows it.</summary>
public sealed class SimulatedCall
{
    internal SimulatedCall(string id, CallScript script, bool outbound, DateTimeOffset startedAt)
    {
        Id = id;
        Script = script;
        IsOutbound = outbound;
        StartedAt = startedAt;
        EndedAt = startedAt;
    }

    /// <summary>Gets the provider's id of the call.</summary>
    public string Id { get; }

    /// <summary>Gets what the caller does.</summary>
    public CallScript Script { get; }

    /// <summary>Gets whether the app placed the call.</summary>
    public bool IsOutbound { get; }

    /// <summary>Gets the status in the provider's words.</summary>
    public string Status { get; internal set; } = "queued";

    /// <summary>Gets when it started.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Gets when it ended; the start while it has not.</summary>
    public DateTimeOffset EndedAt { get; internal set; }

    /// <summary>Gets what the app told the provider to do, in the provider's words and the order it came: markup, or the names of commands; empty when it told nothing.</summary>
    public string Answer { get; internal set; } = "";

    /// <summary>Gets how often something was reported about the call.</summary>
    internal int Sequence { get; set; }

    /// <summary>Gets the length in whole seconds, as the provider counts it.</summary>
    public int Seconds => (int)Math.Round((EndedAt - StartedAt).TotalSeconds);
}
