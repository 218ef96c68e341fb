using System.Text.Json;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Maps an ElevenLabs conversation to a call update. Times are seconds, cost is credits.</summary>
internal static class ElevenLabsCallMapping
{
    internal const string Provider = "elevenlabs";

    internal static CallUpdate? ToUpdate(JsonElement conversation, string account, string origin, DateTimeOffset at, WebhookVerification verification)
    {
        if (conversation.Text("conversation_id") is not { } id)
        {
            return null;
        }

        string? status = conversation.Text("status");
        DateTimeOffset? started = conversation.UnixSeconds("metadata", "start_time_unix_secs");
        TimeSpan? duration = conversation.Seconds("metadata", "call_duration_secs");
        string? reason = conversation.Text("metadata", "termination_reason");
        string? successful = conversation.Text("analysis", "call_successful");
        bool final = status is "processing" or "done" or "failed";
        bool analyzed = conversation.Member("analysis") is not null;
        return new CallUpdate
        {
            Call = new CallId(Provider, account, id),
            Revision = new CallRevision(at, origin, analyzed ? 3 : final ? 2 : 1),
            Verification = verification,
            Direction = AnsweringWebhook.Direction(conversation.Text("metadata", "phone_call", "direction")),
            Status = status switch
            {
                null => null,
                "initiated" => CallStatus.Ringing,
                "in-progress" => CallStatus.InProgress,
                "processing" or "done" => CallStatus.Completed,
                "failed" => CallStatus.Failed,
                _ => CallStatus.From(status),
            },
            RawStatus = status,
            Caller = conversation.Phone("metadata", "phone_call", "external_number") is { } caller ? new CallParty { Number = caller } : null,
            Dialled = conversation.Phone("metadata", "phone_call", "agent_number"),
            AnsweredBy = AnsweredBy.AiAgent,
            StartedAt = started,
            // The agent picks up as the conversation starts; without this a caller who hangs up after a talk would count as lost.
            AnsweredAt = status is null or "initiated" or "failed" ? null : started,
            EndedAt = final && started is not null && duration is not null ? started + duration : null,
            Duration = duration,
            Disposition = reason is null ? null : new CallDisposition { Kind = DispositionKind.Unknown, RawReason = reason },
            Successful = successful switch { "success" => true, "failure" => false, _ => null },
            Summary = conversation.Personal("analysis", "transcript_summary"),
            IntakeAnswers = Answers(conversation),
            Transcript = Transcript(conversation),
            Charge = conversation.Number("metadata", "cost") is { } credits ? new UsageCharge { Amount = credits, Unit = "credits", BilledTime = duration } : null,
            Completeness = (final ? CallCompleteness.Ended : 0) | (analyzed ? CallCompleteness.Analyzed : 0),
        };
    }

    /// <summary>Maps an item of the listing, whose few fields are not nested.</summary>
    internal static CallUpdate? ToShortUpdate(JsonElement item, string account, string origin, DateTimeOffset at, WebhookVerification verification)
    {
        if (ToUpdate(item, account, origin, at, verification) is not { } update)
        {
            return null;
        }

        DateTimeOffset? started = item.UnixSeconds("start_time_unix_secs");
        TimeSpan? duration = item.Seconds("call_duration_secs");
        bool final = update.Completeness.HasFlag(CallCompleteness.Ended);
        return update with
        {
            Direction = AnsweringWebhook.Direction(item.Text("direction")),
            StartedAt = started,
            AnsweredAt = update.RawStatus is null or "initiated" or "failed" ? null : started,
            EndedAt = final ? started + duration : null,
            Duration = duration,
            Disposition = item.Text("termination_reason") is { } reason ? new CallDisposition { Kind = DispositionKind.Unknown, RawReason = reason } : null,
            Successful = item.Text("call_successful") switch { "success" => true, "failure" => false, _ => null },
            Summary = item.Personal("transcript_summary"),
        };
    }

    private static List<IntakeAnswer>? Answers(JsonElement conversation)
    {
        List<IntakeAnswer> answers = [.. conversation.Properties("analysis", "data_collection_results")
            .Where(answer => answer.Value.Member("value") is not null)
            .Select(answer => new IntakeAnswer
            {
                QuestionId = answer.Name,
                Value = new PersonalText(answer.Value.Member("value")!.Value.AnyText() ?? ""),
                Rationale = answer.Value.Personal("rationale"),
                Provenance = IntakeProvenance.Extracted,
            })];
        return answers.Count == 0 ? null : answers;
    }

    private static List<TranscriptTurn>? Transcript(JsonElement conversation)
    {
        List<TranscriptTurn> turns = [];
        foreach (JsonElement turn in conversation.Items("transcript"))
        {
            if (turn.Text("message") is { } text)
            {
                turns.Add(new TranscriptTurn
                {
                    Speaker = turn.Text("role") switch { "agent" => Speaker.Handler, "user" => Speaker.Caller, null => Speaker.System, var other => Speaker.From(other) },
                    Text = new PersonalText(text),
                    At = turn.Seconds("time_in_call_secs"),
                });
            }
        }

        return turns.Count == 0 ? null : turns;
    }
}
