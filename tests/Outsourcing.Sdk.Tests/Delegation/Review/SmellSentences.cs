using System.Text.Json;
using Outsourcing.Tests;

namespace Outsourcing.Delegation;

/// <summary>Sentences with the smells one annotator found in them. The held-out set was not looked at while the rules were written; the unseen set was written after them; the fresh and the second set were written without sight of them, and nothing was changed for the second.</summary>
internal static class SmellSentences
{
    internal static readonly string[] Sets = ["development", "held-out", "unseen", "fresh", "second"];

    internal static IReadOnlyList<(string Text, SmellKind[] Smells)> Of(string set)
    {
        string path = Path.Combine(RepositoryFiles.Root, "tests", "Outsourcing.Sdk.Tests", "Delegation", "Review", $"smells-{set}.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(item => (
            item.GetProperty("text").GetString()!,
            item.GetProperty("smells").EnumerateArray().Select(kind => SmellKind.From(kind.GetString()!)).ToArray()))];
    }

    internal static IEnumerable<(string Text, SmellKind[] Smells)> All() => Sets.SelectMany(Of);
}
