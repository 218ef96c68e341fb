using Microsoft.Playwright;
using Outsourcing.Tests;

namespace Outsourcing.Browser;

/// <summary>Pictures of the sample CRM, kept as output of the tests.</summary>
internal static class CrmShots
{
    internal static async Task<byte[]> ShootAsync(IPage page, string name)
    {
        PageScreenshotOptions whole = new() { FullPage = true, Path = Path.Combine(RepositoryFiles.Root, "artifacts", "screenshots", $"crm-{name}.png") };
        try
        {
            return await page.ScreenshotAsync(whole);
        }
        catch (PlaywrightException failed) when (failed.Message.Contains("Unable to capture screenshot", StringComparison.Ordinal))
        {
            // The browser's, now and then, on a page that it has just laid out anew; the page is what is tested, and not the camera.
            return await page.ScreenshotAsync(whole);
        }
    }
}
