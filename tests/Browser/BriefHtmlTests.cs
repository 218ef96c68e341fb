using Microsoft.Playwright;
using Outsourcing.Delegation;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Browser;

public sealed class BriefHtmlTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task Html_OfTheFullBrief_HasNoSeriousAccessibilityViolation() =>
        (await SeriousViolationsAsync(BriefHtml.Write(SampleBriefs.Plumber()))).ShouldBeEmpty();

    [BrowserFact]
    public async Task Html_OfAnEmptyBrief_HasNoSeriousAccessibilityViolation() =>
        (await SeriousViolationsAsync(BriefHtml.Write(SampleBriefs.Minimal()))).ShouldBeEmpty();

    [BrowserFact]
    public async Task Axe_OnAPageWithFaults_FindsThem() =>
        (await SeriousViolationsAsync("<html><head><title></title></head><body><img src='data:,'><input></body></html>")).ShouldContain(violation => violation.StartsWith("image-alt"));

    [BrowserFact]
    public async Task Html_OfTheFullBrief_ShowsItsCallTypesAndDrawings()
    {
        IPage page = await chromium.OpenAsync(BriefHtml.Write(SampleBriefs.Plumber()));

        string folder = Path.Combine(RepositoryFiles.Root, "artifacts", "screenshots");
        byte[] picture = await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, "brief.png") });

        picture.Length.ShouldBeGreaterThan(20_000);
        (await page.Locator("h2").AllInnerTextsAsync()).ShouldContain("New job");
        (await page.Locator("figure svg").CountAsync()).ShouldBe(2);
        LocatorBoundingBoxResult drawing = (await page.Locator("figure svg").First.BoundingBoxAsync())!;
        drawing.Width.ShouldBeGreaterThan(300);
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue();
    }

    [BrowserFact]
    public async Task Html_OnANarrowScreen_DoesNotScrollSideways()
    {
        IPage page = await chromium.OpenAsync(BriefHtml.Write(SampleBriefs.Plumber()));
        await page.SetViewportSizeAsync(360, 740);

        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
    }

    [BrowserFact]
    public async Task Html_InPrint_BeginsAPageWithEachCallType()
    {
        IPage page = await chromium.OpenAsync(BriefHtml.Write(SampleBriefs.Plumber()));
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        string[] breaks = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('section[id^=call-type-]')].filter(s => s.id !== 'call-types').map(s => getComputedStyle(s).breakBefore)");
        byte[] pdf = await page.PdfAsync(new() { Format = "A4", Path = Path.Combine(RepositoryFiles.Root, "artifacts", "screenshots", "brief.pdf") });

        breaks.ShouldBe(["page", "page"]);
        System.Text.Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length.ShouldBeGreaterThan(4);
    }

    [BrowserFact]
    public async Task Html_WithHostileTexts_RunsAndLoadsNothing()
    {
        const string Attack = "<script>window.hit=1</script><img src=x onerror='window.hit=1'>\"><svg onload='window.hit=1'>";
        DelegationBrief brief = SampleBriefs.Plumber();
        foreach (BriefText text in SampleBriefs.Plumber().Texts())
        {
            brief = brief.WithText(text.Place, Attack);
        }

        IPage page = await chromium.OpenAsync("<p></p>");
        List<string> requests = [];
        page.Request += (_, request) => requests.Add(request.Url);
        await page.SetContentAsync(BriefHtml.Write(brief), new() { WaitUntil = WaitUntilState.NetworkIdle });

        (await page.EvaluateAsync<bool>("() => window.hit === undefined")).ShouldBeTrue();
        requests.ShouldBeEmpty();
        (await page.Locator("h1").InnerTextAsync()).ShouldContain("<script>window.hit=1</script>");
    }

    private async Task<string[]> SeriousViolationsAsync(string html) => await Axe.SeriousAsync(await chromium.OpenAsync(html));
}
