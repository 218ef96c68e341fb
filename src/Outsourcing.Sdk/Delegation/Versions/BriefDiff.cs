using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What differs between two versions of a brief: enough to make the newer from the older, and words for the person who answers.</summary>
public sealed record BriefDiff
{
    /// <summary>Gets the brief.</summary>
    public required BriefId Brief { get; init; }

    /// <summary>Gets the older version.</summary>
    public required int FromVersion { get; init; }

    /// <summary>Gets the newer version.</summary>
    public required int ToVersion { get; init; }

    /// <summary>Gets all differences; apply them in this order.</summary>
    public required IReadOnlyList<BriefDifference> Differences { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets what changed for the person who answers, one sentence each.</summary>
    [JsonIgnore]
    public IEnumerable<string> ForAnswerer => Differences.Where(one => one.ForAnswerer).Select(one => one.Summary).Distinct();

    /// <summary>Compares two versions.</summary>
    /// <param name="older">The version to start from.</param>
    /// <param name="newer">The version to arrive at.</param>
    /// <returns>The differences; elements with an id are matched by it.</returns>
    /// <exception cref="InvalidBriefException">They are versions of different briefs.</exception>
    public static BriefDiff Between(DelegationBrief older, DelegationBrief newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        if (older.Id != newer.Id)
        {
            throw new InvalidBriefException(BriefDefect.Conflict, "id", $"'{older.Id}' and '{newer.Id}' are different briefs; compare versions of one.");
        }

        return new()
        {
            Brief = older.Id,
            FromVersion = older.Version,
            ToVersion = newer.Version,
            Differences = new BriefComparer(older, newer).Compare(),
        };
    }

    /// <summary>Makes the newer version.</summary>
    /// <param name="older">The version the differences were taken from.</param>
    /// <returns>The version they lead to.</returns>
    /// <exception cref="InvalidBriefException">The brief is another, or says something else where it should change.</exception>
    public DelegationBrief ApplyTo(DelegationBrief older)
    {
        ArgumentNullException.ThrowIfNull(older);
        if (older.Id != Brief || older.Version != FromVersion)
        {
            throw new InvalidBriefException(BriefDefect.Conflict, "version", $"The differences start from '{Brief}' version {FromVersion}, not from '{older.Id}' version {older.Version}.");
        }

        JsonObject tree = BriefTree.Of(older);
        foreach (BriefDifference difference in Differences)
        {
            Apply(tree, difference);
        }

        return BriefTree.Read(tree);
    }

    private static void Apply(JsonObject tree, BriefDifference difference)
    {
        List<(string Text, bool IsElement)> path = BriefPath.Parse(difference.Place);
        JsonNode parent = tree;
        string list = "";
        for (int i = 0; i < path.Count - 1; i++)
        {
            (string text, bool isElement) = path[i];
            JsonNode? child = (parent, isElement) switch
            {
                (JsonObject item, false) => item[text],
                (JsonArray array, true) when BriefTree.IndexOf(array, list, text) is >= 0 and int index => array[index],
                _ => null,
            };
            parent = child ?? throw Conflict(difference, "leads to nothing");
            list = isElement ? "" : text;
        }

        (string last, bool lastIsElement) = path[^1];
        if (parent is JsonObject target && !lastIsElement)
        {
            ApplyMember(target, last, difference);
        }
        else if (parent is JsonArray elements && lastIsElement)
        {
            ApplyElement(elements, list, last, difference);
        }
        else
        {
            throw Conflict(difference, "leads to nothing");
        }
    }

    private static void ApplyMember(JsonObject target, string name, BriefDifference difference)
    {
        bool present = target.TryGetPropertyValue(name, out JsonNode? current);
        if (difference.Kind == BriefDifferenceKind.Reordered)
        {
            Reorder(current as JsonArray, name, difference);
            return;
        }

        Require(present == (difference.Kind != BriefDifferenceKind.Added) && Same(current, difference), difference);
        if (difference.Kind == BriefDifferenceKind.Removed)
        {
            target.Remove(name);
        }
        else
        {
            target[name] = Parse(difference.After, difference);
        }
    }

    private static void ApplyElement(JsonArray elements, string list, string key, BriefDifference difference)
    {
        int index = BriefTree.IndexOf(elements, list, key);
        Require((index >= 0) == (difference.Kind != BriefDifferenceKind.Added) && (index < 0 || Same(elements[index], difference)), difference);
        if (difference.Kind == BriefDifferenceKind.Removed)
        {
            elements.RemoveAt(index);
        }
        else if (difference.Kind == BriefDifferenceKind.Added)
        {
            elements.Add(Parse(difference.After, difference));
        }
        else
        {
            elements[index] = Parse(difference.After, difference);
        }
    }

    private static void Reorder(JsonArray? elements, string list, BriefDifference difference)
    {
        if (elements is null || !BriefTree.HasKeys(list, out string? key) || BriefTree.ByKey(elements, key) is not { } byKey || Parse(difference.After, difference) is not JsonArray order)
        {
            throw Conflict(difference, "is no list of elements with ids");
        }

        string[] keys = [.. order.Select(one => one!.GetValue<string>())];
        Require(keys.Length == byKey.Count && keys.All(byKey.ContainsKey), difference);
        elements.Clear();
        foreach (string one in keys)
        {
            elements.Add((JsonNode)byKey[one]);
        }
    }

    private static bool Same(JsonNode? current, BriefDifference difference) =>
        difference.Kind == BriefDifferenceKind.Added || JsonNode.DeepEquals(current, Parse(difference.Before, difference));

    private static JsonNode? Parse(string? json, BriefDifference difference)
    {
        try
        {
            return JsonNode.Parse(json ?? "null");
        }
        catch (JsonException)
        {
            throw Conflict(difference, "has a value that is no JSON");
        }
    }

    private static void Require(bool holds, BriefDifference difference)
    {
        if (!holds)
        {
            throw Conflict(difference, "says something else than the version the difference was taken from");
        }
    }

    private static InvalidBriefException Conflict(BriefDifference difference, string why) =>
        new(BriefDefect.Conflict, difference.Place.Value, $"The place {why}.");
}
