using System.Text.Json;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Maps a Retell call object to a call update. Times are milliseconds, cost is cents.</summary>
internal static class RetellCallMapping
{
    internal const string Provider = "retell";

    /// <param name="call">The call object, of an event or of the API.</param>
    /// <param name="account">The account.</param>
    /// <param name="origin">What names the update, such as the event's id.</param>
    /// <param name="at">When the update was made.</param>
    /// <param name="verification">How strongly it was verified.</param>
    internal static CallUpdate? ToUpdate(JsonElement call, string account, string origin, DateTimeOffset at, WebhookVerification verification)
    {
        if (call.Text("call_id") is not { } id)
        {
            return null;
        }

        string? status = call.Text("call_status");
        bool inbound = call.Text("direction") != "outbound";
        string? reason = call.Text("disconnection_reason");
        DateTimeOffset? ended = call.UnixMilliseconds("end_timestamp");
        bool final = status is "ended" or "error" or "not_connected";
        bool analyzed = call.Member("call_analysis") is not null;
        return new CallUpdate
        {
            Call = new CallId(Provider, account, id),
            Revision = new CallRevision(at, origin, Rank(status, analyzed)),
            Verification = verification,
            Direction = AnsweringWebhook.Direction(call.Text("direction")),
            Status = Status(status),
            RawStatus = status,
            Caller = call.Phone(inbound ? "from_number" : "to_number") is { } caller ? new CallParty { Number = caller } : null,
            Dialled = call.Phone(inbound ? "to_number" : "from_number"),
            AnsweredBy = AnsweredBy.AiAgent,
            StartedAt = call.UnixMilliseconds("start_timestamp"),
            // The agent picks up as the call starts; without this a caller who hangs up after a talk would count as lost.
            AnsweredAt = status is "ongoing" or "ended" ? call.UnixMilliseconds("start_timestamp") : null,
            EndedAt = ended,
            Duration = call.Number("duration_ms") is { } duration and >= 0 ? TimeSpan.FromMilliseconds((double)duration) : null,
            Disposition = reason is null ? null : new CallDisposition { Kind = Disposition(reason), RawReason = reason },
            Sentiment = call.Text("call_analysis", "user_sentiment") is { } sentiment ? CallSentiment.From(sentiment.ToLowerInvariant()) : null,
            Successful = call.Flag("call_analysis", "call_successful"),
            Summary = call.Personal("call_analysis", "call_summary"),
            IntakeAnswers = Answers(call),
            Transcript = Transcript(call),
            Transfers = call.Text("transfer_destination") is { } target
                ? [new TransferAttempt { Target = PhoneNumber.TryParse(target, out PhoneNumber number) ? number : null, Status = reason == "call_transfer" ? TransferStatus.Bridged : TransferStatus.Started, At = ended }]
                : null,
            Recording = call.Address("recording_url") is { } location ? new RecordingReference { Location = location } : null,
            Charge = call.Number("call_cost", "combined_cost") is { } cents
                ? new UsageCharge { Amount = cents / 100, Unit = "USD", BilledTime = call.Seconds("call_cost", "total_duration_seconds") }
                : null,
            Completeness = (final ? CallCompleteness.Ended : 0) | (analyzed ? CallCompleteness.Analyzed : 0) | (call.Member("call_cost", "combined_cost") is not null && final ? CallCompleteness.Billed : 0),
        };
    }

    // Updates of one moment: what came later in a call's life counts as newer.
    private static long Rank(string? status, bool analyzed) => analyzed ? 4 : status switch { "registered" => 0, "ongoing" => 1, _ => 2 };

    private static CallStatus? Status(string? word) => word switch
    {
        null => null,
        "registered" => CallStatus.Queued,
        "ongoing" => CallStatus.InProgress,
        "ended" => CallStatus.Completed,
        "not_connected" => CallStatus.NoAnswer,
        "error" => CallStatus.Failed,
        _ => CallStatus.From(word),
    };

    private static DispositionKind Disposition(string reason) => reason switch
    {
        "call_transfer" => DispositionKind.Transferred,
        "user_hangup" => DispositionKind.CallerHungUp,
        "voicemail_reached" => DispositionKind.VoicemailLeft,
        "dial_no_answer" => DispositionKind.NoAnswer,
        "dial_busy" => DispositionKind.Busy,
        "marked_as_spam" or "scam_detected" => DispositionKind.Spam,
        "invalid_destination" => DispositionKind.WrongNumber,
        _ when reason.StartsWith("error", StringComparison.Ordinal) || reason is "dial_failed" => DispositionKind.Failed,
        _ => DispositionKind.Unknown,
    };

    private static List<IntakeAnswer>? Answers(JsonElement call)
    {
        List<IntakeAnswer> answers = [.. call.Properties("call_analysis", "custom_analysis_data")
            .Where(answer => answer.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            .Select(answer => new IntakeAnswer { QuestionId = answer.Name, Value = new PersonalText(answer.Value.AnyText() ?? ""), Provenance = IntakeProvenance.Extracted })];
        return answers.Count == 0 ? null : answers;
    }

    private static List<TranscriptTurn>? Transcript(JsonElement call)
    {
        List<TranscriptTurn> turns = [];
        foreach (JsonElement turn in call.Items("transcript_object"))
        {
            if (turn.Text("content") is { } text)
            {
                turns.Add(new TranscriptTurn
                {
                    Speaker = turn.Text("role") switch { "agent" => Speaker.Handler, "user" => Speaker.Caller, null => Speaker.System, var other => Speaker.From(other) },
                    Text = new PersonalText(text),
                    At = turn.Items("words").FirstOrDefault() is { ValueKind: JsonValueKind.Object } word ? word.Seconds("start") : null,
                });
            }
        }

        return turns.Count == 0 ? null : turns;
    }
}
