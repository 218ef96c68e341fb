using Outsourcing.Calls;
using Shouldly;

namespace Outsourcing.Economics;

public sealed class BillAuditTests
{
    private static readonly BillingPlan Plan = new() { Name = "per minute", Currency = "USD", UnitPrice = 1, Increment = TimeSpan.FromSeconds(30), BillsSpam = false };
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Check_Invoice_FindsEachFault()
    {
        const string Invoice = """
            Call ID,Start Time,Minutes,Rate,Amount
            c1,2026-03-02T12:00:00Z,1.5,1.00,1.50
            c2,2026-03-02T12:10:00Z,2.0,1.00,2.00
            c3,2026-03-02T12:20:00Z,1.5,1.20,1.80
            c4,2026-03-02T12:30:00Z,1.5,1.00,1.50
            c9,2026-03-02T13:00:00Z,5.0,1.00,5.00
            c1,2026-03-02T12:00:00Z,1.5,1.00,1.50
            c5,2026-03-02T12:40:00Z,1.5,1.00,2.50
            ,2026-03-02T12:50:20Z,1.5,1.00,1.50
            c7,2026-03-02T14:00:00Z,1.0,1.00,1.00
            """;
        using StringReader text = new(Invoice);
        List<InvoiceLine> lines = [];
        await foreach (InvoiceLine line in new InvoiceReader(new InvoiceOptions { Currency = "USD" }).ReadAsync(text, "march.csv"))
        {
            lines.Add(line);
        }

        BillAuditReport report = BillAudit.Check(Plan, lines, [Call("c1", 0), Call("c2", 10), Call("c3", 20), Call("c4", 30, spam: true), Call("c5", 40), Call("c6", 50), Call("c7", 120), Call("c8", 180)]);

        report.Findings.Select(finding => (finding.Line.Line, finding.Kind, finding.Disputed.Amount)).ShouldBe(
        [
            (3L, BillFindingKind.TimeRounding, 0.5m),
            (4L, BillFindingKind.WrongRate, 0.3m),
            (5L, BillFindingKind.FreeCallBilled, 1.5m),
            (6L, BillFindingKind.CallNotSeen, 5m),
            (7L, BillFindingKind.BilledTwice, 1.5m),
            (8L, BillFindingKind.WrongAmount, 1m),
        ]);
        report.Disputed.ShouldBe(new Money(9.8m, "USD"));
        report.Invoiced.ShouldBe(new Money(18.3m, "USD"));
        report.Undercharged.ShouldBe(new Money(0.5m, "USD"));
        report.CallsNotBilled.ShouldBe(1);
        report.ToMarkdown().ShouldContain("**9.80 USD**");
    }

    [Fact]
    public void Check_AmountOnly_IsHeldAgainstThePlan()
    {
        BillAuditReport report = BillAudit.Check(Plan, [new InvoiceLine { CallId = "c1", Amount = new Money(2, "USD") }], [Call("c1", 0)]);

        report.Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(finding => finding.Kind.ShouldBe(BillFindingKind.WrongAmount), finding => finding.Disputed.Amount.ShouldBe(0.5m));
    }

    [Fact]
    public void Check_OtherCurrency_IsRefused() =>
        Should.Throw<CurrencyMismatchException>(() => BillAudit.Check(Plan, [new InvoiceLine { CallId = "c1", Amount = new Money(2, "EUR") }], [Call("c1", 0)]));

    [Theory]
    [InlineData("Call ID,Minutes\nc1,1\n", 1)]
    [InlineData("Call ID,Amount\nc1,1\nc2,free\n", 3)]
    [InlineData("Start Time,Amount\n2026-03-02 12:00,1\n", 2)]
    public async Task ReadAsync_BadInvoice_NamesTheLine(string invoice, int line)
    {
        using StringReader text = new(invoice);
        CallLogException refused = await Should.ThrowAsync<CallLogException>(async () =>
        {
            await foreach (InvoiceLine _ in new InvoiceReader(new InvoiceOptions { Currency = "USD" }).ReadAsync(text, "march.csv"))
            {
            }
        });

        refused.Problem.Line.ShouldBe(line);
    }

    // 61 seconds: one and a half minutes in steps of thirty seconds.
    private static CallRecord Call(string id, int minute, bool spam = false) => new()
    {
        Id = new CallId("csv", "log", id),
        LastRevision = new CallRevision(Noon, "row"),
        StartedAt = Noon.AddMinutes(minute),
        Duration = TimeSpan.FromSeconds(61),
        Status = CallStatus.Completed,
        Disposition = spam ? new CallDisposition { Kind = DispositionKind.Spam } : null,
    };
}
