using System.Text.Json;
using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Reads Telnyx's events: <c>call.*</c>, <c>message.*</c>, and TeXML's callbacks, which look like Twilio's.</summary>
public static class TelnyxEvents
{
    /// <summary>Reads an event that was verified.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The event; <see langword="null"/> when the body cannot be read as one.</returns>
    public static VoiceEvent? Read(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!WireJson.TryParse(request.Body, out JsonElement body))
        {
            return CompatibleEvents.Read(request);
        }

        if (body.Object("data") is not { } data || data.Text("event_type") is not { } name)
        {
            return null;
        }

        JsonElement payload = data.Object("payload") ?? default;
        string? id = data.Text("id");
        DateTimeOffset? at = CallWords.Time(data.Text("occurred_at"));
        string? call = payload.Text("call_control_id");
        return name switch
        {
            "call.recording.saved" or "call.recording.error" => new RecordingEvent
            {
                Name = name,
                EventId = id,
                CallId = call,
                At = at,
                RecordingId = payload.Text("recording_id"),
                Location = (payload.Object("recording_urls") ?? payload.Object("public_recording_urls")) is { } urls ? CallWords.Address(urls.Text("mp3") ?? urls.Text("wav")) : null,
                RawStatus = name,
                IsSettled = true,
                Duration = CallWords.Time(payload.Text("recording_ended_at")) - CallWords.Time(payload.Text("recording_started_at")),
            },
            "call.recording.transcription.saved" => new TranscriptionEvent
            {
                Name = name,
                EventId = id,
                CallId = call,
                At = at,
                TranscriptionId = payload.Text("recording_transcription_id"),
                RecordingId = payload.Text("recording_id"),
                RawStatus = payload.Text("status"),
                Text = CallWords.Personal(payload.Text("transcription_text")),
            },
            _ when name.StartsWith("message.", StringComparison.Ordinal) && payload.Text("id") is { } message => new MessageEvent
            {
                Name = name,
                EventId = id,
                At = at,
                MessageId = message,
                Text = CallWords.Personal(payload.Text("text")),
                From = CallWords.Personal(payload.Object("from")?.Text("phone_number")),
                To = CallWords.Personal(payload.FirstOf("to")?.Text("phone_number")),
                RawStatus = payload.FirstOf("to")?.Text("status") ?? name,
            },
            _ when name.StartsWith("call.", StringComparison.Ordinal) && call is not null => Progress(name, id, call, at, payload),
            _ => new OtherEvent { Name = name, EventId = id, At = at },
        };
    }

    private static CallProgressEvent Progress(string name, string? id, string call, DateTimeOffset? at, JsonElement payload)
    {
        CallDirection? direction = CallWords.Direction(payload.Text("direction"));
        string? cause = payload.Text("hangup_cause");
        DateTimeOffset? started = CallWords.Time(payload.Text("start_time"));
        DateTimeOffset? ended = name == "call.hangup" ? CallWords.Time(payload.Text("end_time")) ?? at : null;
        return new CallProgressEvent
        {
            Name = name,
            EventId = id,
            CallId = call,
            At = at,
            RawStatus = cause ?? payload.Text("state") ?? name,
            Status = name switch
            {
                "call.initiated" => CallStatus.Ringing,
                "call.answered" or "call.bridged" => CallStatus.InProgress,
                "call.hangup" => EndOf(cause),
                _ => null,
            },
            From = CallWords.Personal(payload.Text("from")),
            To = CallWords.Personal(payload.Text("to")),
            CallerName = CallWords.Personal(payload.Text("caller_id_name")),
            Direction = direction,

            // By the document only call.initiated says it; the later events of a leg to the partner would be taken for calls from there.
            HasUnknownDirection = direction is null,
            StartedAt = name == "call.initiated" ? started ?? at : null,
            AnsweredAt = name == "call.answered" ? at : null,
            EndedAt = ended,
            Duration = ended - started,
            Reason = cause,
            AnsweredBy = name.StartsWith("call.machine.", StringComparison.Ordinal) ? CallWords.AnsweredBy(payload.Text("result")) : null,
            Input = CallWords.Personal(payload.Text("digits") ?? payload.Text("digit")),
            Price = CallWords.Amount(payload.Text("total_cost")),
            PriceUnit = payload.Text("total_cost") is null ? null : "USD",
            AsksForInstructions = name == "call.initiated" && direction == CallDirection.Inbound,
        };
    }

    private static CallStatus EndOf(string? cause) => cause switch
    {
        "normal_clearing" or "time_limit" or null => CallStatus.Completed,
        "user_busy" => CallStatus.Busy,
        "timeout" or "no_answer" => CallStatus.NoAnswer,
        "originator_cancel" => CallStatus.Canceled,
        "call_rejected" or "not_found" or "unspecified" => CallStatus.Failed,
        // Telnyx adds causes; the call is over whatever the cause.
        _ => CallStatus.Completed,
    };
}
