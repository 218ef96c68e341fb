using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>Calls and the commands that steer them. A command is answered when it is taken, and obeyed when its turn comes.</summary>
internal sealed class TelnyxCalls(TelnyxState state, Action<TelnyxPlacedCall> place)
{
    // The same order placed twice is one call.
    private readonly Dictionary<string, TelnyxLeg> _placed = new(StringComparer.Ordinal);

    public TelnyxAnswer Answer(TelnyxRequest request) => (request.Method, request.Path) switch
    {
        ("POST", ["calls"]) => Place(request),
        ("GET", ["calls", var id]) => Find(id, leg => TelnyxAnswer.Of(Json(leg))),
        ("POST", ["calls", var id, "actions", var action]) when Required(action) is { } required => Find(id, leg => Command(leg, action, required, request)),
        ("GET", ["connections", var id, "active_calls"]) => Active(request, id),
        _ => TelnyxAnswer.NotFound(),
    };

    /// <summary>Gives the parameters a command cannot do without; nothing for a command that the simulator does not know.</summary>
    private static string[]? Required(string action) => action switch
    {
        "answer" or "hangup" or "gather" or "gather_stop" or "playback_start" or "playback_stop" or "gather_using_audio" => [],
        "record_stop" or "record_pause" or "record_resume" or "transcription_start" or "transcription_stop" => [],
        "reject" => ["cause"],
        "transfer" => ["to"],
        "bridge" => ["call_control_id"],
        "speak" or "gather_using_speak" => ["payload", "voice"],
        "record_start" => ["format", "channels"],
        "send_dtmf" => ["digits"],
        _ => null,
    };

    private TelnyxAnswer Find(string id, Func<TelnyxLeg, TelnyxAnswer> then) =>
        state.Legs.Find(leg => leg.ControlId == id) is { } found ? then(found)
        : id.StartsWith("v3:", StringComparison.Ordinal) ? TelnyxAnswer.NotFound()
        : TelnyxAnswer.Problem(422, "90015", "Invalid Call Control ID", "The call_control_id provided was not valid.", "/call_control_id");

    private TelnyxAnswer Place(TelnyxRequest request)
    {
        if (request.Text("command_id") is { } command && _placed.TryGetValue(command, out TelnyxLeg? already))
        {
            return TelnyxAnswer.Of(Json(already));
        }

        foreach (string name in (string[])["connection_id", "to", "from"])
        {
            if (request.Text(name) is null)
            {
                return TelnyxAnswer.Missing(name);
            }
        }

        if (request.Text("connection_id") != state.ConnectionId)
        {
            return TelnyxAnswer.Problem(
                422,
                "10015",
                "Invalid value for connection_id (Call Control App ID)",
                "The requested connection_id (Call Control App ID) is either invalid or does not exist. Only Call Control Apps with valid webhook URL are accepted.",
                "/connection_id");
        }

        if (!PhoneNumber.TryParse(request.Text("to"), out PhoneNumber to))
        {
            return TelnyxAnswer.NoNumber("to");
        }

        if (!PhoneNumber.TryParse(request.Text("from"), out PhoneNumber from))
        {
            return TelnyxAnswer.NoNumber("from");
        }

        if (state.Numbers.All(owned => owned.Number != from))
        {
            return TelnyxAnswer.Problem(422, "10015", "Invalid value for from", "The 'from' number does not belong to this account.", "/from");
        }

        TelnyxLeg leg = state.AddLeg(new CallScript { From = from, To = to }, outbound: true, state.Now, request.Text("webhook_url") ?? state.Webhook?.OriginalString);
        leg.ClientState = request.Text("client_state");
        if (request.Text("command_id") is { } fresh)
        {
            _placed[fresh] = leg;
        }

        TelnyxAnswer answer = TelnyxAnswer.Of(Json(leg));
        place(new TelnyxPlacedCall(leg, TimeSpan.FromSeconds(request.Number("timeout_secs", 30))));
        return answer;
    }

    private TelnyxAnswer Command(TelnyxLeg leg, string action, string[] required, TelnyxRequest request)
    {
        if (request.Text("command_id") is { } command && leg.CommandIds.Contains(command))
        {
            return Taken();
        }

        if (leg.IsOver)
        {
            return TelnyxAnswer.Problem(422, "90018", "Call has already ended", "This call is no longer active and can't receive commands.");
        }

        if (Array.Find(required, name => request.Text(name) is null) is { } missing)
        {
            return TelnyxAnswer.Missing(missing);
        }

        return Refusal(leg, action, request) ?? (action == "bridge"
            ? Find(request.Text("call_control_id")!, other => Bridge(leg, other, request))
            : Take(leg, new TelnyxInstruction(action, leg, request.Body), request));
    }

    private static TelnyxAnswer? Refusal(TelnyxLeg leg, string action, TelnyxRequest request)
    {
        if (!leg.IsAnswered && action == "record_start")
        {
            return TelnyxAnswer.Problem(422, "90020", "Call recording triggered before audio started", "Call recording cannot be started until audio has commenced on the call.");
        }

        if (!leg.IsAnswered && action is not ("answer" or "hangup" or "reject" or "transfer"))
        {
            return NotAnswered();
        }

        return action switch
        {
            "transfer" when !PhoneNumber.TryParse(request.Text("to"), out _) => TelnyxAnswer.NoNumber("to"),
            "transfer" when request.Text("from") is { } from && !PhoneNumber.TryParse(from, out _) => TelnyxAnswer.NoNumber("from"),
            "reject" when request.Text("cause") is not ("CALL_REJECTED" or "USER_BUSY") => NotOneOf("cause", "CALL_REJECTED, USER_BUSY"),
            "record_start" when request.Text("format") is not ("wav" or "mp3") => NotOneOf("format", "mp3, wav"),
            "record_start" when request.Text("channels") is not ("single" or "dual") => NotOneOf("channels", "dual, single"),
            _ => null,
        };
    }

    private static TelnyxAnswer Bridge(TelnyxLeg leg, TelnyxLeg other, TelnyxRequest request)
    {
        if (other.IsOver)
        {
            return TelnyxAnswer.Problem(422, "90018", "Call has already ended", "This call is no longer active and can't receive commands.", "/call_control_id");
        }

        if (!other.IsAnswered)
        {
            return NotAnswered();
        }

        if (other.Instructions != leg.Instructions)
        {
            other.Instructions.Writer.TryWrite(new TelnyxInstruction(TelnyxInstruction.Release, other, []));
            other.Instructions = leg.Instructions;
        }

        return Take(leg, new TelnyxInstruction("bridge", leg, request.Body, other), request);
    }

    private static TelnyxAnswer Take(TelnyxLeg leg, TelnyxInstruction instruction, TelnyxRequest request)
    {
        if (request.Text("command_id") is { } command)
        {
            leg.CommandIds.Add(command);
        }

        leg.ClientState = request.Text("client_state") ?? leg.ClientState;
        leg.IsAnswered |= instruction.Action == "answer";
        leg.IsOver |= instruction.Action is "hangup" or "reject";
        leg.Note(instruction.Action);
        leg.Instructions.Writer.TryWrite(instruction);
        return Taken();
    }

    private static TelnyxAnswer Taken() => TelnyxAnswer.Of(new JsonObject { ["result"] = "ok" });

    private static TelnyxAnswer NotAnswered() =>
        TelnyxAnswer.Problem(422, "90034", "Call not answered yet", "This call can't receive this command because it has not been answered yet.");

    private static TelnyxAnswer NotOneOf(string parameter, string values) =>
        TelnyxAnswer.Problem(422, "10032", "Invalid enumerated value", $"The value must be one of: {values}.", $"/{parameter}");

    private TelnyxAnswer Active(TelnyxRequest request, string connection)
    {
        if (connection != state.ConnectionId)
        {
            return TelnyxAnswer.NotFound();
        }

        int limit = Math.Clamp(request.Integer("page[limit]", 20), 1, 250);
        string after = request.Query["page[after]"].ToString();
        List<TelnyxLeg> active = [.. state.Legs.Where(leg => !leg.IsOver)];
        List<TelnyxLeg> rest = [.. active.Skip(active.FindIndex(leg => leg.LegId == after) + 1)];
        JsonArray data = [];
        foreach (TelnyxLeg leg in rest.Take(limit))
        {
            JsonObject call = Json(leg);
            call.Remove("is_alive");
            call["call_duration"] = Seconds(leg);
            call["client_state"] = leg.ClientState ?? "";
            data.Add((JsonNode)call);
        }

        JsonObject cursors = [];
        JsonObject meta = new() { ["cursors"] = cursors, ["total_items"] = active.Count };
        if (rest.Count > limit)
        {
            cursors["after"] = rest[limit - 1].LegId;
            meta["next"] = $"{TelnyxApi.Root}/connections/{connection}/active_calls?page[after]={rest[limit - 1].LegId}";
        }

        return new TelnyxAnswer(200, new JsonObject { ["data"] = data, ["meta"] = meta });
    }

    private JsonObject Json(TelnyxLeg leg)
    {
        JsonObject call = new()
        {
            ["record_type"] = "call",
            ["call_control_id"] = leg.ControlId,
            ["call_leg_id"] = leg.LegId,
            ["call_session_id"] = leg.SessionId,
            ["is_alive"] = !leg.IsOver,
            ["start_time"] = TelnyxState.Time(leg.Call.StartedAt),
            ["call_duration"] = Seconds(leg),
        };
        if (leg.IsOver)
        {
            call["end_time"] = TelnyxState.Time(leg.Call.EndedAt);
        }

        if (leg.ClientState is { } given)
        {
            call["client_state"] = given;
        }

        return call;
    }

    private int Seconds(TelnyxLeg leg) => leg.IsOver ? leg.Call.Seconds : Math.Max(0, (int)(state.Now - leg.Call.StartedAt).TotalSeconds);
}
