using System.Globalization;
using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>Writes a call as the interface and the events tell it: more of it the further it has come.</summary>
internal sealed class RetellCallJson(RetellState state)
{
    /// <param name="call">The call.</param>
    /// <param name="transcript">Whether what was said is told; the third generation of the listing leaves it out.</param>
    public JsonObject Of(RetellCall call, bool transcript = true)
    {
        JsonObject json = new()
        {
            ["call_type"] = "phone_call",
            ["from_number"] = call.Call.Script.From?.E164 ?? "anonymous",
            ["to_number"] = call.Call.Script.To.E164,
            ["direction"] = call.Call.IsOutbound ? "outbound" : "inbound",
            ["call_id"] = call.Id,
            ["agent_id"] = call.Agent.Id,
            ["agent_name"] = RetellJson.Text(call.Agent.Settings["agent_name"]) ?? "",
            ["agent_version"] = call.Agent.Version,
            ["call_status"] = call.Call.Status,
            ["data_storage_setting"] = RetellJson.Text(call.Agent.Settings["data_storage_setting"]) ?? "everything",
            ["opt_in_signed_url"] = RetellJson.Flag(call.Agent.Settings["opt_in_signed_url"]) ?? false,
        };
        if (call.Metadata is { } metadata)
        {
            json["metadata"] = metadata.DeepClone();
        }

        if (call.Variables is { } variables)
        {
            json["retell_llm_dynamic_variables"] = variables.DeepClone();
        }

        if (call.Call.Status != "registered")
        {
            json["start_timestamp"] = call.Call.StartedAt.ToUnixTimeMilliseconds();
        }

        if (call.IsOver)
        {
            AddEnd(json, call, transcript);
        }

        if (call.IsAnalyzed)
        {
            json["call_analysis"] = Analysis(call);
        }

        return json;
    }

    private void AddEnd(JsonObject json, RetellCall call, bool transcript)
    {
        json["end_timestamp"] = call.Call.EndedAt.ToUnixTimeMilliseconds();
        json["duration_ms"] = (long)call.Length.TotalMilliseconds;
        json["disconnection_reason"] = call.DisconnectionReason;
        if (call.DisconnectionReason == "call_transfer" && call.Call.Script.Agent?.TransferTo is { } target)
        {
            json["transfer_destination"] = target.E164;
        }

        json["call_cost"] = Cost(call);
        if (!call.IsConnected)
        {
            return;
        }

        json["recording_url"] = state.RecordingOf(call);
        if (transcript && call.Transcript is { } said)
        {
            json["transcript"] = RetellTranscript.Text(said);
            json["transcript_object"] = said.DeepClone();
        }
    }

    private JsonObject Cost(RetellCall call)
    {
        decimal seconds = call.IsConnected ? (decimal)Math.Ceiling(call.Length.TotalSeconds) : 0;

        // Voice and language model are billed apart; half of the price each.
        decimal voice = state.CentsPerSecond / 2;
        decimal model = state.CentsPerSecond - voice;
        return new()
        {
            ["product_costs"] = RetellJson.Array(seconds == 0 ? [] : [Product("elevenlabs_tts", voice, seconds), Product("gpt_4_1", model, seconds)]),
            ["total_duration_seconds"] = seconds,
            ["total_duration_unit_price"] = state.CentsPerSecond,
            ["combined_cost"] = state.CentsPerSecond * seconds,
        };
    }

    private static JsonObject Product(string name, decimal price, decimal seconds) => new() { ["product"] = name, ["unit_price"] = price, ["cost"] = price * seconds };

    private static JsonObject Analysis(RetellCall call)
    {
        AgentScript script = call.Call.Script.Agent ?? new AgentScript();
        JsonObject analysis = new()
        {
            ["in_voicemail"] = call.DisconnectionReason == "voicemail_reached",
            ["user_sentiment"] = script.Sentiment is { } felt && call.IsConnected ? Word(felt.Value) : "Unknown",
            ["call_successful"] = script.Successful ?? call.DisconnectionReason is "user_hangup" or "agent_hangup" or "call_transfer",
            ["custom_analysis_data"] = call.IsConnected ? Answers(script, call.Agent.Settings["post_call_analysis_data"] as JsonArray) : [],
        };
        if (script.Summary is { } summary && call.IsConnected)
        {
            analysis["call_summary"] = summary.Value;
        }

        return analysis;
    }

    // The provider knows these words and no others.
    private static string Word(string sentiment) => sentiment.ToUpperInvariant() switch
    {
        "POSITIVE" => "Positive",
        "NEUTRAL" => "Neutral",
        "NEGATIVE" => "Negative",
        _ => "Unknown",
    };

    private static JsonObject Answers(AgentScript script, JsonArray? asked)
    {
        JsonObject answers = [];
        if (asked is null)
        {
            foreach ((string name, PersonalText value) in script.Answers)
            {
                answers[name] = value.Value;
            }

            return answers;
        }

        foreach (JsonNode? item in asked)
        {
            if (RetellJson.Text(item?["name"]) is { } name && script.Answers.TryGetValue(name, out PersonalText value))
            {
                answers[name] = Typed(value.Value, RetellJson.Text(item!["type"]));
            }
        }

        return answers;
    }

    private static JsonValue Typed(string value, string? type) => type switch
    {
        "boolean" when bool.TryParse(value, out bool flag) => JsonValue.Create(flag),
        "number" when decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => JsonValue.Create(number),
        _ => JsonValue.Create(value),
    };
}
