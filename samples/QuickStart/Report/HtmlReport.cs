using System.Net;
using System.Text;

namespace QuickStart.Report;

/// <summary>Writes the report as one self-contained page.</summary>
internal static class HtmlReport
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}"
        + "h1{font-size:1.6rem}h2{font-size:1.2rem;border-bottom:1px solid #d0d7de;margin-top:2.5rem}"
        + "table{border-collapse:collapse;margin:1rem 0}th,td{padding:.3rem .8rem;text-align:left;border-bottom:1px solid #d0d7de;vertical-align:top}"
        + "figure{margin:1rem 0;overflow-x:auto}svg{max-width:100%;height:auto}details{margin:1rem 0}summary{cursor:pointer}";

    internal static string Render(LoopReport report)
    {
        StringBuilder html = new();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n");
        html.Append("<title>What to delegate, to whom, and how it went</title>\n<style>").Append(Style).Append("</style>\n</head>\n<body>\n<main>\n");
        html.Append("<h1>What to delegate, to whom, and how it went</h1>\n");
        for (int step = 0; step < report.Sections.Count; step++)
        {
            html.Append("<section>\n<h2>").Append(step + 1).Append(". ").Append(Escape(report.Sections[step].Title)).Append("</h2>\n");
            foreach (object part in report.Sections[step].Parts)
            {
                Append(html, part);
            }

            html.Append("</section>\n");
        }

        Verdicts(html, report);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder html, object part)
    {
        switch (part)
        {
            case string line:
                html.Append("<p>").Append(Escape(line)).Append("</p>\n");
                break;
            case ReportTable table:
                Append(html, table);
                break;
            case ReportFigure figure:
                html.Append("<figure>\n").Append(figure.Svg).Append("</figure>\n");
                break;
            case ReportDocument document:
                html.Append("<details>\n<summary>").Append(Escape(document.Title)).Append("</summary>\n").Append(document.Html).Append("\n</details>\n");
                break;
        }
    }

    private static void Append(StringBuilder html, ReportTable table)
    {
        html.Append("<table>\n<thead><tr>");
        foreach (string column in table.Columns)
        {
            html.Append("<th scope=\"col\">").Append(Escape(column)).Append("</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (string[] row in table.Rows)
        {
            html.Append("<tr>");
            foreach (string cell in row)
            {
                html.Append("<td>").Append(Escape(cell)).Append("</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    private static void Verdicts(StringBuilder html, LoopReport report)
    {
        html.Append("<section>\n<h2>How each verdict came about</h2>\n");
        foreach (ReportVerdict verdict in report.Verdicts)
        {
            html.Append("<details>\n<summary>").Append(Escape(verdict.Name)).Append(": ").Append(Escape(verdict.Explanation.Summary)).Append("</summary>\n");
            html.Append("<p>Rule ").Append(Escape(verdict.Explanation.Rule)).Append(". ").Append(Escape(verdict.Explanation.Source)).Append("</p>\n");
            Append(html, new ReportTable(
                ["check", "observed", "needs", "holds"],
                [.. verdict.Explanation.Checks.Select(check => new[]
                {
                    check.Name, FormattableString.Invariant($"{check.Observed:0.####} {check.Unit}"), FormattableString.Invariant($"{check.Comparison} {check.Threshold:0.####}"), check.Passed ? "yes" : "no",
                })]));
            html.Append("</details>\n");
        }

        html.Append("</section>\n");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
