using System.Globalization;
using System.Text.Json;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Makes updates of calls from a Moneypenny account's messages and chats.</summary>
internal static class MoneypennyCallMapping
{
    internal static CallUpdate? Message(JsonElement message, string account, string region, string id)
    {
        if (message.Text("callId") is not { } call || message.Time("date") is not { } at)
        {
            return null;
        }

        return new CallUpdate
        {
            Call = new CallId(MoneypennyClient.ProviderName, account, call),
            Revision = new CallRevision(at, id),
            Verification = WebhookVerification.Fetched,
            Direction = CallDirection.Inbound,
            AnsweredBy = AnsweredBy.Human,
            StartedAt = at,
            Caller = Party(message, "caller", "callerCompany", "callerNumber", "callerEmail", region),
            Message = message.Text("message") is { } body
                ? new MessageTaken
                {
                    Body = body,
                    TakenAt = at,
                    ForPerson = message.Personal("employee"),
                    DeliveredBy = message.Text("actionTaken") is { } action ? [action] : [],
                }
                : null,
            Disposition = new CallDisposition { Kind = DispositionKind.MessageTaken, RawReason = message.Text("actionTaken") },
            Completeness = CallCompleteness.Ended,
        };
    }

    internal static CallUpdate? Chat(JsonElement chat, string account, string region, TimeZoneInfo zone, string id)
    {
        if (!CallText.TryParseTime(chat.Text("chatTime"), [], zone, out DateTimeOffset at))
        {
            return null;
        }

        List<IntakeAnswer> answers = [.. chat.Items("variables")
            .Where(static variable => variable.Text("name") is not null && variable.Text("value") is not null)
            .Select(static variable => new IntakeAnswer { QuestionId = variable.Text("name")!, Value = variable.Personal("value"), Provenance = IntakeProvenance.Stated })];
        List<TranscriptTurn> transcript = [.. chat.Items("transcript").Where(static line => line.ValueKind == JsonValueKind.String).Select(static line => Turn(line.GetString()!))];
        Dictionary<string, string> tags = new(StringComparer.Ordinal) { ["channel"] = "chat" };
        foreach (string name in (string[])["pageURL", "entryURL", "utM_Source", "utM_Medium", "utM_Term"])
        {
            if (chat.Text(name) is { } value)
            {
                tags[name] = value;
            }
        }

        foreach ((int number, JsonElement tag) in chat.Items("tags").Index())
        {
            tags[string.Create(CultureInfo.InvariantCulture, $"tag.{number + 1}")] = tag.AnyText() ?? "";
        }

        return new CallUpdate
        {
            Call = new CallId(MoneypennyClient.ProviderName, account, id),
            Revision = new CallRevision(at, id),
            Verification = WebhookVerification.Fetched,
            Direction = CallDirection.Inbound,
            AnsweredBy = AnsweredBy.Human,
            StartedAt = at,
            Caller = Party(chat, "name", "companyName", "phone", "email", region),
            Transcript = transcript.Count == 0 ? null : transcript,
            IntakeAnswers = answers.Count == 0 ? null : answers,
            Tags = tags,
            Completeness = CallCompleteness.Ended,
        };
    }

    private static CallParty? Party(JsonElement element, string name, string company, string number, string email, string region)
    {
        CallParty party = new()
        {
            Name = element.Personal(name),
            Company = element.Personal(company),
            Number = PhoneNumber.TryParse(element.Text(number), out PhoneNumber parsed, region) ? parsed : null,
            Email = element.Personal(email),
        };
        return party == new CallParty() ? null : party;
    }

    // "1: [Visitor] - Hello": the number, who wrote it, and the text.
    private static TranscriptTurn Turn(string line)
    {
        int open = line.IndexOf('[', StringComparison.Ordinal);
        int close = line.IndexOf("] - ", StringComparison.Ordinal);
        return open >= 0 && close > open
            ? new TranscriptTurn { Speaker = line[(open + 1)..close] == "Visitor" ? Speaker.Caller : Speaker.Handler, Text = line[(close + 4)..] }
            : new TranscriptTurn { Speaker = Speaker.System, Text = line };
    }
}
