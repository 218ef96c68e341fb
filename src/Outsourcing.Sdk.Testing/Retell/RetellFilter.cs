using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>Which calls a listing gives: the criteria of the second generation, and the typed ones of the third.</summary>
internal static class RetellFilter
{
    private static readonly string[] Lists =
        ["agent_id", "batch_call_id", "call_id", "call_status", "call_successful", "call_type", "direction", "disconnection_reason", "from_number", "in_voicemail", "to_number", "user_sentiment"];

    private static readonly string[] Ranges = ["duration_ms", "e2e_latency_p50", "end_timestamp", "start_timestamp"];

    private static readonly string[] Typed =
        [.. Lists.Where(name => name != "agent_id"), .. Ranges, "combined_cost", "data_storage_setting"];

    private static readonly string[] Keyed = ["custom_analysis_data", "custom_attributes", "dynamic_variables", "metadata"];

    /// <summary>Tells whether criteria can be read; a criterion that is not, taken for none, would give calls nobody asked for.</summary>
    public static bool IsReadable(JsonObject criteria, bool typed) => criteria.All(criterion => typed ? IsReadable(criterion.Key, criterion.Value) : IsReadableList(criterion.Key, criterion.Value));

    public static bool Matches(JsonObject call, JsonObject criteria, bool typed) => criteria.All(criterion => typed
        ? Fits(call, criterion.Key, criterion.Value!)
        : FitsList(call, criterion.Key, criterion.Value!));

    private static bool IsReadableList(string name, JsonNode? value) =>
        Lists.Contains(name) ? value is JsonArray
        : Ranges.Contains(name) ? value is JsonObject range && range.All(bound => bound.Key is "upper_threshold" or "lower_threshold" && RetellJson.Integer(bound.Value) is not null)
        : name is "metadata" or "dynamic_variables" && value is JsonObject fields && fields.All(field => field.Value is JsonArray);

    private static bool FitsList(JsonObject call, string name, JsonNode wanted)
    {
        if (wanted is JsonArray list)
        {
            return Value(call, name) is { } value && list.Any(one => JsonNode.DeepEquals(one, value));
        }

        if (Ranges.Contains(name))
        {
            return RetellJson.Number(Value(call, name)) is { } number
                && !(number < RetellJson.Number(wanted["lower_threshold"]))
                && !(number > RetellJson.Number(wanted["upper_threshold"]));
        }

        JsonObject? fields = Fields(call, name);
        return wanted.AsObject().All(field => field.Value!.AsArray().Any(one => JsonNode.DeepEquals(one, fields?[field.Key.Replace($"{name}.", "", StringComparison.Ordinal)])));
    }

    private static bool IsReadable(string name, JsonNode? filter) =>
        name == "agent" ? filter is JsonArray agents && agents.All(agent => RetellJson.Text((agent as JsonObject)?["agent_id"]) is not null)
        : Keyed.Contains(name) ? filter is JsonArray fields && fields.All(field => RetellJson.Text((field as JsonObject)?["key"]) is not null && IsReadable(field))
        : Typed.Contains(name) && IsReadable(filter);

    private static bool IsReadable(JsonNode? filter) => filter is JsonObject typed && (RetellJson.Text(typed["type"]), RetellJson.Text(typed["op"]), typed["value"]) switch
    {
        ("string", "eq" or "ne" or "sw" or "ew" or "co", var value) => RetellJson.Text(value) is not null,
        ("number", "eq" or "ne" or "gt" or "ge" or "lt" or "le", var value) => RetellJson.Number(value) is not null,
        ("boolean", "eq", var value) => RetellJson.Flag(value) is not null,
        ("range", "bt", JsonArray { Count: 2 } bounds) => bounds.All(bound => RetellJson.Number(bound) is not null),
        ("enum", "in", JsonArray) => true,
        _ => false,
    };

    private static bool Fits(JsonObject call, string name, JsonNode filter)
    {
        if (name == "agent")
        {
            return filter.AsArray().Any(agent => JsonNode.DeepEquals(agent!["agent_id"], call["agent_id"])
                && (agent["version"] is not JsonArray { Count: > 0 } versions || versions.Any(version => RetellJson.Number(version) == RetellJson.Number(call["agent_version"]))));
        }

        return Keyed.Contains(name)
            ? filter.AsArray().All(field => Fits(Fields(call, name)?[RetellJson.Text(field!["key"])!], field!))
            : Fits(Value(call, name), filter);
    }

    private static bool Fits(JsonNode? value, JsonNode filter)
    {
        JsonNode? wanted = filter["value"];
        switch (RetellJson.Text(filter["type"]))
        {
            case "enum":
                return value is not null && wanted!.AsArray().Any(one => JsonNode.DeepEquals(one, value));
            case "boolean":
                return RetellJson.Flag(value) == RetellJson.Flag(wanted);
            case "range":
                return RetellJson.Number(value) is { } within && within >= RetellJson.Number(wanted![0]) && within <= RetellJson.Number(wanted[1]);
            case "number":
                return RetellJson.Number(value) is { } number && RetellJson.Number(wanted) is { } bound && RetellJson.Text(filter["op"]) switch
                {
                    "eq" => number == bound,
                    "ne" => number != bound,
                    "gt" => number > bound,
                    "ge" => number >= bound,
                    "lt" => number < bound,
                    _ => number <= bound,
                };
            default:
                return RetellJson.Text(value) is { } text && RetellJson.Text(wanted) is { } part && RetellJson.Text(filter["op"]) switch
                {
                    "eq" => text == part,
                    "ne" => text != part,
                    "sw" => text.StartsWith(part, StringComparison.Ordinal),
                    "ew" => text.EndsWith(part, StringComparison.Ordinal),
                    _ => text.Contains(part, StringComparison.Ordinal),
                };
        }
    }

    private static JsonNode? Value(JsonObject call, string name) => name switch
    {
        "in_voicemail" or "user_sentiment" or "call_successful" => call["call_analysis"]?[name],
        "combined_cost" => call["call_cost"]?[name],
        _ => call[name],
    };

    private static JsonObject? Fields(JsonObject call, string name) => name switch
    {
        "custom_analysis_data" => call["call_analysis"]?[name],
        "dynamic_variables" => call["retell_llm_dynamic_variables"],
        _ => call[name],
    } as JsonObject;
}
