using Microsoft.Playwright;
using Outsourcing.Tests;

namespace Outsourcing.Browser;

/// <summary>Pictures of the sample CRM, kept as output of the tests.</summary>
internal static class CrmShots
{
    internal static Task<byte[]> ShootAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(RepositoryFiles.Root, "artifacts", "screenshots", $"crm-{name}.png") });
}
