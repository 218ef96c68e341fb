using System.Text.Json;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Maps an Aircall call to a call update. Times are seconds since 1970, durations seconds with the ringing, cost is dollars as text.</summary>
internal static class AircallCallMapping
{
    internal const string Provider = "aircall";

    internal static CallUpdate? ToUpdate(JsonElement call, string account, string origin, DateTimeOffset at, WebhookVerification verification)
    {
        if (call.Member("id")?.AnyText() is not { Length: > 0 } id)
        {
            return null;
        }

        string? status = call.Text("status");
        DateTimeOffset? answered = call.UnixSeconds("answered_at");
        DateTimeOffset? ended = call.UnixSeconds("ended_at");
        string? missed = call.Text("missed_call_reason");
        Uri? voicemail = call.Address("voicemail");
        bool final = status == "done";
        return new CallUpdate
        {
            Call = new CallId(Provider, account, id),
            Revision = new CallRevision(at, origin, status switch { "initial" => 1, "answered" => 2, _ => 3 }),
            Verification = verification,
            Direction = AnsweringWebhook.Direction(call.Text("direction")),
            Status = status switch
            {
                null => null,
                "initial" => CallStatus.Ringing,
                "answered" => CallStatus.InProgress,
                "done" => answered is null ? CallStatus.NoAnswer : CallStatus.Completed,
                _ => CallStatus.From(status),
            },
            RawStatus = status,
            Caller = Caller(call),
            Dialled = call.Phone("number", "digits") ?? call.Phone("number", "e164_digits"),
            AnsweredBy = voicemail is not null && answered is null ? AnsweredBy.Voicemail : answered is not null ? AnsweredBy.Human : null,
            HandlerName = call.Personal("user", "name"),
            StartedAt = call.UnixSeconds("started_at"),
            AnsweredAt = answered,
            EndedAt = ended,
            // Aircall's own duration counts the ringing.
            Duration = ended >= answered ? ended - answered : null,
            Disposition = voicemail is not null && answered is null ? new CallDisposition { Kind = DispositionKind.VoicemailLeft, RawReason = missed }
                : missed is not null ? new CallDisposition { Kind = missed == "abandoned_in_ivr" || missed == "abandoned_in_classic" ? DispositionKind.CallerHungUp : DispositionKind.NoAnswer, RawReason = missed }
                : null,
            Message = Note(call),
            Transfers = call.Member("transferred_to") is { ValueKind: JsonValueKind.Object } target
                ? [new TransferAttempt { Target = target.Phone("digits"), TargetName = target.Personal("name"), Status = TransferStatus.Bridged }]
                : null,
            Recording = (call.Address("recording") ?? voicemail) is { } location ? new RecordingReference { Location = location } : null,
            Charge = call.Number("cost") is { } cost ? new UsageCharge { Amount = cost, Unit = "USD" } : null,
            Tags = Tags(call),
            Completeness = final ? CallCompleteness.Ended : 0,
        };
    }

    private static CallParty? Caller(JsonElement call)
    {
        PhoneNumber? number = call.Phone("raw_digits");
        string name = string.Join(' ', new[] { call.Text("contact", "first_name"), call.Text("contact", "last_name") }.OfType<string>());
        PersonalText? company = call.Personal("contact", "company_name");
        return number is null && name.Length == 0 && company is null ? null : new CallParty { Number = number, Name = name.Length == 0 ? default(PersonalText?) : new PersonalText(name), Company = company };
    }

    private static MessageTaken? Note(JsonElement call)
    {
        string[] notes = [.. call.Items("comments").Select(comment => comment.Text("content")).OfType<string>()];
        return notes.Length == 0 ? null : new MessageTaken { Body = new PersonalText(string.Join('\n', notes)) };
    }

    private static Dictionary<string, string>? Tags(JsonElement call)
    {
        Dictionary<string, string> tags = [];
        foreach (JsonElement tag in call.Items("tags"))
        {
            if (tag.Text("name") is { } name)
            {
                tags[name] = "tag";
            }
        }

        return tags.Count == 0 ? null : tags;
    }
}
