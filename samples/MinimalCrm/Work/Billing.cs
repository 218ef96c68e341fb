using System.Globalization;
using MinimalCrm.Records;
using Outsourcing;
using Outsourcing.Calls;
using Outsourcing.Economics;
using Outsourcing.Engagements;
using QuickStart.Demo;

namespace MinimalCrm.Work;

/// <summary>What a bill is for, and the price that was agreed: days, in the company's time zone, both included.</summary>
internal sealed record BillSettings(DateOnly From, DateOnly Until, BillingUnit Unit, decimal UnitPrice, int IncrementSeconds);

/// <summary>A bill held against the calls stored.</summary>
internal sealed record AuditedBill(string Name, BillSettings Settings, BillAuditReport Report, bool IsExample);

/// <summary>Keeps the partner's bill and audits it; the demo company has an example with three mistakes until there is one.</summary>
internal sealed class Billing(Uploads uploads, CrmSettings settings, TimeProvider time)
{
    /// <summary>Gets what a bill is read by until the owner says otherwise: the month that is running and the partner's plan.</summary>
    internal BillSettings Usual(Engagement engagement)
    {
        DateOnly today = DayOf(time.GetUtcNow());
        BillingPlan plan = PlanOf(engagement);
        return new BillSettings(new DateOnly(today.Year, today.Month, 1), today, plan.Unit, plan.UnitPrice, (int)plan.Increment.TotalSeconds);
    }

    internal async Task<AuditedBill?> AuditAsync(Engagement engagement, IReadOnlyList<CallRecord> handled, CancellationToken cancellationToken) =>
        await uploads.FindAsync(Upload.Bill, cancellationToken) is { } bill ? await AuditAsync(bill, engagement, handled, cancellationToken)
        : settings.Simulated ? Example(engagement, handled)
        : null;

    /// <summary>Keeps the bill of a form, once it could be read and audited.</summary>
    /// <exception cref="OutsourcingException">A field or a line cannot be read.</exception>
    internal async Task KeepAsync(IFormCollection form, Engagement engagement, IReadOnlyList<CallRecord> handled, CancellationToken cancellationToken)
    {
        BillSettings read = new(
            Day(form, "from", "first day"),
            Day(form, "until", "last day"),
            form["unit"] == nameof(BillingUnit.PerCall) ? BillingUnit.PerCall : BillingUnit.Minute,
            decimal.TryParse(form["price"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal price) ? price : throw new OutsourcingException("The price agreed is a number with a decimal point, such as 1.25."),
            int.TryParse(form["increment"], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is >= 1 and <= 3_600 ? seconds : throw new OutsourcingException("Time is rounded up to 1 to 3600 seconds."));
        if (read.Until < read.From)
        {
            throw new OutsourcingException($"The bill's last day, {read.Until:O}, is before its first, {read.From:O}.");
        }

        Upload bill = await Upload.FromFormAsync(form, Upload.Bill, read, time.GetUtcNow(), cancellationToken);
        await AuditAsync(bill, engagement, handled, cancellationToken);
        await uploads.ReplaceAsync(Upload.Bill, bill, cancellationToken);
    }

    internal Task ForgetAsync(CancellationToken cancellationToken) => uploads.ReplaceAsync(Upload.Bill, null, cancellationToken);

    private static async Task<AuditedBill> AuditAsync(Upload bill, Engagement engagement, IReadOnlyList<CallRecord> handled, CancellationToken cancellationToken)
    {
        BillSettings read = bill.Read<BillSettings>();
        BillingPlan plan = PlanOf(engagement) with { Unit = read.Unit, UnitPrice = read.UnitPrice, Increment = TimeSpan.FromSeconds(read.IncrementSeconds) };
        List<InvoiceLine> lines = [];
        using StreamReader text = new(new MemoryStream(bill.Content));
        await foreach (InvoiceLine line in new InvoiceReader(new InvoiceOptions { Currency = plan.Currency, TimeZone = OwnersLogs.TimeZone }).ReadAsync(text, bill.Name, cancellationToken))
        {
            lines.Add(line);
        }

        return lines.Count == 0
            ? throw new OutsourcingException($"{bill.Name} has a header and no line below it.")
            : new AuditedBill(bill.Name, read, BillAudit.Check(plan, lines, handled.Where(call => DayOf(call.StartedAt!.Value) is { } day && day >= read.From && day <= read.Until)), IsExample: false);
    }

    // An invented bill: one line too long, one at another rate, one twice.
    private AuditedBill Example(Engagement engagement, IReadOnlyList<CallRecord> handled)
    {
        BillingPlan plan = PlanOf(engagement);
        CallRecord[] answered = [.. handled.Where(call => call.Status == CallStatus.Completed && call.Duration is not null).OrderBy(call => call.StartedAt).Take(60)];
        List<InvoiceLine> lines = [];
        for (int index = 0; index < answered.Length; index++)
        {
            CallRecord claimed = index == 7 ? answered[index] with { Duration = answered[index].Duration + TimeSpan.FromMinutes(3) } : answered[index];
            decimal units = plan.UnitsOf(BillableCall.From(claimed)) ?? 0;
            decimal rate = index == 11 ? plan.UnitPrice + 0.30m : plan.UnitPrice;
            InvoiceLine line = new() { Line = lines.Count + 1, CallId = answered[index].Id.ProviderCallId, StartedAt = answered[index].StartedAt, Units = units, Rate = rate, Amount = new Money(Math.Round(units * rate, 2), plan.Currency) };
            lines.Add(line);
            if (index == 3)
            {
                lines.Add(line with { Line = lines.Count + 1 });
            }
        }

        return new AuditedBill("example", Usual(engagement), BillAudit.Check(plan, lines, handled), IsExample: true);
    }

    private static BillingPlan PlanOf(Engagement engagement) => PartnerPlans.All[engagement.Partner];

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(at, OwnersLogs.TimeZone).DateTime);

    private static DateOnly Day(IFormCollection form, string field, string name) => DateOnly.TryParseExact(form[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
        ? day
        : throw new OutsourcingException($"The bill's {name} is a date such as 2026-11-30.");
}
