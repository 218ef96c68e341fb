using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MinimalCrm.Records;
using Outsourcing.Calls;
using Outsourcing.Processes;
using Outsourcing.Storage;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace Outsourcing.Browser;

/// <summary>What an owner brings to the sample CRM: logs, a bill, a judgement; with JavaScript off, as all of it works without.</summary>
public sealed class OwnersRecordsTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task ActivityLog_ThatIsRefused_IsSaidInTheImportersWords_AndChangesNothing()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: false);
        IPage page = await OpenAsync(crm, "/log");
        string bad = OwnersFiles.Activities().Replace("H-007,Plan visit,2026-", "H-007,Plan visit,in the year 2026-", StringComparison.Ordinal);

        await UploadAsync(page, "Your activity log", bad.As("orders.csv"), "Upload the activity log");

        // The line is the one that was broken, counted by hand: 7 orders of 5 lines, the header, and the second line of the eighth.
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("orders.csv, line 38");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Column 'start' holds no ISO 8601 time");
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();
        (await Axe.SeriousAsync(await RefusedWithScriptAsync(crm, bad))).ShouldBeEmpty();
        await CrmShots.ShootAsync(page, "log-refused");
        (await crm.Services.GetRequiredService<Uploads>().FindAsync(Upload.ActivityLog, default)).ShouldBeNull();
        (await crm.Services.GetRequiredService<IDocumentStore<BusinessProcess>>().ListRevisionsAsync("company")).Count.ShouldBe(1);
        await page.GotoAsync("/process");
        await Expect(page.GetByText("activity.csv")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Agree campaign" }).First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task ActivityLog_WhoseBadLinesAreLeftOut_ListsThem_AndTheDemosComesBack()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: false);
        IPage page = await OpenAsync(crm, "/log");
        string bad = OwnersFiles.Activities().Replace("H-007,Plan visit,2026-", "H-007,Plan visit,in the year 2026-", StringComparison.Ordinal);

        ILocator card = page.Locator("section", new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "Activity log", Exact = true }) });
        await card.GetByLabel("Leave out lines that cannot be read").CheckAsync();
        await UploadAsync(page, "Your activity log", bad.As("orders.csv"), "Upload the activity log");

        await Expect(card).ToContainTextAsync("299 events of 60 cases");
        await Expect(card.Locator(".findings")).ToContainTextAsync("First in line 38");
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to the demo company's activity log" }).ClickAsync();
        await Expect(card).ToContainTextAsync("which the demo company brings along");
        (await crm.Services.GetRequiredService<Uploads>().FindAsync(Upload.ActivityLog, default)).ShouldBeNull();
    }

    [BrowserFact]
    public async Task Logs_AsXesAndCsv_AreStored_AndDecideFromThenOn_AlsoAfterARestart()
    {
        string file = Path.Combine(Path.GetTempPath(), $"crm-{Guid.NewGuid():N}.db");
        await using (CrmHost crm = await CrmHost.StartAsync(engaged: false, file))
        {
            IPage page = await OpenAsync(crm, "/log");
            string before = await LeverageAsync(page);
            await page.GotoAsync("/log");
            await UploadAsync(page, "Your activity log", OwnersFiles.Xes().As("till.xes"), "Upload the activity log");
            await UploadAsync(page, "Your call log", OwnersFiles.Calls().As("calls-of-august.csv"), "Upload the call log");
            await Expect(page.GetByText("200 calls, 50 a week")).ToBeVisibleAsync();
            (await LeverageAsync(page)).ShouldNotBe(before);
            crm.KeepFile();
        }

        await using CrmHost again = await CrmHost.StartAsync(engaged: false, file);
        IPage after = await OpenAsync(again, "/process");
        await Expect(after.GetByText("2 events of 1 cases")).ToBeVisibleAsync();
        await Expect(after.Locator(".outsourcing-process-map")).ToContainTextAsync("Open the till");
        await Expect(after.Locator(".outsourcing-process-map")).Not.ToContainTextAsync("Agree campaign");
        BusinessProcess stored = (await again.Services.GetRequiredService<IDocumentStore<BusinessProcess>>().FindAsync("company"))!.Document;
        stored.Activities.Select(step => step.Name).ShouldBe(["Open the till", "Answer support call"], ignoreOrder: true);
        again.Services.GetRequiredService<Company>().Now.OwnersCalls.Count.ShouldBe(200);
    }

    [BrowserFact]
    public async Task Bill_WithOneCallTooMany_DisputesThatCallAndItsAmount()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: true);
        IPage page = await OpenAsync(crm, "/bill");
        await Expect(page.GetByText("invented for the demo company")).ToBeVisibleAsync();
        CallRecord call = await crm.Services.GetRequiredService<ICallStore>().ListAsync(CallQuery.All).FirstAsync(one => one.Status == CallStatus.Completed && one.Duration > TimeSpan.FromMinutes(1));
        decimal minutes = Math.Ceiling((decimal)call.Duration!.Value.TotalSeconds / 30) * 30 / 60;
        string bill = string.Create(CultureInfo.InvariantCulture, $"id,start,minutes,rate,amount\n{call.Id.ProviderCallId},{call.StartedAt:O},{minutes},1.25,{Math.Round(minutes * 1.25m, 2)}\nCA-never-rang,2026-11-02T15:00:00Z,10,1.25,12.50\n");
        DateOnly day = DateOnly.FromDateTime(call.StartedAt!.Value.UtcDateTime);
        await page.GetByLabel("First day").FillAsync(day.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByLabel("Last day").FillAsync(day.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

        await page.GetByLabel("File").SetInputFilesAsync(bill.As("november.csv"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Audit the bill" }).ClickAsync();

        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("tbody tr")).ToContainTextAsync("call not seen");
        await Expect(page.Locator("tbody tr td.number")).ToHaveTextAsync("12.50 USD");
        await Expect(page.Locator("dl.tiles div").Filter(new() { HasText = "Disputed" })).ToContainTextAsync("12.50 USD");
        await Expect(page.GetByText("invented for the demo company")).ToHaveCountAsync(0);
        await CrmShots.ShootAsync(page, "bill-uploaded");

        // One that cannot be read is refused, what was typed stays, and the bill before is still there.
        await page.GetByLabel("Or the lines").FillAsync("id,amount\nCA-1,much");
        await page.GetByRole(AriaRole.Button, new() { Name = "Audit the bill" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("line 2, column 'amount': the text is no number");
        await Expect(page.GetByLabel("Or the lines")).ToHaveValueAsync("id,amount\nCA-1,much");
        await page.GotoAsync("/bill");
        await Expect(page.Locator("tbody tr td.number")).ToHaveTextAsync("12.50 USD");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove this bill" }).ClickAsync();
        await Expect(page.GetByText("invented for the demo company")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Judgement_OfTheOwner_CountsInTheOutcomes_AndNeedsAReasonWhenNotServed()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: true);
        ICallStore calls = crm.Services.GetRequiredService<ICallStore>();
        CallRecord call = await calls.ListAsync(CallQuery.All).FirstAsync(one => one.Successful == true);
        IPage page = await OpenAsync(crm, $"/calls/{call.Id.Value}");
        await page.GetByLabel("not served", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep this judgement" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say why the call did not reach its outcome");
        (await calls.GetAsync(call.Id))!.ToRecord().Successful.ShouldBe(true);

        await page.GetByLabel("What the caller wanted").FillAsync("Opening hours");
        await page.GetByLabel("Why;").FillAsync("The desk named last year's hours.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep this judgement" }).ClickAsync();

        await Expect(page.GetByText("Your word is kept.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "owner" })).ToContainTextAsync("not served, The desk named last year's hours.");
        CallRecord judged = (await calls.GetAsync(call.Id))!.ToRecord();
        (judged.Successful, judged.Intent?.Label, judged.Summary?.Value).ShouldBe((false, "opening-hours", "The desk named last year's hours."));
    }

    [BrowserFact]
    public async Task Brief_ReviewedWithoutJavaScript_IsAWholePageWithWhatWasTyped()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: true);
        IPage page = await OpenAsync(crm, "/brief");
        await Expect(page.Locator("#review")).Not.ToContainTextAsync("clauses[clause-1]");
        await page.GetByLabel("What else the partner is to know or do").FillAsync("Handle it appropriately and as soon as possible.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Review what is typed" }).ClickAsync();

        await Expect(page).ToHaveTitleAsync("Brief · Lighthouse Marketing");
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Nothing is saved yet.")).ToBeVisibleAsync();
        await Expect(page.Locator("#review")).ToContainTextAsync("clauses[clause-1]");
        await Expect(page.GetByLabel("What else the partner is to know or do")).ToHaveValueAsync("Handle it appropriately and as soon as possible.");
        await Expect(page.Locator(".versions li")).ToHaveCountAsync(1);
        await CrmShots.ShootAsync(page, "brief-reviewed-without-script");

        // From there it is saved like from the page itself.
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as version 2" }).First.ClickAsync();
        await Expect(page.Locator(".versions li")).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task Keyboard_GoesThroughTheFormsOfAPageInTheOrderTheyAreRead()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: true);
        IPage page = await chromium.NewPageAsync(new() { BaseURL = crm.Address.ToString() });
        foreach (string path in new[] { "/log", "/bill" })
        {
            await page.GotoAsync(path);
            string[] inDocument = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea, main button')].map(one => one.id || one.name || one.textContent)");
            List<string> reached = [];
            for (int press = 0; press < 60 && reached.Count < inDocument.Length; press++)
            {
                await page.Keyboard.PressAsync("Tab");
                string? at = await page.EvaluateAsync<string?>("() => { const one = document.activeElement; return one.matches('main input, main select, main textarea, main button') ? one.id || one.name || one.textContent : null; }");

                // A date has three fields to type in, and is left after the third.
                if (at is not null && (reached.Count == 0 || reached[^1] != at))
                {
                    reached.Add(at);
                }
            }

            string.Join(", ", reached).ShouldBe(string.Join(", ", inDocument), path);
        }
    }

    private static async Task<string> LeverageAsync(IPage page)
    {
        await page.GotoAsync("/");
        return await page.Locator("dl.tiles div").First.InnerTextAsync();
    }

    private static async Task UploadAsync(IPage page, string label, FilePayload file, string button)
    {
        await page.GetByLabel(label).SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }

    // The accessibility engine is a script.
    private async Task<IPage> RefusedWithScriptAsync(CrmHost crm, string log)
    {
        IPage page = await chromium.NewPageAsync(new() { BaseURL = crm.Address.ToString() });
        await page.GotoAsync("/log");
        await UploadAsync(page, "Your activity log", log.As("orders.csv"), "Upload the activity log");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        return page;
    }

    private async Task<IPage> OpenAsync(CrmHost crm, string path)
    {
        IPage page = await chromium.NewPageAsync(new() { BaseURL = crm.Address.ToString(), JavaScriptEnabled = false, ViewportSize = new() { Width = 1280, Height = 900 } });
        await page.GotoAsync(path);
        return page;
    }
}
