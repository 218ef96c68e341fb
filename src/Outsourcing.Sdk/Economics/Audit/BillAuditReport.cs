using System.Globalization;
using System.Text;

namespace Outsourcing.Economics;

/// <summary>An invoice held against the call log.</summary>
public sealed record BillAuditReport
{
    /// <summary>Gets the plan the invoice was checked by.</summary>
    public required string Plan { get; init; }

    /// <summary>Gets how many lines were checked.</summary>
    public required int Lines { get; init; }

    /// <summary>Gets the sum of all lines.</summary>
    public required Money Invoiced { get; init; }

    /// <summary>Gets what to dispute, in the order of the lines.</summary>
    public required IReadOnlyList<BillFinding> Findings { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the sum of what to dispute.</summary>
    public required Money Disputed { get; init; }

    /// <summary>Gets by how much lines are lower than the plan gives; not set off against <see cref="Disputed"/>.</summary>
    public required Money Undercharged { get; init; }

    /// <summary>Gets how many calls of the log the plan bills and no line names.</summary>
    public required int CallsNotBilled { get; init; }

    /// <summary>Writes the report as Markdown.</summary>
    /// <returns>The text.</returns>
    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# Bill audit: {EconomicsMarkdown.Cell(Plan)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Lines} lines, {Invoiced} in all. To dispute: **{Disputed}** for {Findings.Count} reasons. Undercharged: {Undercharged}. Calls of the log without a line: {CallsNotBilled}.\n");
        if (Findings.Count > 0)
        {
            text.Append("\n| Line | Call | Reason | Disputed |\n| ---: | --- | --- | ---: |\n");
            foreach (BillFinding finding in Findings)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {finding.Line.Line} | {EconomicsMarkdown.Cell(finding.Line.CallId ?? finding.Line.StartedAt?.ToString("u", CultureInfo.InvariantCulture) ?? "?")} | {EconomicsMarkdown.Cell(finding.Reason)} | {finding.Disputed} |\n");
            }
        }

        return text.ToString();
    }
}
