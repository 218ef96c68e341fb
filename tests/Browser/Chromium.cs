using Microsoft.Playwright;

namespace Outsourcing.Browser;

/// <summary>The Chromium found on the machine, driven by Playwright; nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    internal const string NpmPackages = "../Browser";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Says why browser tests cannot run; in CI they always must.</summary>
    internal static string? WhyNot() => Path() is null && Environment.GetEnvironmentVariable("CI") != "true"
        ? "needs Chromium: install it, or name it in OUTSOURCING_CHROMIUM"
        : null;

    internal async Task<IPage> OpenAsync(string html)
    {
        IPage page = await NewPageAsync(new() { ViewportSize = new() { Width = 1000, Height = 1400 } });
        await page.SetContentAsync(html, new() { WaitUntil = WaitUntilState.Load });
        return page;
    }

    /// <summary>Opens an empty page in a context of its own.</summary>
    internal async Task<IPage> NewPageAsync(BrowserNewPageOptions options)
    {
        if (_browser is null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Path() ?? throw new InvalidOperationException("Chromium is not installed."),
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }

        return await _browser.NewPageAsync(options);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Path() =>
        new[] { Environment.GetEnvironmentVariable("OUTSOURCING_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(path => path is not null && File.Exists(path));
}
