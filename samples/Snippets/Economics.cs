using Outsourcing.Calls;
using Outsourcing.Economics;

namespace Outsourcing.Snippets;

internal static class Economics
{
    internal static readonly BillingPlan Minutes = new()
    {
        Name = "100 minutes",
        Currency = "USD",
        BaseFee = 149,
        IncludedUnits = 100,
        UnitPrice = 1.45m,
        Increment = TimeSpan.FromSeconds(30),
        BillsSpam = false,
    };

    internal static void Price(IReadOnlyList<CallRecord> calls, BillingPlan perCall)
    {
        LogPeriod period = new(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31), "America/Chicago");
        foreach (PlanPrice price in PlanPricing.Price([Minutes, perCall], calls, period))
        {
            Console.WriteLine($"{price.Plan}: {price.Monthly} a month, {price.MonthlyRange}");
        }
    }

    internal static void Pays(IReadOnlyList<CallRecord> calls, LogPeriod period)
    {
        LeverageReport report = Leverage.Assess(
            new LeverageCase
            {
                Period = period,
                Currency = "USD",
                Plans = [Minutes],
                RevenuePerFreedHour = 60,
                RevenuePerFreedHourRange = new Interval(40, 90),
                WorkPerCall = TimeSpan.FromMinutes(2),
                OversightHours = 2,
                ValueOfLostCall = 25,
                LostShareAfter = 0.03m,
                InHouse = new InHouseCost { Currency = "USD", WagePerHour = 18, WeeklyOpenHours = 45 },
            },
            calls);
        Console.WriteLine(report.Verdict.Explanation.Summary);
        File.WriteAllText("leverage.md", report.ToMarkdown());
        File.WriteAllText("cost.svg", report.ToSvg());
    }

    internal static async Task AuditAsync(IReadOnlyList<CallRecord> calls, CancellationToken cancellationToken)
    {
        List<InvoiceLine> lines = [];
        await foreach (InvoiceLine line in new InvoiceReader(new InvoiceOptions { Currency = "USD" }).ReadAsync("march.csv", cancellationToken))
        {
            lines.Add(line);
        }

        BillAuditReport audit = BillAudit.Check(Minutes, lines, calls);
        Console.WriteLine($"{audit.Disputed} to dispute in {audit.Findings.Count} lines");
    }
}
