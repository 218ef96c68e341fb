using System.Globalization;
using System.Text;
using Outsourcing.Charts;

namespace Outsourcing.Delegation;

/// <summary>Writes a brief as one HTML document: no script, no request to anywhere, ready to print with a page per call type.</summary>
/// <remarks>What the owner wrote is escaped; the document runs nothing and loads nothing, whatever the brief holds.</remarks>
public static class BriefHtml
{
    private const string Style = """
        :root{--ink:#1d2430;--soft:#4a5466;--line:#c9d0db;--accent:#0b5394;--paper:#fff;--tint:#eef3f9}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        header,main,nav{max-width:60rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:2rem}
        h1{font-size:2rem;line-height:1.2;margin:0}
        h2{font-size:1.4rem;margin:2.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:2px solid var(--accent)}
        h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
        p,li,td,th,blockquote{overflow-wrap:anywhere}
        .version{color:var(--soft);margin:.25rem 0 0}
        nav ul{columns:2;padding-left:1.25rem}
        a{color:var(--accent)}
        blockquote{margin:.5rem 0;padding:.5rem 1rem;border-left:4px solid var(--accent);background:var(--tint);white-space:pre-line}
        p,li,td{white-space:pre-line}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%;margin:.75rem 0}
        caption{text-align:left;color:var(--soft);padding-bottom:.25rem}
        th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}
        thead th{background:var(--tint)}
        tbody th{font-weight:600}
        figure{margin:1rem 0}
        figure svg{max-width:100%;height:auto}
        @media print{
        @page{margin:18mm}
        body{font-size:10.5pt}
        nav{display:none}
        header,main{max-width:none;padding:0}
        h2,h3{break-after:avoid}
        tr,blockquote,li,figure{break-inside:avoid}
        .wide{overflow:visible}
        figure svg{max-height:120mm;width:auto}
        .page{break-before:page}
        }
        """;

    /// <summary>Writes a brief.</summary>
    /// <param name="brief">The brief.</param>
    /// <returns>A whole document in UTF-8 characters, with line feeds between lines.</returns>
    public static string Write(DelegationBrief brief)
    {
        ArgumentNullException.ThrowIfNull(brief);
        IReadOnlyList<BriefSection> sections = BriefOutline.Of(brief);
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="{SvgWriter.Escape(brief.Language)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{SvgWriter.Escape(brief.Title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <header>
            <h1>{SvgWriter.Escape(brief.Title)}</h1>
            <p class="version">Version {brief.Version}</p>
            </header>
            <nav aria-label="Contents">
            <ul>

            """);
        foreach (BriefSection section in sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{section.Anchor}\">{SvgWriter.Escape(section.Title)}</a></li>\n");
        }

        html.Append("</ul>\n</nav>\n<main>\n");
        Write(html, sections, brief, headingLevel: 2, idPrefix: "");
        html.Append("</main>\n</body>\n</html>\n");
        return html.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>Writes a brief's sections as a fragment to place in a page of one's own: no style, no script, no request to anywhere.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="headingLevel">The level of the section headings: 1 to 5.</param>
    /// <param name="idPrefix">Letters and digits that start every id, so that several briefs can share a page.</param>
    /// <returns>The fragment, with line feeds between lines.</returns>
    public static string WriteSections(DelegationBrief brief, int headingLevel = 2, string idPrefix = "brief")
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentException.ThrowIfNullOrWhiteSpace(idPrefix);
        if (headingLevel is < 1 or > 5)
        {
            throw new ArgumentOutOfRangeException(nameof(headingLevel), headingLevel, "A section heading is of level 1 to 5, so that one more fits below.");
        }

        StringBuilder html = new();
        Write(html, BriefOutline.Of(brief), brief, headingLevel, $"{idPrefix}-");
        return html.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(StringBuilder html, IReadOnlyList<BriefSection> sections, DelegationBrief brief, int headingLevel, string idPrefix)
    {
        foreach (BriefSection section in sections)
        {
            string anchor = idPrefix + section.Anchor;
            html.Append(CultureInfo.InvariantCulture, $"<section id=\"{anchor}\"{(section.OwnPage ? " class=\"page\"" : "")} aria-labelledby=\"{anchor}-title\">\n");
            html.Append(CultureInfo.InvariantCulture, $"<h{headingLevel} id=\"{anchor}-title\">{SvgWriter.Escape(section.Title)}</h{headingLevel}>\n");
            foreach (BriefBlock block in section.Blocks)
            {
                Write(html, block, anchor, headingLevel, brief);
            }

            html.Append("</section>\n");
        }
    }

    private static void Write(StringBuilder html, BriefBlock block, string anchor, int headingLevel, DelegationBrief brief)
    {
        switch (block)
        {
            case BriefBlock.Paragraph paragraph:
                html.Append(CultureInfo.InvariantCulture, $"<p>{SvgWriter.Escape(paragraph.Text)}</p>\n");
                break;
            case BriefBlock.Script script:
                html.Append(CultureInfo.InvariantCulture, $"<blockquote>{SvgWriter.Escape(script.Text)}</blockquote>\n");
                break;
            case BriefBlock.Heading heading:
                html.Append(CultureInfo.InvariantCulture, $"<h{headingLevel + 1}>{SvgWriter.Escape(heading.Text)}</h{headingLevel + 1}>\n");
                break;
            case BriefBlock.Items items:
                string list = items.Ordered ? "ol" : "ul";
                html.Append(CultureInfo.InvariantCulture, $"<{list}>\n");
                foreach (string item in items.Texts)
                {
                    html.Append(CultureInfo.InvariantCulture, $"<li>{SvgWriter.Escape(item)}</li>\n");
                }

                html.Append(CultureInfo.InvariantCulture, $"</{list}>\n");
                break;
            case BriefBlock.Table table:
                Write(html, table);
                break;
            case BriefBlock.Flow flow:
                html.Append(CultureInfo.InvariantCulture, $"<figure>\n{CallFlowChart.Draw(flow.Type, brief, $"{anchor}-flow")}</figure>\n");
                break;
        }
    }

    private static void Write(StringBuilder html, BriefBlock.Table table)
    {
        // A region that can be scrolled must be reachable by keyboard.
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\" role=\"group\" aria-label=\"{SvgWriter.Escape(table.Caption)}\" tabindex=\"0\">\n<table>\n<caption>{SvgWriter.Escape(table.Caption)}</caption>\n<thead><tr>");
        foreach (string column in table.Columns)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{SvgWriter.Escape(column)}</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            html.Append("<tr>");
            for (int i = 0; i < row.Count; i++)
            {
                html.Append(i == 0
                    ? $"<th scope=\"row\">{SvgWriter.Escape(row[i])}</th>"
                    : $"<td>{SvgWriter.Escape(row[i])}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n</div>\n");
    }
}
