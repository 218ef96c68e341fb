using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Outsourcing;

namespace QuickStart.Report;

/// <summary>Writes every verdict with what it rests on; the form is described by docs/report.schema.json.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Render(LoopReport report)
    {
        JsonArray verdicts = [.. report.Verdicts.Select(JsonNode (verdict) => new JsonObject
        {
            ["step"] = verdict.Step,
            ["name"] = verdict.Name,
            ["decided"] = verdict.Refusal is null,
            ["value"] = verdict.Value?.DeepClone(),
            ["refusal"] = verdict.Refusal is { } refusal
                ? new JsonObject { ["kind"] = refusal.Kind.Value, ["reason"] = refusal.Reason, ["remedy"] = refusal.Remedy }
                : null,
            ["explanation"] = JsonSerializer.SerializeToNode(verdict.Explanation, OutsourcingJson.TypeInfo<VerdictExplanation>()),
        })];
        JsonArray steps = [.. report.Sections.Select(JsonNode (section, index) => new JsonObject
        {
            ["step"] = index + 1,
            ["title"] = section.Title,
            ["lines"] = new JsonArray([.. section.Parts.OfType<string>().Select(line => JsonValue.Create(line))]),
        })];
        return new JsonObject { ["version"] = 1, ["steps"] = steps, ["verdicts"] = verdicts }.ToJsonString(Indented) + "\n";
    }
}
