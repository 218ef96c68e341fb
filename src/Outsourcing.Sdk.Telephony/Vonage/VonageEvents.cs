using System.Text.Json;
using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Reads Vonage's voice events, sent as JSON or in the query.</summary>
public static class VonageEvents
{
    /// <summary>Reads an event that was verified.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The event; <see langword="null"/> when the request cannot be read as one.</returns>
    public static VoiceEvent? Read(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (WireJson.TryParse(request.Body, out JsonElement body))
        {
            return Read(name => body.Text(name));
        }

        Dictionary<string, string> query = new(StringComparer.Ordinal);
        FormFields fields = FormFields.Parse(new SignedUrl(request.Url).Query);
        for (int index = 0; index < fields.Count; index++)
        {
            query.TryAdd(CallWords.Utf8(fields.Name(index)), CallWords.Utf8(fields.Value(index)));
        }

        fields.Dispose();
        return query.Count == 0 ? null : Read(name => query.GetValueOrDefault(name) is { Length: > 0 } value ? value : null);
    }

    private static VoiceEvent Read(Func<string, string?> field)
    {
        string? raw = field("status");
        string? call = field("uuid") ?? field("call_uuid");
        DateTimeOffset? at = CallWords.Time(field("timestamp"));
        if (field("recording_url") is { } recording)
        {
            return new RecordingEvent
            {
                Name = "record",
                CallId = call,
                At = at,
                RecordingId = field("recording_uuid"),
                Location = CallWords.Address(recording),
                IsSettled = true,
                Duration = CallWords.Time(field("end_time")) - CallWords.Time(field("start_time")),
            };
        }

        if (call is null)
        {
            return new OtherEvent { Name = raw ?? "unknown", At = at };
        }

        // Vonage says "outbound" of calls it places; what rings in at the answer address has no status.
        bool asks = raw is null && field("from") is not null && field("conversation_uuid") is not null && field("conversation_uuid_from") is null && field("dtmf") is null && field("reason") is null;
        return new CallProgressEvent
        {
            Name = raw ?? (asks ? "answer" : "event"),
            CallId = call,
            At = at,
            RawStatus = raw,
            Status = asks ? CallStatus.Ringing : StatusOf(raw),
            From = CallWords.Personal(field("from")),
            To = CallWords.Personal(field("to")),
            Direction = asks ? CallDirection.Inbound : CallWords.Direction(field("direction")),
            StartedAt = CallWords.Time(field("start_time")),
            EndedAt = CallWords.Time(field("end_time")),
            Duration = CallWords.Seconds(field("duration")),
            Reason = field("detail") ?? field("reason"),
            AnsweredBy = raw is "human" or "machine" ? CallWords.AnsweredBy(raw) : null,
            Price = CallWords.Amount(field("price")),
            PriceUnit = field("price") is null ? null : "EUR",
            AsksForInstructions = asks,
        };
    }

    internal static CallStatus? StatusOf(string? raw) => raw switch
    {
        "started" => CallStatus.Queued,
        "unanswered" or "timeout" => CallStatus.NoAnswer,
        "rejected" => CallStatus.Failed,
        "human" or "machine" => CallStatus.InProgress,
        "disconnected" => CallStatus.Completed,
        "transcribed" => null,
        _ => CallWords.Status(raw),
    };
}
