using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Outsourcing.Testing;

/// <summary>Plays what the app answered, verb by verb, with the scripted caller at the other end.</summary>
internal sealed class TwilioMarkup(TwilioCallPlayer player, SimulatedCall call)
{
    // An app that redirects to itself for ever is stopped as the provider stops it.
    private const int MostDocuments = 20;

    private DateTimeOffset _clock;
    private bool _connected;
    private bool _over;
    private int _documents;
    private string? _rejectedAs;

    public async Task PlayAsync(string? markup, CancellationToken cancellationToken)
    {
        _clock = call.StartedAt;
        await DocumentAsync(markup, cancellationToken).ConfigureAwait(false);
        call.EndedAt = _clock;
        call.Status = _rejectedAs ?? (_connected || markup is not null ? "completed" : "failed");
    }

    private async Task DocumentAsync(string? markup, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(markup) || ++_documents > MostDocuments)
        {
            return;
        }

        call.Answer += markup;
        XElement response;
        try
        {
            response = XElement.Parse(markup);
        }
        catch (XmlException)
        {
            return;
        }

        foreach (XElement verb in response.Elements())
        {
            if (_over)
            {
                return;
            }

            await VerbAsync(verb, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task VerbAsync(XElement verb, CancellationToken cancellationToken)
    {
        switch (verb.Name.LocalName)
        {
            case "Say" or "Play":
                Pass(TimeSpan.FromSeconds(3));
                return Task.CompletedTask;
            case "Pause":
                Pass(TimeSpan.FromSeconds(Number(verb, "length", 1)));
                return Task.CompletedTask;
            case "Reject":
                _rejectedAs = (string?)verb.Attribute("reason") == "busy" ? "busy" : "no-answer";
                _over = true;
                return Task.CompletedTask;
            case "Hangup":
                _connected = true;
                _over = true;
                return Task.CompletedTask;
            case "Redirect":
                return FollowAsync(verb.Value, [], cancellationToken);
            case "Gather":
                return GatherAsync(verb, cancellationToken);
            case "Dial":
                return DialAsync(verb, cancellationToken);
            case "Record":
                return RecordAsync(verb, cancellationToken);
            default:
                return Task.CompletedTask;
        }
    }

    private async Task GatherAsync(XElement verb, CancellationToken cancellationToken)
    {
        Pass(TimeSpan.FromSeconds(4));
        if (call.Script.Digits is { Length: > 0 } digits)
        {
            int most = (int)Number(verb, "numDigits", digits.Length);
            await FollowAsync((string?)verb.Attribute("action"), [new("Digits", digits[..Math.Min(most, digits.Length)])], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DialAsync(XElement verb, CancellationToken cancellationToken)
    {
        TimeSpan limit = TimeSpan.FromSeconds(Number(verb, "timeout", 30));
        CallScriptAnswer answer = call.Script.RingsFor > limit && call.Script.Answer == CallScriptAnswer.Answered ? CallScriptAnswer.NoAnswer : call.Script.Answer;
        Pass(answer switch
        {
            CallScriptAnswer.NoAnswer => limit,
            CallScriptAnswer.Busy or CallScriptAnswer.Failed => TimeSpan.FromSeconds(1),
            _ => call.Script.RingsFor,
        });
        (string status, TimeSpan talked) = answer switch
        {
            CallScriptAnswer.Answered => ("completed", call.Script.TalksFor),
            CallScriptAnswer.NoAnswer => ("no-answer", TimeSpan.Zero),
            CallScriptAnswer.Busy => ("busy", TimeSpan.Zero),
            CallScriptAnswer.Failed => ("failed", TimeSpan.Zero),
            _ => ("canceled", TimeSpan.Zero),
        };
        DateTimeOffset answeredAt = _clock;
        Pass(talked);
        if (status == "completed" && ((string?)verb.Attribute("record"))?.StartsWith("record-", StringComparison.Ordinal) == true)
        {
            player.Record(call, answeredAt, (int)talked.TotalSeconds, (string?)verb.Attribute("recordingStatusCallback"));
        }

        _over = answer == CallScriptAnswer.CallerHangsUp || ((string?)verb.Attribute("action") is null && answer == CallScriptAnswer.Answered);
        if ((string?)verb.Attribute("action") is { } action)
        {
            await FollowAsync(
                action,
                [new("DialCallStatus", status), new("DialCallDuration", ((int)talked.TotalSeconds).ToString(CultureInfo.InvariantCulture))],
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RecordAsync(XElement verb, CancellationToken cancellationToken)
    {
        if (call.Script.MessageLength <= TimeSpan.Zero)
        {
            _over = true;
            return;
        }

        DateTimeOffset startedAt = _clock;
        TimeSpan length = TimeSpan.FromSeconds(Math.Min(call.Script.MessageLength.TotalSeconds, Number(verb, "maxLength", 3600)));
        Pass(length);
        string url = player.Record(call, startedAt, (int)length.TotalSeconds, (string?)verb.Attribute("recordingStatusCallback"));
        if ((string?)verb.Attribute("action") is { } action)
        {
            await FollowAsync(
                action,
                [new("RecordingUrl", url), new("RecordingDuration", ((int)length.TotalSeconds).ToString(CultureInfo.InvariantCulture))],
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the app how it goes on; its answer takes the place of the rest of the document.</summary>
    private async Task FollowAsync(string? address, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
    {
        string? answer = address is null ? null : await player.AskAsync(call, address, "in-progress", _clock, fields, cancellationToken).ConfigureAwait(false);
        await DocumentAsync(answer, cancellationToken).ConfigureAwait(false);
        _over = true;
    }

    private void Pass(TimeSpan time)
    {
        _connected = true;
        _clock += time;
    }

    private static double Number(XElement verb, string attribute, double otherwise) =>
        double.TryParse((string?)verb.Attribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : otherwise;
}
