using System.Text.Json;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Maps a Vapi call to a call update. The API tells one object; an event tells some of its members beside a shorter call. Cost is dollars.</summary>
internal static class VapiCallMapping
{
    internal const string Provider = "vapi";

    /// <summary>Maps a call of the API.</summary>
    internal static CallUpdate? ToUpdate(JsonElement call, string account, string origin, DateTimeOffset at, WebhookVerification verification) =>
        ToUpdate(call, call, account, origin, at, verification);

    /// <summary>Maps an event: what it says itself goes before what its call says.</summary>
    internal static CallUpdate? ToUpdate(JsonElement message, JsonElement call, string account, string origin, DateTimeOffset at, WebhookVerification verification)
    {
        if (call.Text("id") is not { } id)
        {
            return null;
        }

        JsonElement? Either(params ReadOnlySpan<string> path) => message.Member(path) ?? call.Member(path);
        bool report = message.Text("type") == "end-of-call-report";
        string? status = report ? "ended" : message.Text("status") ?? call.Text("status");
        string? reason = Either("endedReason")?.AnyText();
        DateTimeOffset? started = Time(Either("startedAt"));
        DateTimeOffset? ended = Time(Either("endedAt"));
        JsonElement? analysis = Either("analysis");
        JsonElement? artifact = Either("artifact");
        JsonElement? customer = Either("customer");
        decimal? cost = message.Number("cost") ?? call.Number("cost");
        bool final = status is "ended" or "not-found" or "deletion-failed";
        bool analyzed = analysis is { } found && (found.Member("summary") ?? found.Member("structuredData") ?? found.Member("successEvaluation")) is not null;
        string? evaluation = analysis?.Member("successEvaluation")?.AnyText();
        return new CallUpdate
        {
            Call = new CallId(Provider, account, id),
            Revision = new CallRevision(at, origin, analyzed ? 4 : final ? 3 : status is "in-progress" or "forwarding" ? 2 : 1),
            Verification = verification,
            Direction = AnsweringWebhook.Direction(call.Text("type")),
            Status = Status(status, reason, started),
            RawStatus = status,
            Caller = Caller(customer),
            Dialled = message.Phone("phoneNumber", "number") ?? call.Phone("phoneNumber", "number"),
            AnsweredBy = AnsweredBy.AiAgent,
            StartedAt = started,
            // The assistant picks up as the call starts; without this a caller who hangs up after a talk would count as lost.
            AnsweredAt = started,
            EndedAt = ended,
            Duration = ended >= started ? ended - started : null,
            Disposition = reason is null ? null : new CallDisposition { Kind = Disposition(reason), RawReason = reason },
            Successful = evaluation?.ToLowerInvariant() switch { "true" or "pass" => true, "false" or "fail" => false, _ => null },
            Summary = analysis?.Personal("summary"),
            IntakeAnswers = Answers(analysis, artifact),
            Transcript = Transcript(artifact),
            Transfers = Transfers(artifact, Either("destination"), reason),
            Recording = artifact?.Address("recordingUrl") is { } location ? new RecordingReference { Location = location, Expires = artifact?.Time("presignedUrlsExpiresAt") } : null,
            Charge = cost is { } amount ? new UsageCharge { Amount = amount, Unit = "USD" } : null,
            Tags = evaluation is null ? null : new Dictionary<string, string> { ["success-evaluation"] = evaluation },
            Completeness = (final ? CallCompleteness.Ended : 0) | (analyzed ? CallCompleteness.Analyzed : 0) | (final && cost is not null ? CallCompleteness.Billed : 0),
        };
    }

    private static DateTimeOffset? Time(JsonElement? element) => element?.Time();

    private static CallStatus? Status(string? word, string? reason, DateTimeOffset? started) => word switch
    {
        null => null,
        "scheduled" or "queued" => CallStatus.Queued,
        "ringing" => CallStatus.Ringing,
        "in-progress" or "forwarding" => CallStatus.InProgress,
        "ended" => reason switch
        {
            "customer-busy" => CallStatus.Busy,
            "customer-did-not-answer" => CallStatus.NoAnswer,
            { } said when started is null && Disposition(said) == DispositionKind.Failed => CallStatus.Failed,
            _ => CallStatus.Completed,
        },
        "not-found" or "deletion-failed" => CallStatus.Failed,
        _ => CallStatus.From(word),
    };

    // Some six hundred reasons, most of them faults of one vendor or another: the family is neutral, the word is kept.
    private static DispositionKind Disposition(string reason) => reason switch
    {
        "customer-ended-call" => DispositionKind.CallerHungUp,
        "assistant-forwarded-call" => DispositionKind.Transferred,
        "voicemail" => DispositionKind.VoicemailLeft,
        "customer-busy" => DispositionKind.Busy,
        "customer-did-not-answer" => DispositionKind.NoAnswer,
        _ when reason.Contains("error", StringComparison.Ordinal) || reason.Contains("fault", StringComparison.Ordinal) || reason.Contains("failed", StringComparison.Ordinal) => DispositionKind.Failed,
        _ => DispositionKind.Unknown,
    };

    private static CallParty? Caller(JsonElement? customer) =>
        customer is { } given && (given.Phone("number"), given.Personal("name"), given.Personal("email")) is var (number, name, email) && (number is not null || name is not null || email is not null)
            ? new CallParty { Number = number, Name = name, Email = email }
            : null;

    private static List<IntakeAnswer>? Answers(JsonElement? analysis, JsonElement? artifact)
    {
        List<IntakeAnswer> answers = [];
        foreach (JsonProperty answer in analysis?.Properties("structuredData") ?? [])
        {
            Add(answer.Name, null, answer.Value);
        }

        // Outputs of their own, by id; each says how it is called.
        foreach (JsonProperty output in artifact?.Properties("structuredOutputs") ?? [])
        {
            if (output.Value.Member("result") is { } result)
            {
                Add(output.Value.Text("name") ?? output.Name, output.Value.Text("name"), result);
            }
        }

        return answers.Count == 0 ? null : answers;

        void Add(string id, string? question, JsonElement value)
        {
            if (value.AnyText() is { } text)
            {
                answers.Add(new IntakeAnswer { QuestionId = id, Question = question, Value = new PersonalText(text), Provenance = IntakeProvenance.Extracted });
            }
        }
    }

    // The system's message is the prompt, and no part of the talk.
    private static List<TranscriptTurn>? Transcript(JsonElement? artifact)
    {
        List<TranscriptTurn> turns = [];
        foreach (JsonElement turn in artifact?.Items("messages") ?? [])
        {
            if (turn.Text("message") is { } text && turn.Text("role") is { } role and not "system")
            {
                turns.Add(new TranscriptTurn
                {
                    Speaker = role switch { "bot" or "assistant" => Speaker.Handler, "user" => Speaker.Caller, _ => Speaker.From(role) },
                    Text = new PersonalText(text),
                    At = turn.Seconds("secondsFromStart"),
                });
            }
        }

        return turns.Count == 0 ? null : turns;
    }

    private static List<TransferAttempt>? Transfers(JsonElement? artifact, JsonElement? destination, string? reason)
    {
        List<TransferAttempt> attempts = [.. (artifact?.Items("transfers") ?? []).Select(transfer => new TransferAttempt
        {
            Target = transfer.Phone("destination", "number"),
            Status = transfer.Text("status") switch { null => TransferStatus.Started, "completed" or "success" => TransferStatus.Bridged, var word => TransferStatus.From(word) },
        })];
        if (attempts.Count == 0 && destination?.Phone("number") is { } target)
        {
            attempts.Add(new TransferAttempt { Target = target, Status = reason == "assistant-forwarded-call" ? TransferStatus.Bridged : TransferStatus.Started });
        }

        return attempts.Count == 0 ? null : attempts;
    }
}
