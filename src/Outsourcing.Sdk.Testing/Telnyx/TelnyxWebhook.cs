using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>An event posted to the app.</summary>
internal sealed record TelnyxWebhook : WebhookMessage
{
    public required TelnyxSigner Signer { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Gets the event as JSON, which is the body's member <c>data</c>.</summary>
    public required string Data { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public int Attempt { get; init; } = 1;

    // What the signature covers: the body, unless somebody changed it since.
    private string? SignedBody { get; init; }

    private string Body => new JsonObject
    {
        ["data"] = JsonNode.Parse(Data),
        ["meta"] = new JsonObject { ["attempt"] = Attempt, ["delivered_to"] = Address.OriginalString },
    }.ToJsonString();

    public override HttpRequestMessage ToRequest()
    {
        string timestamp = SentAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        HttpRequestMessage request = new(HttpMethod.Post, Address);
        request.Headers.Add("telnyx-signature-ed25519", Signer.Sign(timestamp, SignedBody ?? Body));
        request.Headers.Add("telnyx-timestamp", timestamp);
        request.Content = new StringContent(Body, Encoding.UTF8);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    public override WebhookMessage Again() => this with { Attempt = Attempt + 1, SentAt = Clock.GetUtcNow() };

    public override WebhookMessage Tampered(Random random)
    {
        JsonNode data = JsonNode.Parse(Data)!;
        JsonObject payload = data["payload"]!.AsObject();
#pragma warning disable CA5394 // Repeatable on purpose.
        string member = payload.ElementAt(random.Next(payload.Count)).Key;
#pragma warning restore CA5394
        string was = payload[member] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
        payload[member] = was.Length == 0 ? "x" : string.Concat(was[0] == '9' ? "8" : "9", was.AsSpan(1));
        return this with { Data = data.ToJsonString(), SignedBody = Body };
    }

    public override WebhookMessage Forgotten(string callId, DateTimeOffset at)
    {
        JsonNode data = JsonNode.Parse(Data)!;
        data["id"] = TelnyxState.Uuid(SimulatorState.Hex(0, $"{callId}/{Report}", 0));
        data["occurred_at"] = TelnyxState.Time(at);
        JsonNode payload = data["payload"]!;
        payload[payload["call_control_id"] is null ? "call_leg_id" : "call_control_id"] = callId;
        return this with { CallId = callId, Token = SimulatorState.Hex(0, callId, 0), Data = data.ToJsonString(), SentAt = at };
    }
}
