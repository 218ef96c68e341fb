using System.Text.Json;
using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Reads Bandwidth's voice callbacks.</summary>
public static class BandwidthEvents
{
    /// <summary>Reads a callback whose credentials were checked.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The event; <see langword="null"/> when the body is no JSON.</returns>
    /// <remarks>Messaging callbacks come as a list; its first entry is read.</remarks>
    public static VoiceEvent? Read(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!WireJson.TryParse(request.Body, out JsonElement body))
        {
            return null;
        }

        JsonElement data = body.ValueKind == JsonValueKind.Array ? body.GetArrayLength() > 0 ? body[0] : default : body;
        string name = data.Text("eventType") ?? data.Text("type") ?? "unknown";
        string? call = data.Text("callId");
        DateTimeOffset? at = CallWords.Time(data.Text("eventTime") ?? data.Text("time"));
        if (data.Object("message")?.Text("id") is { } message)
        {
            return new MessageEvent { Name = name, MessageId = message, At = at, RawStatus = name, ErrorCode = data.Text("errorCode") };
        }

        return name switch
        {
            "recordComplete" or "recordingAvailable" => new RecordingEvent
            {
                Name = name,
                CallId = call,
                At = at,
                RecordingId = data.Text("recordingId"),
                Location = CallWords.Address(data.Text("mediaUrl")),
                RawStatus = data.Text("status"),
                IsSettled = name == "recordingAvailable",
                Duration = CallWords.Time(data.Text("endTime")) - CallWords.Time(data.Text("startTime")),
            },
            "transcriptionAvailable" => new TranscriptionEvent
            {
                Name = name,
                CallId = call,
                At = at,
                RecordingId = data.Text("recordingId"),
                TranscriptionId = data.Object("transcription")?.Text("id"),
                RawStatus = data.Object("transcription")?.Text("status"),
            },
            _ when call is null => new OtherEvent { Name = name, At = at },
            _ => Progress(name, call, at, data),
        };
    }

    private static CallProgressEvent Progress(string name, string call, DateTimeOffset? at, JsonElement data)
    {
        string? cause = data.Text("cause");
        DateTimeOffset? answered = CallWords.Time(data.Text("answerTime"));
        DateTimeOffset? ended = CallWords.Time(data.Text("endTime"));
        CallDirection? direction = CallWords.Direction(data.Text("direction"));
        return new CallProgressEvent
        {
            Name = name,
            CallId = call,
            AccountId = data.Text("accountId"),
            At = at,
            RawStatus = cause ?? name,
            Status = name switch
            {
                "initiate" => CallStatus.Ringing,
                "answer" => CallStatus.InProgress,
                "disconnect" => BandwidthMapping.EndOf(cause, answered is not null),
                _ => null,
            },
            From = CallWords.Personal(data.Text("from")),
            To = CallWords.Personal(data.Text("to")),
            Direction = direction,
            StartedAt = CallWords.Time(data.Text("startTime")),
            AnsweredAt = answered,
            EndedAt = name == "disconnect" ? ended : null,
            Duration = name == "disconnect" ? ended - answered : null,
            Reason = name == "disconnect" ? cause : null,
            Input = CallWords.Personal(data.Text("digits")),
            AsksForInstructions = name == "initiate" && direction == CallDirection.Inbound,
        };
    }
}
