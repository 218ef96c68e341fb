using System.Text.Json.Serialization;
using Outsourcing.Webhooks;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>A webhook as it is written to the database.</summary>
internal sealed record StoredRequest
{
    public required string Method { get; init; }

    public required string Url { get; init; }

    public required List<KeyValuePair<string, string>> Headers { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public static StoredRequest From(WebhookRequest request) =>
        new() { Method = request.Method, Url = request.Url, Headers = [.. request.Headers], Body = request.Body };

    public WebhookRequest ToRequest() => new(Method, Url, Headers, Body);
}

[JsonSerializable(typeof(StoredRequest))]
[JsonSerializable(typeof(string))]
internal sealed partial class StorageJsonContext : JsonSerializerContext;
