namespace Outsourcing.Testing;

/// <content>Two legs: ringing, connecting and talking.</content>
internal sealed partial class TelnyxCallRun
{
    private async Task<bool> TransferAsync(TelnyxInstruction instruction, CancellationToken cancellationToken)
    {
        TelnyxLeg other;
        lock (_state.Lock)
        {
            // The document: the caller shown is the number called where none is given.
            CallScript script = _script with { From = PhoneNumber.Parse(instruction.Text("from") ?? leg.To), To = PhoneNumber.Parse(instruction.Text("to")!), StartedAt = _at };
            other = _state.AddLeg(script, outbound: true, _at, instruction.Text("webhook_url") ?? leg.Webhook, leg.SessionId);
            other.Instructions = leg.Instructions;
            other.ClientState = instruction.Text("target_leg_client_state");
            other.Released.SetResult();
        }

        TimeSpan limit = TimeSpan.FromSeconds(instruction.Number("timeout_secs", 30));
        bool isLive = TalkIsLive || Outcome(limit) is not (CallScriptAnswer.Answered or CallScriptAnswer.CallerHangsUp);
        await TellAsync(other, "call.initiated", TelnyxPayload.Initiated, cancellationToken, isLive).ConfigureAwait(false);
        if (Outcome(limit) == CallScriptAnswer.CallerHangsUp)
        {
            _at += _script.RingsFor;
            await EndAsync(other, "originator_cancel", "caller", cancellationToken).ConfigureAwait(false);
            await EndAsync(leg, leg.IsAnswered ? "normal_clearing" : "originator_cancel", "caller", cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (!await RingAsync(other, limit, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        if (!leg.IsAnswered)
        {
            await AnswerAsync(leg, cancellationToken, TalkIsLive).ConfigureAwait(false);
        }

        await AnswerAsync(other, cancellationToken, TalkIsLive).ConfigureAwait(false);
        await TellAsync(other, "call.bridged", TelnyxPayload.Bridged, cancellationToken, TalkIsLive).ConfigureAwait(false);
        await TalkAsync(other, cancellationToken).ConfigureAwait(false);
        return false;
    }

    private async Task<bool> BridgeAsync(TelnyxLeg other, CancellationToken cancellationToken)
    {
        // Whoever obeyed the other call's commands has done with them first.
        await other.Released.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (other.IsOver)
        {
            return true;
        }

        _at = other.At > _at ? other.At : _at;
        await TellAsync(leg, "call.bridged", TelnyxPayload.Bridged, cancellationToken, TalkIsLive).ConfigureAwait(false);
        await TellAsync(other, "call.bridged", TelnyxPayload.Bridged, cancellationToken, TalkIsLive).ConfigureAwait(false);
        await TalkAsync(other, cancellationToken).ConfigureAwait(false);
        return false;
    }

    private async Task TalkAsync(TelnyxLeg other, CancellationToken cancellationToken)
    {
        DateTimeOffset until = _at + _script.TalksFor;
        string source = "caller";
        for (int taken = 0; ; taken++)
        {
            TelnyxInstruction? instruction = null;
            if (!_instructions.TryRead(out instruction) && taken < player.Options.CommandsWhileTalking)
            {
                instruction = await NextAsync(cancellationToken).ConfigureAwait(false);
            }

            if (instruction is null)
            {
                break;
            }

            _at = _at + PressTime < until ? _at + PressTime : until;
            if (instruction.Action == "hangup")
            {
                // One party's end is the other's, unless the app asked to keep it, which the simulator does not know.
                (until, source) = (_at, leg.Call.IsOutbound ? "caller" : "callee");
                break;
            }

            if (instruction.Action is "record_start" or "record_stop")
            {
                await RecordAsync(instruction, cancellationToken).ConfigureAwait(false);
            }
        }

        _at = until;
        await EndAsync(other, "normal_clearing", source, cancellationToken).ConfigureAwait(false);
        await EndAsync(leg, "normal_clearing", source, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets a leg ring; gives whether somebody answers. The end of one that nobody answers is told.</summary>
    private async Task<bool> RingAsync(TelnyxLeg ringing, TimeSpan limit, CancellationToken cancellationToken)
    {
        switch (Outcome(limit))
        {
            case CallScriptAnswer.Answered:
                _at += _script.RingsFor;
                return true;
            case CallScriptAnswer.Busy:
                _at += PressTime;
                await EndAsync(ringing, "user_busy", "callee", cancellationToken, isLive: true).ConfigureAwait(false);
                return false;
            case CallScriptAnswer.Failed:
                _at += PressTime;
                await EndAsync(ringing, "unspecified", "unknown", cancellationToken, isLive: true).ConfigureAwait(false);
                return false;
            case CallScriptAnswer.CallerHangsUp:
                _at += _script.RingsFor;
                await EndAsync(ringing, "originator_cancel", "caller", cancellationToken, isLive: true).ConfigureAwait(false);
                return false;
            default:
                _at += limit;
                await EndAsync(ringing, "timeout", "unknown", cancellationToken, isLive: true).ConfigureAwait(false);
                return false;
        }
    }

    private CallScriptAnswer Outcome(TimeSpan limit) => _script is { Answer: CallScriptAnswer.Answered } && _script.RingsFor > limit ? CallScriptAnswer.NoAnswer : _script.Answer;
}
