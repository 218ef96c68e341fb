using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>One version of an agent, and of the language model it uses, as they were when a call began.</summary>
internal sealed record RetellAgent(JsonObject Settings, JsonObject? Model)
{
    private static readonly string[] ReportedByDefault = ["call_started", "call_ended", "call_analyzed"];

    public string Id => RetellJson.Text(Settings["agent_id"])!;

    public int Version => (int)RetellJson.Integer(Settings["version"])!;

    /// <summary>Gets the agent's own webhook address; null leaves it to the account's.</summary>
    public Uri? WebhookUrl => Uri.TryCreate(RetellJson.Text(Settings["webhook_url"]), UriKind.Absolute, out Uri? url) ? url : null;

    public TimeSpan LongestCall => TimeSpan.FromMilliseconds(RetellJson.Integer(Settings["max_call_duration_ms"]) ?? 3_600_000);

    public bool Reports(string name) => (Settings["webhook_events"] is JsonArray events ? events.Select(RetellJson.Text) : ReportedByDefault).Contains(name);
}
