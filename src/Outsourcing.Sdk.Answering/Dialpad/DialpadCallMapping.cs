using System.Text.Json;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Maps a Dialpad call, of an event or of the API, to a call update. Times and durations are milliseconds; ids are numbers, in places as text.</summary>
internal static class DialpadCallMapping
{
    internal const string Provider = "dialpad";

    internal static CallUpdate? ToUpdate(JsonElement call, string account, string origin, DateTimeOffset at, WebhookVerification verification)
    {
        if (call.Member("call_id")?.AnyText() is not { Length: > 0 } id)
        {
            return null;
        }

        string? state = call.Text("state");
        DateTimeOffset? connected = call.UnixMilliseconds("date_connected");
        DateTimeOffset? ended = call.UnixMilliseconds("date_ended");
        bool voicemail = state is "voicemail" or "voicemail_uploaded" || call.Text("voicemail_share_link") is not null || call.Text("voicemail_link") is not null;
        bool final = ended is not null || state is "hangup" or "missed" or "voicemail" or "voicemail_uploaded";
        return new CallUpdate
        {
            Call = new CallId(Provider, account, id),
            Revision = new CallRevision(at, origin, Rank(state)),
            Verification = verification,
            Direction = AnsweringWebhook.Direction(call.Text("direction")),
            Status = Status(state, connected, ended),
            RawStatus = state,
            Caller = Caller(call),
            Dialled = call.Phone("internal_number") ?? call.Phone("entry_point_target", "phone"),
            AnsweredBy = voicemail ? AnsweredBy.Voicemail : connected is not null ? AnsweredBy.Human : null,
            HandlerName = call.Text("target", "type") == "user" ? call.Personal("target", "name") : null,
            StartedAt = call.UnixMilliseconds("date_started") ?? call.UnixMilliseconds("date_rang"),
            AnsweredAt = connected,
            EndedAt = ended,
            Duration = call.Number("duration") is { } duration and >= 0 and < 1_000_000_000_000 ? TimeSpan.FromMilliseconds((double)duration) : null,
            Disposition = Disposition(state, voicemail, final, connected, call.Flag("is_transferred") == true),
            Transcript = call.Text("transcription_text") is { } text ? [new TranscriptTurn { Speaker = Speaker.Caller, Text = new PersonalText(text) }] : null,
            Recording = Recording(call),
            Tags = Labels(call),
            Completeness = final ? CallCompleteness.Ended : 0,
        };
    }

    /// <summary>Maps the lines of a transcript: colleagues have a user's id, callers a contact's.</summary>
    internal static List<TranscriptTurn> Transcript(JsonElement transcript, DateTimeOffset? started)
    {
        List<TranscriptTurn> turns = [];
        foreach (JsonElement line in transcript.Items("lines"))
        {
            if (line.Text("content") is { } text && line.Text("type") is null or "transcript")
            {
                turns.Add(new TranscriptTurn
                {
                    Speaker = line.Member("user_id") is not null ? Speaker.Handler : line.Member("contact_id") is not null ? Speaker.Caller : Speaker.System,
                    Text = new PersonalText(text),
                    At = line.Time("time") is { } time && started is { } start && time >= start ? time - start : null,
                });
            }
        }

        return turns;
    }

    // Updates of one moment: what comes later in a call's life counts as newer.
    private static long Rank(string? state) => state switch
    {
        "calling" or "ringing" or "preanswer" or "queued" => 1,
        "connected" or "hold" or "parked" or "merged" => 2,
        "missed" or "voicemail" => 3,
        "hangup" => 4,
        _ => 5,
    };

    private static CallStatus? Status(string? state, DateTimeOffset? connected, DateTimeOffset? ended) => state switch
    {
        "calling" or "ringing" => CallStatus.Ringing,
        "preanswer" or "queued" => CallStatus.Queued,
        "connected" or "hold" or "parked" or "merged" or "barge" or "monitor" or "eavesdrop" or "takeover" => CallStatus.InProgress,
        "missed" or "voicemail" or "voicemail_uploaded" => CallStatus.NoAnswer,
        "blocked" => CallStatus.Failed,
        "hangup" => connected is null ? CallStatus.NoAnswer : CallStatus.Completed,
        // What comes after the call, and the states of the API's own record, say nothing of it but whether it was connected.
        _ => ended is null ? null : connected is null ? CallStatus.NoAnswer : CallStatus.Completed,
    };

    private static CallDisposition? Disposition(string? state, bool voicemail, bool final, DateTimeOffset? connected, bool transferred)
    {
        DispositionKind? kind = voicemail ? DispositionKind.VoicemailLeft
            : state == "blocked" ? DispositionKind.Spam
            : transferred ? DispositionKind.Transferred
            : final && connected is null ? DispositionKind.NoAnswer
            : null;
        return kind is { } known ? new CallDisposition { Kind = known, RawReason = state } : null;
    }

    private static CallParty? Caller(JsonElement call)
    {
        PhoneNumber? number = call.Phone("external_number") ?? call.Phone("contact", "phone");
        // Dialpad shows the number as the name of a contact it does not know.
        PersonalText? name = call.Text("contact", "name") is { } text && !PhoneNumber.TryParse(text, out _, "US") ? new PersonalText(text) : default(PersonalText?);
        PersonalText? email = call.Personal("contact", "email");
        return number is null && name is null && email is null ? null : new CallParty { Number = number, Name = name, Email = email };
    }

    private static RecordingReference? Recording(JsonElement call) =>
        call.Items("recording_details").FirstOrDefault() is { ValueKind: JsonValueKind.Object } details && details.Address("url") is { } location
            ? new RecordingReference { Id = details.Member("id")?.AnyText(), Location = location, Duration = details.Number("duration") is { } duration and >= 0 and < 1_000_000_000_000 ? TimeSpan.FromMilliseconds((double)duration) : null }
            : null;

    private static Dictionary<string, string>? Labels(JsonElement call)
    {
        Dictionary<string, string> tags = [];
        foreach (JsonElement label in call.Items("labels"))
        {
            if (label.ValueKind == JsonValueKind.String && label.GetString() is { Length: > 0 } text)
            {
                tags[text] = "label";
            }
        }

        if (call.Text("group_id") is { } group)
        {
            tags["group"] = group;
        }

        return tags.Count == 0 ? null : tags;
    }
}
