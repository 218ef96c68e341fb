using System.Globalization;
using System.Text.Json.Nodes;

namespace Outsourcing.Delegation;

/// <summary>Compares two trees part by part.</summary>
internal sealed class BriefComparer(DelegationBrief older, DelegationBrief newer)
{
    private readonly List<BriefDifference> _found = [];
    private readonly BriefDifferenceWording _wording = new(older, newer);

    internal IReadOnlyList<BriefDifference> Compare()
    {
        Objects(null, BriefTree.Of(older), BriefTree.Of(newer));
        return _found;
    }

    private void Objects(string? place, JsonObject before, JsonObject after)
    {
        foreach ((string name, JsonNode? value) in before)
        {
            if (!after.ContainsKey(name))
            {
                Add(BriefPath.Member(place, name), BriefDifferenceKind.Removed, value, null);
            }
        }

        foreach ((string name, JsonNode? value) in after)
        {
            if (before.TryGetPropertyValue(name, out JsonNode? old))
            {
                Values(BriefPath.Member(place, name), name, old, value);
            }
            else
            {
                Add(BriefPath.Member(place, name), BriefDifferenceKind.Added, null, value);
            }
        }
    }

    private void Values(string place, string name, JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before, after))
        {
            return;
        }

        switch (before, after)
        {
            case (JsonObject left, JsonObject right):
                Objects(place, left, right);
                break;
            case (JsonArray left, JsonArray right) when BriefTree.HasKeys(name, out string? key)
                && BriefTree.ByKey(left, key) is { } old && BriefTree.ByKey(right, key) is { } current:
                Elements(place, old, current);
                break;
            case (JsonArray left, JsonArray right) when left.Count == right.Count && !BriefTree.HasKeys(name, out _):
                for (int i = 0; i < left.Count; i++)
                {
                    Values(BriefPath.Element(place, i.ToString(CultureInfo.InvariantCulture)), "", left[i], right[i]);
                }

                break;
            default:
                Add(place, BriefDifferenceKind.Changed, before, after);
                break;
        }
    }

    private void Elements(string place, Dictionary<string, JsonObject> before, Dictionary<string, JsonObject> after)
    {
        foreach ((string key, JsonObject element) in before.Where(pair => !after.ContainsKey(pair.Key)))
        {
            Add(BriefPath.Element(place, key), BriefDifferenceKind.Removed, element, null);
        }

        foreach ((string key, JsonObject element) in after)
        {
            if (before.TryGetValue(key, out JsonObject? old))
            {
                Objects(BriefPath.Element(place, key), old, element);
            }
            else
            {
                Add(BriefPath.Element(place, key), BriefDifferenceKind.Added, null, element);
            }
        }

        string[] applied = [.. before.Keys.Where(after.ContainsKey), .. after.Keys.Where(key => !before.ContainsKey(key))];
        if (!applied.SequenceEqual(after.Keys))
        {
            Add(place, BriefDifferenceKind.Reordered, Order(applied), Order(after.Keys));
        }
    }

    private static JsonArray Order(IEnumerable<string> keys) => [.. keys.Select(key => (JsonNode?)JsonValue.Create(key))];

    private void Add(string place, BriefDifferenceKind kind, JsonNode? before, JsonNode? after) => _found.Add(new()
    {
        Place = BriefPlace.From(place),
        Kind = kind,
        Before = kind == BriefDifferenceKind.Added ? null : Text(before),
        After = kind == BriefDifferenceKind.Removed ? null : Text(after),
        ForAnswerer = BriefDifferenceWording.ConcernsAnswerer(place),
        Summary = _wording.Sentence(place, kind, before, after),
    });

    private static string Text(JsonNode? value) => value is null ? "null" : value.ToJsonString();
}
