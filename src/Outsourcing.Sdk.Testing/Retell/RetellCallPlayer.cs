using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>Plays calls with the account's agents, and collects the events that are due.</summary>
internal sealed class RetellCallPlayer(RetellState state)
{
    private readonly RetellCallJson _json = new(state);
    private readonly List<WebhookMessage> _reports = [];

    /// <summary>Takes the events collected so far.</summary>
    public IReadOnlyList<WebhookMessage> TakeReports()
    {
        lock (state.Lock)
        {
            List<WebhookMessage> taken = [.. _reports];
            _reports.Clear();
            return taken;
        }
    }

    public SimulatedCall PlayIncoming(CallScript script)
    {
        lock (state.Lock)
        {
            RetellNumber line = state.Lines.Find(owned => owned.Number == script.To.E164)
                ?? throw new OutsourcingException("The simulated account does not own the number that is called; give it to the account with Own first.");
            RetellAgent agent = AgentOf(line.Settings, "inbound") ?? throw new OutsourcingException("No agent answers the number that is called; assign one to it first.");
            Ending ending = EndingOf(script, agent, outbound: false);
            DateTimeOffset startedAt = script.StartedAt ?? (state.Now - ending.After);
            RetellCall call = Add(new RetellCall(new SimulatedCall(state.NewId("call"), script, outbound: false, startedAt), agent));
            _reports.AddRange(Play(call, ending));
            return call.Call;
        }
    }

    /// <summary>Notes a call the app orders.</summary>
    public RetellCall Register(CallScript script, RetellAgent agent, JsonObject? metadata, JsonObject? variables) => Add(new RetellCall(
        new SimulatedCall(state.NewId("call"), script, outbound: true, state.Now) { Status = "registered" }, agent)
    {
        Metadata = metadata,
        Variables = variables,
    });

    /// <summary>Plays a call the app ordered; gives the events that are due.</summary>
    public IReadOnlyList<WebhookMessage> PlayOutgoing(RetellCall call)
    {
        lock (state.Lock)
        {
            return Play(call, EndingOf(call.Call.Script, call.Agent, outbound: true));
        }
    }

    /// <summary>Gets the agent a number is bound to; which of several is decided by their weights and the seed.</summary>
    public RetellAgent? AgentOf(JsonObject line, string direction)
    {
        if (line[$"{direction}_agents"] is not JsonArray { Count: > 0 } bound)
        {
            return state.FindAgent(RetellJson.Text(line[$"{direction}_agent_id"]), (int?)RetellJson.Integer(line[$"{direction}_agent_version"]));
        }

        decimal drawn = Convert.ToInt32(state.NewHex("weight")[..6], 16) / (decimal)0x1000000;
        JsonNode chosen = bound[^1]!;
        foreach (JsonNode? candidate in bound)
        {
            drawn -= RetellJson.Number(candidate!["weight"]) ?? 0;
            if (drawn < 0)
            {
                chosen = candidate;
                break;
            }
        }

        return state.FindAgent(RetellJson.Text(chosen["agent_id"]), (int?)RetellJson.Integer(chosen["agent_version"]));
    }

    private RetellCall Add(RetellCall call)
    {
        state.Calls.Add(call.Call);
        state.Played.Add(call);
        return call;
    }

    private List<WebhookMessage> Play(RetellCall call, Ending ending)
    {
        List<WebhookMessage> reports = [];
        if (ending.Status != "not_connected")
        {
            call.Call.Status = "ongoing";
            Report(reports, call, "call_started");
        }

        call.Call.EndedAt = call.Call.StartedAt + ending.After;
        call.Call.Status = ending.Status;
        call.DisconnectionReason = ending.Reason;
        call.Transcript = ending.Status == "not_connected" ? null : RetellTranscript.Of(ending.Talked ? TurnsOf(call) : [], ending.After);
        Report(reports, call, "call_ended");
        call.IsAnalyzed = true;
        Report(reports, call, "call_analyzed");
        return reports;
    }

    private void Report(List<WebhookMessage> reports, RetellCall call, string name)
    {
        if ((call.Agent.WebhookUrl ?? state.WebhookUrl) is not { } address || !call.Agent.Reports(name))
        {
            return;
        }

        reports.Add(new RetellMessage
        {
            CallId = call.Id,
            ApiKey = state.ApiKey,
            Report = name,
            Address = address,
            Token = SimulatorState.Hex(0, $"{call.Id}/{name}", 0),
            SignedAt = state.Now,
            Body = RetellJson.Write(new JsonObject { ["event"] = name, ["call"] = _json.Of(call) }),
        });
    }

    private static IReadOnlyList<ScriptedTurn> TurnsOf(RetellCall call) =>
        call.Call.Script.Agent is { Turns: { Count: > 0 } turns } ? turns
        : RetellJson.Text(call.Agent.Model?["begin_message"]) is { Length: > 0 } greeting ? [ScriptedTurn.Agent(greeting)]
        : [];

    private static Ending EndingOf(CallScript script, RetellAgent agent, bool outbound)
    {
        // Where the agent transfers the call, the answer is that of the place it goes to.
        CallScriptAnswer answer = script.Agent?.TransferTo is null ? script.Answer : CallScriptAnswer.Answered;
        switch (answer)
        {
            case CallScriptAnswer.NoAnswer:
                return outbound ? new("not_connected", "dial_no_answer", script.RingsFor, false) : new("ended", "inactivity", script.TalksFor, false);
            case CallScriptAnswer.Busy:
                return outbound ? new("not_connected", "dial_busy", TimeSpan.Zero, false) : new("not_connected", "concurrency_limit_reached", TimeSpan.Zero, false);
            case CallScriptAnswer.Failed:
                return outbound ? new("not_connected", "dial_failed", TimeSpan.Zero, false) : new("error", "error_retell", TimeSpan.FromSeconds(1), false);
            case CallScriptAnswer.CallerHangsUp:
                return outbound ? new("not_connected", "user_declined", script.RingsFor, false) : new("ended", "user_hangup", script.RingsFor, false);
        }

        AgentScript said = script.Agent ?? new AgentScript();
        if (said.EndReason is { } reason)
        {
            return new(reason.StartsWith("error_", StringComparison.Ordinal) ? "error" : "ended", reason, script.TalksFor, true);
        }

        if (script.TalksFor > agent.LongestCall)
        {
            return new("ended", "max_duration_reached", agent.LongestCall, true);
        }

        string ended = said.TransferTo is not null && script.Answer == CallScriptAnswer.Answered ? "call_transfer" : said.AgentHangsUp ? "agent_hangup" : "user_hangup";
        return new("ended", ended, script.TalksFor, true);
    }

    /// <summary>How a call comes out.</summary>
    private sealed record Ending(string Status, string Reason, TimeSpan After, bool Talked);
}
