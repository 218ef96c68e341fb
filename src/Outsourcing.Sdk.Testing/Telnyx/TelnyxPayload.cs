using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>What events say, member by member as the document has them.</summary>
internal static class TelnyxPayload
{
    public static JsonObject Initiated(TelnyxState state, TelnyxLeg leg)
    {
        JsonObject payload = WithParties(state, leg);
        payload["caller_id_name"] = leg.From;
        payload["direction"] = leg.Call.IsOutbound ? "outgoing" : "incoming";
        payload["start_time"] = TelnyxState.Time(leg.Call.StartedAt);
        payload["state"] = leg.Call.IsOutbound ? "bridging" : "parked";
        return payload;
    }

    public static JsonObject Answered(TelnyxState state, TelnyxLeg leg)
    {
        JsonObject payload = WithParties(state, leg);
        payload["start_time"] = TelnyxState.Time(leg.Call.StartedAt);
        payload["state"] = "answered";
        return payload;
    }

    public static JsonObject Bridged(TelnyxState state, TelnyxLeg leg) => WithParties(state, leg);

    public static JsonObject HungUp(TelnyxState state, TelnyxLeg leg, string cause, string source)
    {
        JsonObject payload = WithParties(state, leg);
        payload["hangup_cause"] = cause;
        payload["hangup_source"] = source;

        // The document: unspecified where there is no response, in calls that ring in for example.
        payload["sip_hangup_cause"] = (leg.Call.IsOutbound, cause) switch
        {
            (true, "normal_clearing") => "200",
            (true, "user_busy") => "486",
            (true, "originator_cancel") => "487",
            _ => "unspecified",
        };
        payload["start_time"] = TelnyxState.Time(leg.Call.StartedAt);
        payload["state"] = "hangup";
        return payload;
    }

    public static JsonObject Speaking(TelnyxState state, TelnyxLeg leg, bool ended)
    {
        JsonObject payload = Common(state, leg);
        if (ended)
        {
            payload["status"] = "completed";
        }

        return payload;
    }

    public static JsonObject Playing(TelnyxState state, TelnyxLeg leg, string? address, bool ended)
    {
        JsonObject payload = Common(state, leg);
        payload["media_url"] = address ?? "";
        payload["overlay"] = false;
        if (ended)
        {
            payload["status"] = "completed";
        }

        return payload;
    }

    public static JsonObject Pressed(TelnyxState state, TelnyxLeg leg, char digit)
    {
        JsonObject payload = WithParties(state, leg);
        payload["digit"] = digit.ToString();
        return payload;
    }

    public static JsonObject Gathered(TelnyxState state, TelnyxLeg leg, string digits, string status)
    {
        JsonObject payload = WithParties(state, leg);
        payload["digits"] = digits;
        payload["status"] = status;
        return payload;
    }

    /// <summary>Of the ids of a recorded call, the document has the leg's and the session's here, and no other.</summary>
    public static JsonObject Recorded(TelnyxState state, TelnyxSound sound)
    {
        JsonObject payload = Common(state, sound.Leg);
        payload.Remove("call_control_id");
        payload["channels"] = sound.Channels;
        payload["public_recording_urls"] = new JsonObject();
        payload["recording_urls"] = TelnyxRecordings.Addresses(state, sound);
        payload["recording_started_at"] = TelnyxState.Time(sound.StartedAt);
        payload["recording_ended_at"] = TelnyxState.Time(sound.EndedAt);
        return payload;
    }

    private static JsonObject WithParties(TelnyxState state, TelnyxLeg leg)
    {
        JsonObject payload = Common(state, leg);
        payload["from"] = leg.From;
        payload["to"] = leg.To;
        return payload;
    }

    private static JsonObject Common(TelnyxState state, TelnyxLeg leg)
    {
        JsonObject payload = new()
        {
            ["call_control_id"] = leg.ControlId,
            ["call_leg_id"] = leg.LegId,
            ["call_session_id"] = leg.SessionId,
            ["connection_id"] = state.ConnectionId,
        };
        if (leg.ClientState is { } given)
        {
            payload["client_state"] = given;
        }

        return payload;
    }
}
