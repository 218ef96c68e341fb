using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Webhooks;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace Outsourcing.Browser;

public sealed class MinimalCrmTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Standings = ".outsourcing-partner-ranking > .outsourcing-wide tbody tr";

    private static readonly LocatorAssertionsToHaveTextOptions Patient = new() { Timeout = 120_000 };

    [BrowserFact]
    public async Task Owner_GoesFromLogToEngagedPartner_AndMendsTheBrief()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: false);
        IPage page = await OpenAsync(crm, "/");

        // The owner's own records.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No partner answers your calls yet" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Upload the log of your work and of your calls" }).ClickAsync();
        await page.GetByLabel("Your activity log").SetInputFilesAsync(OwnersFiles.Activities().As("heating.csv"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload the activity log", Exact = true }).ClickAsync();
        await page.GetByLabel("Your call log").SetInputFilesAsync(OwnersFiles.Calls().As("august.csv"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload the call log", Exact = true }).ClickAsync();
        await Expect(page.GetByText("200 calls, 50 a week")).ToBeVisibleAsync();
        await CrmShots.ShootAsync(page, "journey-logs");

        // What to delegate, by that log, and by which brief.
        await page.GetByRole(AriaRole.Link, new() { Name = "Process", Exact = true }).ClickAsync();
        await Expect(page.GetByText("300 events of 60 cases")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Repair heating" })).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Agree campaign" })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Answer support call" })).ToContainTextAsync("supportive");
        await CrmShots.ShootAsync(page, "journey-map");
        await page.GetByRole(AriaRole.Link, new() { Name = "Write the brief" }).ClickAsync();
        await Expect(page.Locator("#review")).ToContainTextAsync("can be delivered");

        // To whom.
        await page.GetByRole(AriaRole.Link, new() { Name = "Partners", Exact = true }).ClickAsync();
        await Expect(page.Locator(Standings).First).ToContainTextAsync("Harbor Desk");
        await CrmShots.ShootAsync(page, "journey-partners");
        (await Axe.SeriousAsync(page)).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Engage Harbor Desk" }).ClickAsync();
        await Expect(page.GetByText("No call has come yet.")).ToBeVisibleAsync();

        // Calls arrive while the dashboard is open, and too many callers are not served.
        await RingAsync(crm, page, 60);
        await page.GotoAsync(new Uri(crm.Address, "/engagement").ToString());
        await Expect(page.Locator("tr[data-outcome=settled][data-version='1']")).ToContainTextAsync("missed");
        await Expect(page.Locator(".outsourcing-fault-line")).ToContainTextAsync("the brief does not say it");
        await CrmShots.ShootAsync(page, "journey-missed");

        // The proposed clause becomes version 2, and applies from now on.
        await page.GetByRole(AriaRole.Link, new() { Name = "Amend the brief" }).ClickAsync();
        string clause = await page.Locator("#clause").InputValueAsync();
        clause.ShouldContain("invoice-question");
        clause.ShouldContain("[who]");
        await page.Locator("#clause").FillAsync("Caller with an invoice-question: the front desk takes the message for Ana Ortiz, who calls back within one working day.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as version 2" }).First.ClickAsync();
        await Expect(page.GetByText("Version 2 is saved and applies from now on.")).ToBeVisibleAsync();

        // The next review says so.
        await RingAsync(crm, page, 100);
        await page.GotoAsync(new Uri(crm.Address, "/engagement").ToString());
        await Expect(page.GetByText("The new version helped.")).ToBeVisibleAsync();
        await Expect(page.Locator("tr[data-outcome=settled][data-version='2']")).Not.ToContainTextAsync("missed");
        await Expect(page.Locator("tr[data-outcome=settled][data-version='1']")).ToContainTextAsync("missed");
        await CrmShots.ShootAsync(page, "journey-mended");

        // Every decision on the way stands in the audit trail.
        await page.GetByRole(AriaRole.Link, new() { Name = "Verdicts" }).ClickAsync();
        foreach (string subject in new[] { "brief/front-desk/2", "partners", "process/company/Repair heating" })
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = subject, Exact = true })).ToBeVisibleAsync();
        }
    }

    [BrowserFact]
    public async Task EveryPage_InLightAndDark_HasNoSeriousViolationAndFitsANarrowScreen()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: true);
        List<CallRecord> calls = await crm.Services.GetRequiredService<ICallStore>().ListAsync(new CallQuery { Limit = 1 }).ToListAsync();
        string[] paths = ["/", "/log", "/process", "/brief", "/partners", "/engagement", $"/calls/{calls[0].Id.Value}", "/bill", "/inbox", "/verdicts", "/nowhere"];
        List<string> problems = [];
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (int width in new[] { 1280, 400 })
            {
                IPage page = await chromium.NewPageAsync(new() { BaseURL = crm.Address.ToString(), ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
                foreach (string path in paths)
                {
                    await page.GotoAsync(path);
                    string name = path == "/" ? "dashboard" : path.Split('/')[1];
                    await CrmShots.ShootAsync(page, $"{name}-{scheme}-{width}".ToLowerInvariant());
                    problems.AddRange((await Axe.SeriousAsync(page)).Select(violation => $"{path} {scheme} {width}: {violation}"));
                    int wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
                    if (wide > width)
                    {
                        problems.Add($"{path} {width}: scrolls sideways to {wide}");
                    }
                }

                await page.CloseAsync();
            }
        }

        problems.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Weights_Moved_ChangeTheRankingAtOnce()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: true);
        IPage page = await OpenAsync(crm, "/partners");
        ILocator first = page.Locator(Standings).First;
        await Expect(first).ToContainTextAsync("Harbor Desk");
        string before = await first.InnerTextAsync();

        // By keyboard alone.
        await page.GetByLabel("Monthly price on the own call log").FocusAsync();
        await page.Keyboard.PressAsync("End");

        await Expect(page.Locator("output[for=w-monthly-price]")).ToHaveTextAsync("100");
        await Expect(first).Not.ToHaveTextAsync(before, new() { UseInnerText = true, Timeout = 30_000 });
        page.Url.ShouldEndWith("/partners");
    }

    [BrowserFact]
    public async Task Brief_WhileItIsTyped_IsReviewed()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: true);
        IPage page = await OpenAsync(crm, "/brief");
        await Expect(page.Locator("#review")).Not.ToContainTextAsync("clauses[clause-1]");

        await page.Locator("#clause").FillAsync("Handle it appropriately and as soon as possible.");

        await Expect(page.Locator("#review")).ToContainTextAsync("clauses[clause-1]", new() { Timeout = 30_000 });
        page.Url.ShouldEndWith("/brief");
    }

    [BrowserFact]
    public async Task WithoutJavaScript_PagesReadAndFormsWork()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: true);
        IPage page = await chromium.NewPageAsync(new() { BaseURL = crm.Address.ToString(), JavaScriptEnabled = false });

        await page.GotoAsync("/");
        (await page.Locator("#live tr").CountAsync()).ShouldBe(12);
        await page.GotoAsync("/partners?w-answered-in-20s=0&w-settled-first=0&w-brief-quiz=0&w-fixed-in-a-day=0&w-monthly-price=100");
        await Expect(page.Locator("output[for=w-monthly-price]")).ToHaveTextAsync("100");
        await page.GetByRole(AriaRole.Button, new() { Name = "Update the ranking" }).ClickAsync();
        page.Url.ShouldContain("w-monthly-price=100");
        await page.GotoAsync("/brief");
        await page.Locator("#clause").FillAsync("Callers with an invoice-question leave their number.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as version 2" }).First.ClickAsync();
        await Expect(page.GetByText("Version 2 is saved")).ToBeVisibleAsync();
        await Expect(page.Locator(".versions li")).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task DeadLetter_IsShownWithItsReason_AndTriedAgain()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: true);
        await crm.Services.GetRequiredService<IWebhookInbox>().StoreAsync(new InboxMessage
        {
            Key = new InboxKey("twilio", "front-desk", "unreadable"),
            Request = new WebhookRequest("POST", "https://crm.example/hooks/twilio/front-desk", [], ReadOnlyMemory<byte>.Empty),
            Verification = WebhookVerification.BodyNoTimestamp,
            ReceivedAt = DateTimeOffset.UnixEpoch,
        });
        await crm.SettleAsync();
        IPage page = await OpenAsync(crm, "/inbox");
        ILocator row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "The body cannot be read" });
        await Expect(row).ToContainTextAsync("1 times");

        await row.GetByRole(AriaRole.Button).ClickAsync();
        await crm.SettleAsync();
        await page.GotoAsync("/inbox");

        // Given up again, from the first attempt: nothing of it was lost, and nothing doubled.
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync("1 times");
    }

    [BrowserFact]
    public async Task Keyboard_ReachesTheContentFirst()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: true);
        IPage page = await OpenAsync(crm, "/engagement");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("content");
    }

    private static async Task RingAsync(CrmHost crm, IPage page, int callers)
    {
        await page.GotoAsync(crm.Address.ToString());
        await Expect(page.Locator("#live[data-connected=true]")).ToHaveCountAsync(1);
        await page.GetByLabel("How many callers").FillAsync(callers.ToString(CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Let callers ring" }).ClickAsync();
        await Expect(page.Locator("#live-status")).ToHaveTextAsync(FormattableString.Invariant($"{callers} calls have arrived since the page was opened."), Patient);
        await crm.SettleAsync();
    }

    private async Task<IPage> OpenAsync(CrmHost crm, string path)
    {
        IPage page = await chromium.NewPageAsync(new() { BaseURL = crm.Address.ToString(), ViewportSize = new() { Width = 1280, Height = 900 } });
        await page.GotoAsync(path);
        return page;
    }
}
