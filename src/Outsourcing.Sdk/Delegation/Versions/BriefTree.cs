using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Outsourcing.Delegation;

/// <summary>A brief as a tree of JSON, in which lists of elements with ids are matched by id.</summary>
internal static class BriefTree
{
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["inputs"] = "id",
        ["callTypes"] = "id",
        ["questions"] = "id",
        ["outcomes"] = "id",
        ["contacts"] = "id",
        ["clauses"] = "id",
        ["examples"] = "id",
        ["rotations"] = "id",
        ["overrides"] = "id",
        ["holidays"] = "date",
        ["fields"] = "name",
        ["glossary"] = "term",
    };

    internal static JsonObject Of(DelegationBrief brief) =>
        JsonSerializer.SerializeToNode(brief, OutsourcingJson.TypeInfo<DelegationBrief>())!.AsObject();

    internal static DelegationBrief Read(JsonNode tree)
    {
        try
        {
            return tree.Deserialize(OutsourcingJson.TypeInfo<DelegationBrief>())
                ?? throw new InvalidBriefException(BriefDefect.Unreadable, "brief", "The document is empty.");
        }
        catch (JsonException refused)
        {
            throw Unreadable(refused);
        }
    }

    internal static InvalidBriefException Unreadable(JsonException refused)
    {
        string place = refused.Path is null or "$" ? "brief" : refused.Path.TrimStart('$').TrimStart('.');
        return new(BriefDefect.Unreadable, place.Length == 0 ? "brief" : place, $"The document is no brief: {refused.Message}", refused);
    }

    /// <summary>Gets the name of the member that tells the elements of a list apart.</summary>
    internal static bool HasKeys(string list, [NotNullWhen(true)] out string? key) => Keys.TryGetValue(list, out key);

    /// <summary>Gets the elements by key; <see langword="null"/> when an element has none, or two have the same.</summary>
    internal static Dictionary<string, JsonObject>? ByKey(JsonArray array, string key)
    {
        Dictionary<string, JsonObject> found = new(StringComparer.Ordinal);
        foreach (JsonNode? element in array)
        {
            if (element is not JsonObject item || item[key] is not JsonValue value || value.GetValueKind() != JsonValueKind.String || !found.TryAdd(value.GetValue<string>(), item))
            {
                return null;
            }
        }

        return found;
    }

    /// <summary>Finds the element of a list that a segment of a place means; −1 when there is none.</summary>
    internal static int IndexOf(JsonArray array, string list, string segment)
    {
        if (HasKeys(list, out string? key) && ByKey(array, key) is { } byKey)
        {
            return byKey.TryGetValue(segment, out JsonObject? element) ? array.IndexOf(element) : -1;
        }

        return int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < array.Count ? index : -1;
    }
}
