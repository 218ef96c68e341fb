using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Outsourcing.Answering;

/// <summary>Sets the brief's part of an agent's settings, and leaves the rest as it is.</summary>
internal static class AgentSettings
{
    internal static JsonObject At(JsonObject root, params ReadOnlySpan<string> path)
    {
        JsonObject at = root;
        foreach (string name in path)
        {
            if (at[name] is not JsonObject next)
            {
                at[name] = next = [];
            }

            at = next;
        }

        return at;
    }

    /// <summary>Merges an item onto one that is there: members the service added stay.</summary>
    internal static JsonObject Onto(JsonObject? current, JsonObject wanted)
    {
        JsonObject merged = current is null ? [] : (JsonObject)current.DeepClone();
        foreach ((string name, JsonNode? value) in wanted)
        {
            // An object of another type has none of the old one's members.
            merged[name] = value is JsonObject inner && merged[name] is JsonObject old && Same(inner["type"], old["type"]) ? Onto(old, inner) : value?.DeepClone();
        }

        return merged;
    }

    /// <summary>Puts items into a list: those of the same name are merged, those the brief owns and no longer names are removed, others stay where they are.</summary>
    internal static JsonArray Named(JsonNode? current, IReadOnlyList<JsonObject> wanted, Func<JsonObject, string?> nameOf, Func<JsonObject, bool> isOwn)
    {
        JsonArray list = [];
        HashSet<string> placed = new(StringComparer.Ordinal);
        foreach (JsonNode? item in current as JsonArray ?? [])
        {
            if (item is not JsonObject old || !isOwn(old))
            {
                list.Add(item?.DeepClone());
            }
            else if (nameOf(old) is { } name && wanted.FirstOrDefault(one => nameOf(one) == name) is { } match && placed.Add(name))
            {
                list.Add((JsonNode)Onto(old, match));
            }
        }

        foreach (JsonObject one in wanted)
        {
            if (placed.Add(nameOf(one) ?? ""))
            {
                list.Add((JsonNode)one.DeepClone());
            }
        }

        return list;
    }

    /// <summary>Fills a map that is the brief's alone.</summary>
    internal static JsonObject Map(JsonNode? current, IEnumerable<(string Name, JsonObject Value)> wanted)
    {
        JsonObject map = [];
        foreach ((string name, JsonObject value) in wanted)
        {
            map[name] = Onto((current as JsonObject)?[name] as JsonObject, value);
        }

        return map;
    }

    /// <summary>Names every place that differs.</summary>
    internal static IEnumerable<AgentChange> Differences(string part, string path, JsonNode? before, JsonNode? after)
    {
        if (Same(before, after))
        {
            yield break;
        }

        if (before is JsonObject left && after is JsonObject right)
        {
            foreach (string name in left.Select(member => member.Key).Union(right.Select(member => member.Key), StringComparer.Ordinal))
            {
                foreach (AgentChange change in Differences(part, $"{path}/{Pointer(name)}", left[name], right[name]))
                {
                    yield return change;
                }
            }
        }
        else if (before is JsonArray first && after is JsonArray second && first.Count == second.Count)
        {
            for (int index = 0; index < first.Count; index++)
            {
                foreach (AgentChange change in Differences(part, $"{path}/{index}", first[index], second[index]))
                {
                    yield return change;
                }
            }
        }
        else
        {
            yield return new AgentChange { Part = part, Path = path, Before = Element(before), After = Element(after) };
        }
    }

    /// <summary>Gets the top members that differ, whole: for services that replace what is named.</summary>
    internal static JsonObject Patch(JsonObject before, JsonObject after)
    {
        JsonObject patch = [];
        foreach ((string name, JsonNode? value) in after)
        {
            if (!Same(before[name], value))
            {
                patch[name] = value?.DeepClone();
            }
        }

        return patch;
    }

    /// <summary>Gets the members that differ, at any depth: for services that merge what is named. Maps of the brief's alone are sent whole.</summary>
    internal static JsonObject DeepPatch(JsonObject before, JsonObject after, Func<string, bool> isWhole)
    {
        JsonObject patch = [];
        foreach ((string name, JsonNode? value) in after)
        {
            if (!Same(before[name], value))
            {
                patch[name] = value is JsonObject inner && before[name] is JsonObject old && !isWhole(name) ? DeepPatch(old, inner, isWhole) : value?.DeepClone();
            }
        }

        return patch;
    }

    internal static bool Same(JsonNode? left, JsonNode? right) => left is null || right is null ? left is null && right is null : JsonElement.DeepEquals(Element(left)!.Value, Element(right)!.Value);

    private static JsonElement? Element(JsonNode? node) => node is null ? null : JsonElement.Parse(Encoding.UTF8.GetBytes(node.ToJsonString()));

    private static string Pointer(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
