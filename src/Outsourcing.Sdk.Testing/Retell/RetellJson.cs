using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>Reads and writes JSON whose members may be absent or of another kind than expected.</summary>
internal static class RetellJson
{
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static bool? Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;

    public static decimal? Number(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    public static long? Integer(JsonNode? node) => Number(node) is { } number && number == decimal.Truncate(number) && number is >= int.MinValue and <= 253402300799999 ? (long)number : null;

    /// <summary>Writes as the provider does: what is no ASCII stays as it is.</summary>
    public static string Write(JsonNode node)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    public static JsonArray Array(IEnumerable<JsonNode?> items)
    {
        JsonArray array = [];
        foreach (JsonNode? item in items)
        {
            array.Add(item);
        }

        return array;
    }
}
