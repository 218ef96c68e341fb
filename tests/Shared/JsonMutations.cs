using System.Text.Json.Nodes;

namespace Outsourcing.Tests;

/// <summary>What a provider may do to its JSON from one day to the next.</summary>
internal static class JsonMutations
{
    private static readonly string[] Replacements = ["null", "\"text\"", "\"12\"", "12", "-1.5", "true", "{}", "[]", "[null]", "{\"new\":{\"deep\":[1]}}"];

    /// <summary>Gives the document with each member and item in turn null, text, a number, a number as text, a truth value, an object and a list.</summary>
    internal static IEnumerable<JsonNode> OfEachMember(JsonNode whole)
    {
        string[] paths = [.. All(whole).Skip(1).Select(node => node.GetPath())];
        foreach (string path in paths)
        {
            foreach (string replacement in Replacements)
            {
                JsonNode changed = whole.DeepClone();
                JsonNode found = All(changed).Single(node => node.GetPath() == path);
                if (found.Parent is JsonArray list)
                {
                    list[found.GetElementIndex()] = JsonNode.Parse(replacement);
                }
                else
                {
                    found.Parent!.AsObject()[found.GetPropertyName()] = JsonNode.Parse(replacement);
                }

                yield return changed;
            }
        }
    }

    /// <summary>Gives a node and all below it that are not null.</summary>
    internal static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => member.Value).OfType<JsonNode>().SelectMany(All).Prepend(node),
        JsonArray items => items.OfType<JsonNode>().SelectMany(All).Prepend(node),
        _ => [node],
    };
}
