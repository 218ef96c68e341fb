using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>A call as the account knows it, beside what every provider knows of it.</summary>
internal sealed class RetellCall(SimulatedCall call, RetellAgent agent)
{
    public SimulatedCall Call { get; } = call;

    public string Id => Call.Id;

    public RetellAgent Agent { get; } = agent;

    public JsonObject? Metadata { get; init; }

    public JsonObject? Variables { get; init; }

    /// <summary>Gets whether anybody was at the other end.</summary>
    public bool IsConnected => Call.Status is not ("registered" or "not_connected");

    public bool IsOver => Call.Status is "ended" or "not_connected" or "error";

    public bool IsAnalyzed { get; set; }

    public string? DisconnectionReason { get; set; }

    public JsonArray? Transcript { get; set; }

    public TimeSpan Length => Call.EndedAt - Call.StartedAt;
}
