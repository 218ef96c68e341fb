using System.Text.Json;
using Microsoft.Playwright;

namespace Outsourcing.Browser;

/// <summary>The accessibility engine, run on a page as it is shown.</summary>
internal static class Axe
{
    /// <summary>Finds violations that keep people from using the page.</summary>
    /// <returns>The names of the rules, each with the places, so that a failing test says what to mend.</returns>
    internal static async Task<string[]> SeriousAsync(IPage page)
    {
        // Evaluated by the driver, so that the page's own rule against scripts stands.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(Contract.NpmFolder.PathOf(Chromium.NpmPackages), "node_modules", "axe-core", "axe.min.js")) + "\n;0");
        string report = await page.EvaluateAsync<string>("async () => JSON.stringify((await axe.run(document)).violations)");
        using JsonDocument violations = JsonDocument.Parse(report);
        return [.. violations.RootElement.EnumerateArray()
            .Where(one => one.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(one => $"{one.GetProperty("id").GetString()}: {string.Join(", ", one.GetProperty("nodes").EnumerateArray().Take(5).Select(node => node.GetProperty("target").ToString()))}")];
    }
}
