using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>An event, posted to the app.</summary>
internal sealed record RetellMessage : WebhookMessage
{
    public required string ApiKey { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset SignedAt { get; init; }

    // What the signature covers: the body, unless somebody changed it since.
    private string SignedBody { get => field ?? Body; init; }

    public override HttpRequestMessage ToRequest()
    {
        string milliseconds = SignedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        string digest = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ApiKey), Encoding.UTF8.GetBytes(SignedBody + milliseconds)));
        HttpRequestMessage request = new(HttpMethod.Post, Address) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Retell-Signature", $"v={milliseconds},d={digest}");
        return request;
    }

    public override WebhookMessage Tampered(Random random)
    {
        JsonNode body = JsonNode.Parse(Body)!;
        List<JsonValue> values = [.. Values(body)];
#pragma warning disable CA5394 // Repeatable on purpose.
        JsonValue value = values[random.Next(values.Count)];
#pragma warning restore CA5394
        JsonNode other = value.GetValueKind() switch
        {
            JsonValueKind.String => JsonValue.Create($"{RetellJson.Text(value)}x"),
            JsonValueKind.True => JsonValue.Create(false),
            JsonValueKind.False => JsonValue.Create(true),
            _ => JsonValue.Create(RetellJson.Number(value)!.Value + 1),
        };
        if (value.Parent is JsonObject owner)
        {
            owner[value.GetPropertyName()] = other;
        }
        else
        {
            value.Parent!.AsArray()[value.GetElementIndex()] = other;
        }

        return this with { Body = RetellJson.Write(body), SignedBody = SignedBody };
    }

    public override WebhookMessage Forgotten(string callId, DateTimeOffset at)
    {
        JsonNode body = JsonNode.Parse(Body)!;
        body["call"]!["call_id"] = callId;
        return this with { Body = RetellJson.Write(body), CallId = callId, SignedAt = at, Token = SimulatorState.Hex(0, callId, 0) };
    }

    private static IEnumerable<JsonValue> Values(JsonNode? node) => node switch
    {
        JsonValue value => [value],
        JsonObject item => item.SelectMany(member => Values(member.Value)),
        JsonArray array => array.SelectMany(Values),
        _ => [],
    };
}
