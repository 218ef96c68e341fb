using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

internal sealed class RetellState(RetellSimulatorOptions options) : SimulatorState(options)
{
    public string ApiKey { get; } = options.ApiKey ?? $"key_{Hex(options.Seed, "key", 0)}";

    public decimal CentsPerSecond { get; } = options.CentsPerSecond;

    public Uri? WebhookUrl { get; set; } = options.WebhookUrl;

    /// <summary>Gets or sets the simulator's own address, known when it has started.</summary>
    public Uri Root { get; set; } = null!;

    public List<RetellVersions> Agents { get; } = [];

    public List<RetellVersions> Models { get; } = [];

    public List<RetellNumber> Lines { get; } = [];

    public List<RetellCall> Played { get; } = [];

    /// <summary>Gets what those do whom the account calls.</summary>
    public Dictionary<string, CallScript> Callees { get; } = [];

    /// <summary>Makes an id as the provider does: what it is of, and hexadecimal digits.</summary>
    public string NewId(string kind) => $"{kind}_{NewHex(kind)[..27]}";

    /// <summary>Finds a version of an agent as it is now; the latest when none is named.</summary>
    public RetellAgent? FindAgent(string? id, int? version) =>
        Agents.Find(agent => agent.Id == id) is { } found && found.Find(version) is { } settings ? new RetellAgent((JsonObject)settings.DeepClone(), (JsonObject?)ModelOf(settings)?.DeepClone()) : null;

    /// <summary>Gets where the recording of a call is; an agent that signs addresses lets them run out.</summary>
    public string RecordingOf(RetellCall call)
    {
        string path = $"/recordings/{call.Id}/recording.wav";
        if (RetellJson.Flag(call.Agent.Settings["opt_in_signed_url"]) != true)
        {
            return new Uri(Root, path).AbsoluteUri;
        }

        long lasts = RetellJson.Integer(call.Agent.Settings["signed_url_expiration_ms"]) ?? (long)TimeSpan.FromHours(24).TotalMilliseconds;
        long expires = Now.ToUnixTimeMilliseconds() + lasts;
        return new Uri(Root, string.Create(CultureInfo.InvariantCulture, $"{path}?expires={expires}&signature={Sign($"{path}{expires}")}")).AbsoluteUri;
    }

    /// <summary>Signs as Retell documents it: hexadecimal HMAC-SHA-256, keyed with the API key.</summary>
    public string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ApiKey), Encoding.UTF8.GetBytes(text)));

    private JsonObject? ModelOf(JsonObject agent) =>
        agent["response_engine"] is { } engine && Models.Find(model => model.Id == RetellJson.Text(engine["llm_id"])) is { } model
            ? model.Find((int?)RetellJson.Integer(engine["version"]))
            : null;
}
