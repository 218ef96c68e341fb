using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Outsourcing.Delegation;

/// <summary>Says a difference in a sentence, as one tells it to the person who answers.</summary>
internal sealed class BriefDifferenceWording(DelegationBrief older, DelegationBrief newer)
{
    private static readonly HashSet<string> Administrative = new(["id", "version", "title", "language", "task", "volume", "responsibilities", "changeLog", "signOffs"], StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["callTypes"] = "kind of call",
        ["questions"] = "question",
        ["actions"] = "what to do",
        ["recognition"] = "how to recognise it",
        ["knowledge"] = "what to answer",
        ["limits"] = "limits",
        ["mayDecide"] = "you may decide",
        ["mustNotSay"] = "never say",
        ["mustNotPromise"] = "never promise",
        ["maximumLength"] = "longest call",
        ["spendingAuthority"] = "most you may grant or spend",
        ["outcomes"] = "outcome",
        ["hours"] = "hours",
        ["weekly"] = "weekly hours",
        ["holidays"] = "holiday",
        ["outOfHours"] = "outside the hours",
        ["onCall"] = "on call",
        ["rotations"] = "rotation",
        ["overrides"] = "stand-in",
        ["contacts"] = "contact",
        ["inputs"] = "input",
        ["dataProtection"] = "data protection",
        ["retentionDays"] = "days until the data is deleted",
        ["recordingNotice"] = "recording notice",
        ["fields"] = "data collected",
        ["clauses"] = "rule",
        ["examples"] = "example",
        ["glossary"] = "word",
        ["changeLog"] = "change log",
        ["signOffs"] = "sign-off",
        ["timeZone"] = "time zone",
        ["readBack"] = "read the answer back",
        ["ringFor"] = "ring for",
    };

    /// <summary>Tells whether a part is one the person who answers works by. Members of a newer writer are: nobody can tell otherwise.</summary>
    internal static bool ConcernsAnswerer(string place) => !Administrative.Contains(BriefPath.Parse(BriefPlace.From(place))[0].Text);

    internal string Sentence(string place, BriefDifferenceKind kind, JsonNode? before, JsonNode? after)
    {
        List<(string Text, bool IsElement)> path = BriefPath.Parse(BriefPlace.From(place));
        if (path.Count >= 3 && path[0].Text == "callTypes" && path[2].Text == "actions")
        {
            return Actions(path);
        }

        string subject = Subject(path);
        return kind switch
        {
            BriefDifferenceKind.Added => $"New: {subject}{Colon(Rest(subject, after))}",
            BriefDifferenceKind.Removed => $"No longer: {subject}{Colon(Rest(subject, before))}",
            BriefDifferenceKind.Reordered => $"Another order: {subject}{Colon(string.Join(", then ", ((JsonArray)after!).Select(key => Name(path, key!.GetValue<string>()))))}",
            _ => $"Changed: {subject}{Colon(Value(after))} (before: {Value(before)})",
        };
    }

    private string Actions(List<(string Text, bool IsElement)> path)
    {
        CallType? before = older.CallTypes.FirstOrDefault(type => type.Id.Value == path[1].Text);
        CallType? after = newer.CallTypes.FirstOrDefault(type => type.Id.Value == path[1].Text);
        string name = after?.Name ?? before?.Name ?? path[1].Text;
        if (path.Count > 3 && int.TryParse(path[3].Text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && before?.Actions.Count > index && after?.Actions.Count > index)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Changed: {name}, what to do, step {index + 1}: {BriefWording.Action(after.Actions[index], newer)} (before: {BriefWording.Action(before.Actions[index], older)})");
        }

        string steps = after is null || after.Actions.Count == 0
            ? "nothing"
            : string.Join(' ', after.Actions.Select((action, step) => string.Create(CultureInfo.InvariantCulture, $"{step + 1}. {BriefWording.Action(action, newer)}")));
        return $"Changed: {name}, what to do: {steps}";
    }

    private string Subject(List<(string Text, bool IsElement)> path)
    {
        List<string> parts = [];
        for (int i = 0; i < path.Count; i++)
        {
            if (path[i].IsElement)
            {
                string name = Name([.. path.Take(i)], path[i].Text);

                // The kind of element goes without saying when more of it follows.
                parts[^1] = i < path.Count - 1 && path[0].Text == "callTypes" && i == 1 ? name : $"{parts[^1]} \u201c{name}\u201d";
            }
            else
            {
                parts.Add(Labels.GetValueOrDefault(path[i].Text, path[i].Text));
            }
        }

        return string.Join(", ", parts);
    }

    /// <summary>Gets what people call an element: its name rather than its id.</summary>
    private string Name(List<(string Text, bool IsElement)> list, string key)
    {
        string? name = list.Count == 0 ? null : list[^1].Text switch
        {
            "callTypes" => Find(brief => brief.CallTypes.FirstOrDefault(type => type.Id.Value == key)?.Name),
            "questions" => Find(brief => brief.CallTypes.FirstOrDefault(type => type.Id.Value == list[1].Text)?.Questions.FirstOrDefault(question => question.Id == key)?.Text),
            "contacts" => Find(brief => brief.Contacts.FirstOrDefault(contact => contact.Id.Value == key)?.Name.Value),
            "inputs" => Find(brief => brief.Inputs.FirstOrDefault(input => input.Id == key)?.Name),
            "outcomes" => Find(brief => brief.Outcomes.FirstOrDefault(outcome => outcome.Id == key)?.Name),
            _ => null,
        };
        return name ?? (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? string.Create(CultureInfo.InvariantCulture, $"number {index + 1}") : key);
    }

    private string? Find(Func<DelegationBrief, string?> find) => find(newer) ?? find(older);

    /// <summary>Gets the value unless the subject ends with it already.</summary>
    private static string Rest(string subject, JsonNode? value) =>
        Value(value) is var text && subject.EndsWith(text, StringComparison.Ordinal) ? "" : text;

    private static string Colon(string value) => value.Length == 0 ? "." : $": {value}";

    private static string Value(JsonNode? value) => value switch
    {
        null => "nothing",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => $"\u201c{text.GetValue<string>()}\u201d",
        JsonValue other => other.GetValueKind() switch { JsonValueKind.True => "yes", JsonValueKind.False => "no", _ => other.ToJsonString() },
        JsonArray array => string.Join("; ", array.Select(Value)),
        JsonObject item => (item["text"] ?? item["name"] ?? item["meaning"] ?? item["summary"] ?? item["dialogue"]) is JsonValue words ? Value(words) : Members(item),
        _ => "",
    };

    private static string Members(JsonObject item) =>
        string.Join(", ", item.Where(member => member.Value is not JsonArray { Count: 0 }).Select(member => $"{Labels.GetValueOrDefault(member.Key, member.Key)} {Value(member.Value)}"));
}
