using System.Text.Json;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Maps a CallRail call to a call update. Times have an offset, durations are seconds.</summary>
internal static class CallRailCallMapping
{
    internal const string Provider = "callrail";

    internal static CallUpdate? ToUpdate(JsonElement call, string account, string origin, DateTimeOffset at, WebhookVerification verification)
    {
        if (call.Text("id") is not { } id)
        {
            return null;
        }

        bool? answered = call.Flag("answered");
        bool voicemail = call.Flag("voicemail") == true;
        DateTimeOffset? started = call.Time("start_time");
        TimeSpan? duration = call.Seconds("duration");
        PhoneNumber? number = call.Phone("customer_phone_number");
        PersonalText? name = call.Personal("customer_name");
        string? lead = call.Text("lead_status");
        return new CallUpdate
        {
            Call = new CallId(Provider, account, id),
            Revision = new CallRevision(at, origin),
            Verification = verification,
            Direction = AnsweringWebhook.Direction(call.Text("direction")),
            // The listing holds calls that are over.
            Status = voicemail ? CallStatus.NoAnswer : answered switch { true => CallStatus.Completed, false => CallStatus.NoAnswer, null => null },
            Caller = number is null && name is null ? null : new CallParty { Number = number, Name = name, Email = call.Personal("customer_email") },
            Dialled = call.Phone("tracking_phone_number") ?? call.Phone("business_phone_number"),
            AnsweredBy = voicemail ? AnsweredBy.Voicemail : answered == true ? AnsweredBy.Unknown : null,
            HandlerName = call.Personal("agent_email"),
            StartedAt = started,
            EndedAt = started + duration,
            Duration = duration,
            Disposition = voicemail ? new CallDisposition { Kind = DispositionKind.VoicemailLeft }
                : call.Flag("spam") == true ? new CallDisposition { Kind = DispositionKind.Spam }
                : answered == false ? new CallDisposition { Kind = DispositionKind.NoAnswer }
                : null,
            Intent = lead is null ? null : new CallerIntent { Kind = lead == "good_lead" ? CallerIntentKind.NewLead : CallerIntentKind.Other, Label = lead },
            Sentiment = call.Text("sentiment") is { } sentiment ? CallSentiment.From(sentiment.ToLowerInvariant()) : null,
            Summary = call.Personal("call_summary"),
            Message = call.Text("note") is { } note ? new MessageTaken { Body = new PersonalText(note) } : null,
            Transcript = Transcript(call),
            Recording = call.Address("recording") is { } location ? new RecordingReference { Location = location } : null,
            Tags = call.Text("source_name") is { } source ? new Dictionary<string, string> { ["source"] = source } : null,
            Completeness = answered is null ? 0 : CallCompleteness.Ended,
        };
    }

    private static List<TranscriptTurn>? Transcript(JsonElement call)
    {
        List<TranscriptTurn> turns = [];
        foreach (JsonElement turn in call.Items("conversational_transcript"))
        {
            if (turn.Text("phrase") is { } text)
            {
                turns.Add(new TranscriptTurn
                {
                    Speaker = turn.Text("speaker")?.ToLowerInvariant() switch { "agent" => Speaker.Handler, "caller" or "customer" => Speaker.Caller, null => Speaker.System, var other => Speaker.From(other) },
                    Text = new PersonalText(text),
                    At = turn.Seconds("start"),
                });
            }
        }

        return turns.Count > 0 ? turns : call.Text("transcription") is { } whole ? [new TranscriptTurn { Speaker = Speaker.System, Text = new PersonalText(whole) }] : null;
    }
}
