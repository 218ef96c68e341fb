using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Outsourcing.Testing;

/// <summary>One call from its first ring to its end: the app's commands, obeyed in the order they came, with the scripted caller at the other end.</summary>
internal sealed partial class TelnyxCallRun(TelnyxCallPlayer player, TelnyxLeg leg, bool isPlaced)
{
    public static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SpeechTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PressTime = TimeSpan.FromSeconds(1);

    private readonly TelnyxState _state = player.State;
    private readonly CallScript _script = leg.Call.Script;

    // A call that is bridged gets its commands where the other's are obeyed: this is where they came before.
    private readonly ChannelReader<TelnyxInstruction> _instructions = leg.Instructions.Reader;
    private DateTimeOffset _at = leg.Call.StartedAt;

    // Who listens while the two talk is told at once; otherwise nothing the app does could change what is told.
    private bool TalkIsLive => isPlaced || player.Options.CommandsWhileTalking > 0;

    public async Task PlayIncomingAsync(CancellationToken cancellationToken)
    {
        if (leg.Webhook is null)
        {
            await EndAsync(leg, "not_found", "unknown", cancellationToken).ConfigureAwait(false);
        }
        else
        {
            bool isHeard = await TellAsync(leg, "call.initiated", TelnyxPayload.Initiated, cancellationToken).ConfigureAwait(false);
            await ObeyAsync(isHeard, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task PlayOutgoingAsync(TimeSpan ringsAtMost, CancellationToken cancellationToken)
    {
        bool isHeard = await TellAsync(leg, "call.initiated", TelnyxPayload.Initiated, cancellationToken).ConfigureAwait(false);
        if (await RingAsync(leg, ringsAtMost, cancellationToken).ConfigureAwait(false))
        {
            isHeard &= await AnswerAsync(leg, cancellationToken).ConfigureAwait(false);
            await ObeyAsync(isHeard, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            leg.Released.TrySetResult();
        }
    }

    /// <summary>Puts the caller through to where all calls of the number go; the application hears nothing of it.</summary>
    public async Task ForwardAsync(CancellationToken cancellationToken)
    {
        if (await RingAsync(leg, TimeSpan.FromSeconds(30), cancellationToken).ConfigureAwait(false))
        {
            _at += _script.TalksFor;
            await EndAsync(leg, "normal_clearing", "caller", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Obeys commands until the call is over. An app that did not take the event gives none: nothing is waited for.</summary>
    private async Task ObeyAsync(bool isHeard, CancellationToken cancellationToken)
    {
        try
        {
            bool goesOn = isHeard || !await GiveUpAsync(cancellationToken).ConfigureAwait(false);
            while (goesOn)
            {
                goesOn = await NextAsync(cancellationToken).ConfigureAwait(false) is { } instruction
                    ? await FollowAsync(instruction, cancellationToken).ConfigureAwait(false)
                    : !await GiveUpAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            leg.Released.TrySetResult();
        }
    }

    /// <summary>Waits for the next command; gives none when none came in time.</summary>
    private async Task<TelnyxInstruction?> NextAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(player.Options.Patience);
        try
        {
            return await _instructions.ReadAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Ends a call that nobody tells anything; gives whether it is over, as a command may have come at the last moment.</summary>
    private async Task<bool> GiveUpAsync(CancellationToken cancellationToken)
    {
        lock (_state.Lock)
        {
            if (_instructions.TryPeek(out _))
            {
                return false;
            }

            leg.IsOver = true;
        }

        _at += !leg.IsAnswered ? _script.RingsFor : leg.Call.IsOutbound ? _script.TalksFor : leg.Recording is not null ? _script.MessageLength : TimeSpan.Zero;
        await EndAsync(leg, leg.IsAnswered ? "normal_clearing" : "originator_cancel", leg.Call.IsOutbound ? "callee" : "caller", cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Obeys a command; gives whether the call goes on and waits for another.</summary>
    private async Task<bool> FollowAsync(TelnyxInstruction instruction, CancellationToken cancellationToken)
    {
        switch (instruction.Action)
        {
            case "answer":
                _at += AnswerTime;
                await AnswerAsync(leg, cancellationToken).ConfigureAwait(false);
                return true;
            case "reject":
                await EndAsync(leg, instruction.Text("cause") == "USER_BUSY" ? "user_busy" : "call_rejected", "callee", cancellationToken).ConfigureAwait(false);
                return false;
            case "hangup" when instruction.Leg == leg:
                await EndAsync(leg, leg.Call.IsOutbound || leg.IsAnswered ? "normal_clearing" : "call_rejected", leg.Call.IsOutbound ? "caller" : "callee", cancellationToken).ConfigureAwait(false);
                return false;
            case TelnyxInstruction.Release:
                return false;
            case "speak":
                await TellAsync(leg, "call.speak.started", (state, of) => TelnyxPayload.Speaking(state, of, ended: false), cancellationToken).ConfigureAwait(false);
                _at += SpeechTime;
                await TellAsync(leg, "call.speak.ended", (state, of) => TelnyxPayload.Speaking(state, of, ended: true), cancellationToken).ConfigureAwait(false);
                return true;
            case "playback_start":
                await PlaySoundAsync(instruction, cancellationToken).ConfigureAwait(false);
                return true;
            case "gather" or "gather_using_speak" or "gather_using_audio":
                await GatherAsync(instruction, cancellationToken).ConfigureAwait(false);
                return true;
            case "record_start" or "record_stop":
                await RecordAsync(instruction, cancellationToken).ConfigureAwait(false);
                return true;
            case "transfer":
                return await TransferAsync(instruction, cancellationToken).ConfigureAwait(false);
            case "bridge":
                return await BridgeAsync(instruction.Other!, cancellationToken).ConfigureAwait(false);
            default:
                return true;
        }
    }

    private async Task PlaySoundAsync(TelnyxInstruction instruction, CancellationToken cancellationToken)
    {
        await TellAsync(leg, "call.playback.started", (state, of) => TelnyxPayload.Playing(state, of, instruction.Text("audio_url"), ended: false), cancellationToken).ConfigureAwait(false);
        _at += SpeechTime;
        await TellAsync(leg, "call.playback.ended", (state, of) => TelnyxPayload.Playing(state, of, instruction.Text("audio_url"), ended: true), cancellationToken).ConfigureAwait(false);
    }

    private async Task GatherAsync(TelnyxInstruction instruction, CancellationToken cancellationToken)
    {
        if (instruction.Action == "gather_using_audio")
        {
            await PlaySoundAsync(instruction, cancellationToken).ConfigureAwait(false);
        }
        else if (instruction.Action == "gather_using_speak")
        {
            _at += SpeechTime;
        }

        string valid = instruction.Text("valid_digits") ?? "0123456789#*";
        string terminating = instruction.Text("terminating_digit") ?? "#";
        int most = instruction.Number("maximum_digits", 128);
        string gathered = "";
        bool isTerminated = false;
        foreach (char digit in _script.Digits ?? "")
        {
            if (isTerminated || gathered.Length == most)
            {
                break;
            }

            _at += PressTime;
            await TellAsync(leg, "call.dtmf.received", (state, of) => TelnyxPayload.Pressed(state, of, digit), cancellationToken).ConfigureAwait(false);
            isTerminated = terminating.Contains(digit, StringComparison.Ordinal);
            gathered += !isTerminated && valid.Contains(digit, StringComparison.Ordinal) ? digit : "";
        }

        string status = gathered.Length >= instruction.Number("minimum_digits", 1) ? "valid" : gathered.Length > 0 ? "invalid" : "timeout";
        _at += TimeSpan.FromMilliseconds(isTerminated || gathered.Length == most ? 0
            : gathered.Length > 0 ? instruction.Number("inter_digit_timeout_millis", 5_000)
            : instruction.Number("timeout_millis", 60_000));
        await TellAsync(leg, "call.gather.ended", (state, of) => TelnyxPayload.Gathered(state, of, gathered, status), cancellationToken).ConfigureAwait(false);
    }

    private async Task RecordAsync(TelnyxInstruction instruction, CancellationToken cancellationToken)
    {
        TelnyxLeg recorded = instruction.Leg;
        TelnyxSound? sound;
        lock (_state.Lock)
        {
            sound = instruction.Action == "record_stop" ? Finish(recorded) : null;
            recorded.Recording = instruction.Action == "record_stop" ? null : recorded.Recording ?? new TelnyxRecordingOrder(instruction.Text("channels") ?? "single", _at);
        }

        if (sound is not null)
        {
            await TellAsync(recorded, "call.recording.saved", (state, _) => TelnyxPayload.Recorded(state, sound), cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<bool> AnswerAsync(TelnyxLeg answered, CancellationToken cancellationToken, bool isLive = true)
    {
        lock (_state.Lock)
        {
            answered.IsAnswered = true;
            answered.Call.Status = "answered";
        }

        return TellAsync(answered, "call.answered", TelnyxPayload.Answered, cancellationToken, isLive);
    }

    private async Task EndAsync(TelnyxLeg ended, string cause, string source, CancellationToken cancellationToken, bool isLive = false)
    {
        TelnyxSound? sound;
        lock (_state.Lock)
        {
            ended.IsOver = true;
            ended.Call.Status = cause;
            ended.Call.EndedAt = _at;
            sound = Finish(ended);
            ended.Recording = null;
        }

        isLive |= TalkIsLive;
        await TellAsync(ended, "call.hangup", (state, of) => TelnyxPayload.HungUp(state, of, cause, source), cancellationToken, isLive).ConfigureAwait(false);
        if (sound is not null)
        {
            await TellAsync(ended, "call.recording.saved", (state, _) => TelnyxPayload.Recorded(state, sound), cancellationToken, isLive).ConfigureAwait(false);
        }
    }

    private TelnyxSound? Finish(TelnyxLeg recorded)
    {
        if (recorded.Recording is not { } order)
        {
            return null;
        }

        TelnyxSound sound = new(_state.NewUuid("recording"), recorded, order.Channels, order.StartedAt, _at);
        _state.Recordings.Add(sound);
        return sound;
    }

    private async Task<bool> TellAsync(TelnyxLeg of, string name, Func<TelnyxState, TelnyxLeg, JsonObject> payload, CancellationToken cancellationToken, bool isLive = true)
    {
        JsonObject said;
        lock (_state.Lock)
        {
            said = payload(_state, of);
        }

        if (isLive)
        {
            return await player.SendAsync(of, name, _at, said, isPlaced, cancellationToken).ConfigureAwait(false);
        }

        player.Report(of, name, _at, said);
        return true;
    }
}
