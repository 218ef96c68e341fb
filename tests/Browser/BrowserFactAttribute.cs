namespace Outsourcing.Browser;

/// <summary>A test that needs Chromium and the npm packages of this folder; skipped, with the reason, where they cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.WhyNot() ?? Contract.NpmFolder.WhyNot(Chromium.NpmPackages);
}
