using System.Globalization;
using System.Net;
using System.Text;

namespace Outsourcing.Answering;

/// <summary>A card for the owner's wallet or wall: what to dial to divert a line, to stop it, and to see whether it is on.</summary>
/// <remarks>It shows telephone numbers in full, for it is read beside the telephone; keep it out of logs.</remarks>
public static class ForwardingCard
{
    /// <summary>Writes the card as plain text.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The text, lines separated by line feeds.</returns>
    public static string ToText(ForwardingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{plan.Label} ({plan.Line.E164}), {plan.Codes.Name}\n");
        foreach (ForwardingInstruction instruction in plan.Instructions())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{Words(instruction.When)}\n  on:    {instruction.On.Value}\n  off:   {instruction.Off}\n");
            if (instruction.Query is { } query)
            {
                text.Append(CultureInfo.InvariantCulture, $"  check: {query}\n");
            }
        }

        if (plan.Codes.OffAll is { } all)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nStop everything: {all}\n");
        }

        return text.Append("\nDial from the line itself and wait for the tone. Then call the line from another telephone: the partner must answer.\n").ToString();
    }

    /// <summary>Writes the card as a self-contained HTML page that prints on a sheet of A6.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The page.</returns>
    public static string ToHtml(ForwardingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        string label = WebUtility.HtmlEncode(plan.Label);
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Call diversion: {label}</title>")
            .Append("<style>@page{size:A6 landscape;margin:8mm}body{font:14px/1.4 sans-serif;color:#111;background:#fff}")
            .Append("table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px 8px;border-bottom:1px solid #767676}code{font:bold 15px monospace}</style></head><body>")
            .Append(CultureInfo.InvariantCulture, $"<h1>{label}</h1><p>{plan.Line.E164}, {WebUtility.HtmlEncode(plan.Codes.Name)}</p>")
            .Append("<table><thead><tr><th scope=\"col\">Divert</th><th scope=\"col\">On</th><th scope=\"col\">Off</th><th scope=\"col\">Check</th></tr></thead><tbody>");
        foreach (ForwardingInstruction instruction in plan.Instructions())
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Words(instruction.When)}</th>{Code(instruction.On.Value)}{Code(instruction.Off)}{Code(instruction.Query)}</tr>");
        }

        page.Append("</tbody></table>");
        if (plan.Codes.OffAll is { } all)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>Stop everything: <code>{WebUtility.HtmlEncode(all)}</code></p>");
        }

        return page.Append("<p>Dial from the line itself and wait for the tone. Then call the line from another telephone: the partner must answer.</p></body></html>\n").ToString();

        static string Code(string? code) => code is null ? "<td>-</td>" : $"<td><code>{WebUtility.HtmlEncode(code)}</code></td>";
    }

    private static string Words(ForwardingWhen when) => when switch
    {
        ForwardingWhen.Always => "Every call",
        ForwardingWhen.Busy => "When busy",
        ForwardingWhen.NoAnswer => "When nobody answers",
        _ => "When out of reach",
    };
}
