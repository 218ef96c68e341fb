using System.Text.Json;
using System.Text.Json.Nodes;

namespace Outsourcing.Contract.Sdk;

/// <summary>A request as the scripts of this folder take it, sign it and give it back.</summary>
internal sealed record SdkRequest
{
    public string Method { get; init; } = "POST";

    public required string Url { get; init; }

    public string Body { get; init; } = "";

    public required string Secret { get; init; }

    public bool Json { get; init; }

    public string Timestamp { get; init; } = "";

    public string Nonce { get; init; } = "";

    public string Signature { get; init; } = "";
}

/// <summary>What is put into a document: the same values for the library and for ours.</summary>
internal sealed record SdkValues(string Text, string Url, string Business, string Partner);

/// <summary>A provider's own library, driven through its script.</summary>
internal static class ProviderSdk
{
    internal static async Task<(SdkRequest[] Signed, bool[] Verified, Dictionary<string, string>[] Rendered)> RunAsync(
        string provider, IEnumerable<SdkRequest>? sign = null, IEnumerable<SdkRequest>? verify = null, IEnumerable<SdkValues>? render = null)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { sign = sign ?? [], verify = verify ?? [], render = render ?? [] }, JsonSerializerOptions.Web));
            using CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
            JsonNode answer = JsonNode.Parse(await NpmFolder.NodeAsync(".", [Path.Combine("sdk", provider + ".mjs"), file], limit.Token))!;
            return (
                answer["signed"].Deserialize<SdkRequest[]>(JsonSerializerOptions.Web)!,
                answer["verified"].Deserialize<bool[]>(JsonSerializerOptions.Web)!,
                answer["rendered"].Deserialize<Dictionary<string, string>[]>(JsonSerializerOptions.Web)!);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
