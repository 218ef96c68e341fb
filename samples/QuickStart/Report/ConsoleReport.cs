using Spectre.Console;

namespace QuickStart.Report;

/// <summary>Prints the report; plain text when the output is redirected.</summary>
internal static class ConsoleReport
{
    internal static void Write(IAnsiConsole console, LoopReport report)
    {
        for (int step = 0; step < report.Sections.Count; step++)
        {
            ReportSection section = report.Sections[step];
            console.WriteLine();
            console.Write(new Rule($"[bold]{step + 1}. {Markup.Escape(section.Title)}[/]").LeftJustified());
            foreach (object part in section.Parts)
            {
                switch (part)
                {
                    case string line:
                        console.MarkupLine(Markup.Escape(line));
                        break;
                    case ReportTable table:
                        console.Write(Of(table));
                        break;
                }
            }
        }

        console.WriteLine();
    }

    private static Table Of(ReportTable table)
    {
        Table made = new Table().Border(TableBorder.Simple);
        foreach (string column in table.Columns)
        {
            made.AddColumn(new TableColumn(Markup.Escape(column)));
        }

        foreach (string[] row in table.Rows)
        {
            made.AddRow([.. row.Select(Markup.Escape)]);
        }

        return made;
    }
}
