using System.Globalization;
using System.Text.Json;

namespace Outsourcing.Answering;

/// <summary>What draft-ietf-vcon-vcon-core (at 2342aba) asks of each member.</summary>
internal static class VconRules
{
    private static readonly string[] Encodings = ["base64url", "json", "none"];
    private static readonly string[] DialogTypes = ["recording", "text", "transfer", "incomplete", "recording-set"];
    private static readonly string[] Dispositions = ["no-answer", "congestion", "failed", "busy", "hung-up", "voicemail-no-message"];
    private static readonly string[] PartyEvents = ["join", "drop", "hold", "unhold", "mute", "unmute", "keydown", "keyup"];

    internal static IReadOnlyList<string> Check(VconDocument vcon)
    {
        List<string> problems = [];
        Rules root = new(vcon.Members, "", problems);
        root.Required("uuid", "created_at");
        root.Each("uuid", IsUuid, "a UUID");
        root.Each(["created_at", "updated_at"], IsTime, "a time in RFC 3339");
        root.Each("vcon", item => item.ValueKind == JsonValueKind.String && item.GetString() == "0.4.0", "0.4.0, or left out");
        root.Each("subject", IsText, "text");
        root.Each(["extensions", "critical"], IsTexts, "a list of texts");
        foreach (Rules earlier in root.Object("redacted").Concat(root.Object("amended")))
        {
            earlier.Each("uuid", IsUuid, "a UUID");
            earlier.Each("url", IsUri, "an absolute URL");
            earlier.Each("content_hash", IsHash, "a hash or a list of hashes");
            earlier.Together("url", "content_hash");
        }

        foreach (Rules redacted in root.Object("redacted"))
        {
            redacted.Required("type");
            redacted.Each("type", IsText, "text");
        }

        foreach (Rules party in root.Objects("parties"))
        {
            party.Each(["tel", "sip", "stir", "mailto", "name", "did", "validation", "gmlpos", "uuid", "type", "org", "dept"], IsText, "text");
            foreach (Rules address in party.Object("civicaddress"))
            {
                address.Each(
                    ["country", "a1", "a2", "a3", "a4", "a5", "a6", "prd", "pod", "sts", "hno", "hns", "lmk", "loc", "flr", "nam", "pc"], IsText, "text");
            }
        }

        foreach (Rules dialog in root.Objects("dialog"))
        {
            CheckDialog(dialog);
        }

        foreach (Rules analysis in root.Objects("analysis"))
        {
            analysis.Required("type", "vendor");
            analysis.Each(["type", "vendor", "product", "schema"], IsText, "text");
            analysis.Each(["dialog", "attachment"], IsPlaces, "a place or a list of places");
            CheckContent(analysis);
        }

        foreach (Rules attachment in root.Objects("attachments"))
        {
            attachment.Required("start", "party", "dialog");
            attachment.Each("purpose", IsText, "text");
            attachment.Each("start", IsTime, "a time in RFC 3339");
            attachment.Each(["party", "dialog"], IsPlace, "a place");
            CheckContent(attachment);
        }

        return problems;
    }

    private static void CheckDialog(Rules dialog)
    {
        dialog.Required("type", "start");
        dialog.Each("type", item => IsOneOf(item, DialogTypes), $"one of {string.Join(", ", DialogTypes)}");
        dialog.Each("start", IsTime, "a time in RFC 3339");
        dialog.Each("duration", item => item.ValueKind == JsonValueKind.Number && item.GetDouble() >= 0, "a number of seconds");
        dialog.Each("parties", item => IsPlaces(item, depth: 2), "a place or lists of places");
        dialog.Each(["originator", "recording_set", "transferee", "transferor"], IsPlace, "a place");
        dialog.Each("recordings", item => item.ValueKind == JsonValueKind.Array && IsPlaces(item), "a list of places");
        dialog.Each(["transfer_target", "original", "consultation", "target_dialog"], IsPlaces, "a place or a list of places");
        dialog.Each("disposition", item => IsOneOf(item, Dispositions), $"one of {string.Join(", ", Dispositions)}");
        dialog.Each(["application", "message_id"], IsText, "text");
        dialog.Each("session_id", item => IsSession(item, 2), "a session or lists of sessions");
        if (dialog.Text("type") == "incomplete")
        {
            dialog.Required("disposition");
        }

        foreach (Rules history in dialog.Objects("party_history"))
        {
            history.Required("party", "time", "event");
            history.Each("party", IsPlace, "a place");
            history.Each("time", IsTime, "a time in RFC 3339");
            history.Each("event", item => IsOneOf(item, PartyEvents), $"one of {string.Join(", ", PartyEvents)}");
            history.Each("button", IsText, "text");
        }

        CheckContent(dialog);
    }

    private static void CheckContent(Rules item)
    {
        item.Each(["mediatype", "filename"], IsText, "text");
        item.Each("encoding", value => IsOneOf(value, Encodings), $"one of {string.Join(", ", Encodings)}");
        item.Each("url", IsUri, "an absolute URL");
        item.Each("content_hash", IsHash, "a hash or a list of hashes");
        item.Each("body", body => item.Text("encoding") == "json" || body.ValueKind == JsonValueKind.String, "text, unless its encoding is json");
    }

    private static bool IsText(JsonElement item) => item.ValueKind == JsonValueKind.String;

    private static bool IsTexts(JsonElement item) => item.ValueKind == JsonValueKind.Array && item.EnumerateArray().All(IsText);

    private static bool IsHash(JsonElement item) => IsText(item) || IsTexts(item);

    private static bool IsUuid(JsonElement item) => IsText(item) && Guid.TryParseExact(item.GetString(), "D", out _);

    private static bool IsUri(JsonElement item) => IsText(item) && Uri.TryCreate(item.GetString(), UriKind.Absolute, out _);

    private static bool IsTime(JsonElement item) => IsText(item)
        && item.GetString() is { Length: >= 20 } text && text[10] is 'T' or 't'
        && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsPlace(JsonElement item) => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int place) && place >= 0;

    private static bool IsPlaces(JsonElement item) => IsPlace(item) || (item.ValueKind == JsonValueKind.Array && item.EnumerateArray().All(IsPlace));

    private static bool IsPlaces(JsonElement item, int depth) => IsPlace(item)
        || (depth > 0 && item.ValueKind == JsonValueKind.Array && item.EnumerateArray().All(inner => IsPlaces(inner, depth - 1) || inner.ValueKind == JsonValueKind.Null));

    private static bool IsSession(JsonElement item, int depth) => item.ValueKind switch
    {
        JsonValueKind.Object => item.EnumerateObject().Where(member => member.Name is "local" or "remote").All(member => IsText(member.Value)),
        JsonValueKind.Array when depth > 0 => item.EnumerateArray().All(inner => IsSession(inner, depth - 1)),
        _ => false,
    };

    private static bool IsOneOf(JsonElement item, string[] words) => IsText(item) && words.Contains(item.GetString());

    private sealed class Rules(IReadOnlyDictionary<string, JsonElement> members, string path, List<string> problems)
    {
        internal string? Text(string name) => members.TryGetValue(name, out JsonElement value) && IsText(value) ? value.GetString() : null;

        internal void Required(params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
            {
                if (!members.ContainsKey(name))
                {
                    problems.Add($"'{path}{name}' is missing.");
                }
            }
        }

        internal void Each(string name, Func<JsonElement, bool> holds, string what)
        {
            if (members.TryGetValue(name, out JsonElement value) && !holds(value))
            {
                problems.Add($"'{path}{name}' is to be {what}.");
            }
        }

        internal void Each(string[] names, Func<JsonElement, bool> holds, string what)
        {
            foreach (string name in names)
            {
                Each(name, holds, what);
            }
        }

        internal void Together(string name, string other)
        {
            if (members.ContainsKey(name) && !members.ContainsKey(other))
            {
                problems.Add($"'{path}{name}' needs '{other}' beside it.");
            }
        }

        internal IEnumerable<Rules> Object(string name)
        {
            Each(name, item => item.ValueKind == JsonValueKind.Object, "an object");
            return members.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? [Of(value, $"{path}{name}.")] : [];
        }

        internal List<Rules> Objects(string name)
        {
            Each(name, item => item.ValueKind == JsonValueKind.Array && item.EnumerateArray().All(inner => inner.ValueKind == JsonValueKind.Object), "a list of objects");
            return members.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
                ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select((item, place) => Of(item, $"{path}{name}[{place}]."))]
                : [];
        }

        private Rules Of(JsonElement value, string at) =>
            new(value.EnumerateObject().GroupBy(member => member.Name).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal), at, problems);
    }
}
