using System.Globalization;

namespace Outsourcing.Testing;

/// <summary>Plays calls: asks the app what to do, follows its answer, and collects the reports that are due.</summary>
internal sealed class TwilioCallPlayer(TwilioState state, WebhookSender sender, Uri root)
{
    private readonly List<WebhookMessage> _reports = [];

    /// <summary>Takes the reports collected so far.</summary>
    public List<WebhookMessage> TakeReports()
    {
        lock (state.Lock)
        {
            List<WebhookMessage> taken = [.. _reports];
            _reports.Clear();
            return taken;
        }
    }

    public async Task<SimulatedCall> PlayIncomingAsync(CallScript script, CancellationToken cancellationToken)
    {
        SimulatedNumber number;
        SimulatedCall call;
        lock (state.Lock)
        {
            number = state.Numbers.Find(owned => owned.Number == script.To)
                ?? throw new OutsourcingException($"The simulated account does not own the number {script.To}; buy it first.");
            call = new SimulatedCall(state.NewSid("CA"), script, outbound: false, script.StartedAt ?? (state.Now - script.RingsFor - script.TalksFor)) { Status = "ringing" };
            state.Calls.Add(call);
        }

        string? markup = number.VoiceUrl.Length == 0 ? null : await AskAsync(call, number.VoiceUrl, "ringing", call.StartedAt, [], cancellationToken).ConfigureAwait(false);
        if (markup is null && number.VoiceFallbackUrl.Length > 0)
        {
            markup = await AskAsync(call, number.VoiceFallbackUrl, "ringing", call.StartedAt, [new("ErrorCode", "11200")], cancellationToken).ConfigureAwait(false);
        }

        await new TwilioMarkup(this, call).PlayAsync(markup, cancellationToken).ConfigureAwait(false);
        if (number.StatusCallback.Length > 0)
        {
            Report(call, number.StatusCallback, call.Status, call.EndedAt);
        }

        return call;
    }

    /// <summary>Plays a call the app placed, whose markup or address came with the order.</summary>
    public async Task PlayOutgoingAsync(SimulatedCall call, OutgoingOrder order, CancellationToken cancellationToken)
    {
        ReportIf("initiated", "initiated", call.StartedAt);
        ReportIf("ringing", "ringing", call.StartedAt);
        switch (call.Script.Answer)
        {
            case CallScriptAnswer.Answered:
                DateTimeOffset answeredAt = call.StartedAt + call.Script.RingsFor;
                call.Status = "in-progress";
                ReportIf("answered", "in-progress", answeredAt);
                string? markup = order.Markup ?? (order.Address is { } address ? await AskAsync(call, address, "in-progress", answeredAt, [], cancellationToken).ConfigureAwait(false) : null);
                await new TwilioMarkup(this, call).PlayAsync(markup, cancellationToken).ConfigureAwait(false);
                call.EndedAt = answeredAt + call.Script.TalksFor;
                call.Status = "completed";
                break;
            case CallScriptAnswer.Busy:
                call.Status = "busy";
                break;
            case CallScriptAnswer.Failed:
                call.Status = "failed";
                break;
            default:
                call.Status = "no-answer";
                break;
        }

        ReportIf("completed", call.Status, call.EndedAt);

        void ReportIf(string name, string status, DateTimeOffset at)
        {
            if (order.StatusCallback is { } callback && order.Reported.Contains(name))
            {
                Report(call, callback, status, at);
            }
        }
    }

    /// <summary>Asks the app what to do; gives the body of its answer.</summary>
    public Task<string?> AskAsync(
        SimulatedCall call, string address, string status, DateTimeOffset at, IReadOnlyList<KeyValuePair<string, string>> further, CancellationToken cancellationToken) =>
        sender.SendAsync(Message(call, address, status, [.. Common(call, status), .. further], at), DeliveryKind.Genuine, cancellationToken);

    /// <summary>Notes a recording and the report that is due when it is ready.</summary>
    public string Record(SimulatedCall call, DateTimeOffset startedAt, int seconds, string? callback)
    {
        lock (state.Lock)
        {
            TwilioRecording recording = new(state.NewSid("RE"), call.Id, startedAt, seconds);
            state.Recordings.Add(recording);
            string url = new Uri(root, $"/2010-04-01/Accounts/{state.AccountSid}/Recordings/{recording.Sid}").AbsoluteUri;
            if (callback is not null)
            {
                DateTimeOffset ready = startedAt.AddSeconds(seconds + 2);
                _reports.Add(Message(
                    call,
                    callback,
                    "recording-completed",
                    [
                        new("AccountSid", state.AccountSid),
                        new("CallSid", call.Id),
                        new("RecordingSid", recording.Sid),
                        new("RecordingUrl", url),
                        new("RecordingStatus", "completed"),
                        new("RecordingDuration", seconds.ToString(CultureInfo.InvariantCulture)),
                        new("RecordingChannels", "1"),
                        new("RecordingStartTime", TwilioState.Rfc2822(startedAt)),
                        new("RecordingSource", "RecordVerb"),
                        new("Timestamp", TwilioState.Rfc2822(ready)),
                    ],
                    ready));
            }

            return url;
        }
    }

    private void Report(SimulatedCall call, string address, string status, DateTimeOffset at)
    {
        string seconds = call.Seconds.ToString(CultureInfo.InvariantCulture);
        int sequence = call.Sequence++;
        List<KeyValuePair<string, string>> fields =
        [
            .. Common(call, status),
            new("CallbackSource", "call-progress-events"),
            new("SequenceNumber", sequence.ToString(CultureInfo.InvariantCulture)),
            new("Timestamp", TwilioState.Rfc2822(at)),
        ];
        if (status is "completed")
        {
            fields.Add(new("CallDuration", seconds));
            fields.Add(new("Duration", ((call.Seconds + 59) / 60).ToString(CultureInfo.InvariantCulture)));
        }

        lock (state.Lock)
        {
            _reports.Add(Message(call, address, status, fields, at));
        }
    }

    private List<KeyValuePair<string, string>> Common(SimulatedCall call, string status)
    {
        string caller = call.Script.From?.E164 ?? "anonymous";
        List<KeyValuePair<string, string>> fields =
        [
            new("AccountSid", state.AccountSid),
            new("ApiVersion", "2010-04-01"),
            new("CallSid", call.Id),
            new("CallStatus", status),
            new("Called", call.Script.To.E164),
            new("Caller", caller),
            new("Direction", call.IsOutbound ? "outbound-api" : "inbound"),
            new("From", caller),
            new("To", call.Script.To.E164),
        ];
        if (call.Script.ForwardedFrom is { } forwarded)
        {
            fields.Add(new("ForwardedFrom", forwarded.E164));
        }

        return fields;
    }

    private TwilioMessage Message(SimulatedCall call, string address, string report, IReadOnlyList<KeyValuePair<string, string>> fields, DateTimeOffset at) => new()
    {
        CallId = call.Id,
        AuthToken = state.AuthToken,
        Report = report,
        Address = new Uri(address),
        Token = SimulatorState.Hex(0, $"{call.Id}/{report}/{address}", (int)(at.ToUnixTimeSeconds() % int.MaxValue)),
        Fields = fields,
    };
}

/// <summary>What the app ordered with a call.</summary>
internal sealed record OutgoingOrder(string? Markup, string? Address, string? StatusCallback, IReadOnlyCollection<string> Reported);
