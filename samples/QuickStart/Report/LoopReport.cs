using System.Text.Json.Nodes;
using Outsourcing;

namespace QuickStart.Report;

/// <summary>What the loop found, step by step; the console, HTML and JSON forms all come from it.</summary>
internal sealed class LoopReport
{
    internal List<ReportSection> Sections { get; } = [];

    internal List<ReportVerdict> Verdicts { get; } = [];

    internal ReportSection Section(string title)
    {
        ReportSection section = new(title);
        Sections.Add(section);
        return section;
    }

    /// <summary>Keeps a verdict with everything it rests on.</summary>
    internal void Keep<T>(ReportSection section, string name, Verdict<T> verdict, Func<T, JsonNode?> value)
        where T : notnull =>
        Verdicts.Add(new ReportVerdict(Sections.IndexOf(section) + 1, name, verdict.TryGet(out T? decided) ? value(decided) : null, verdict.Refusal, verdict.Explanation));

    /// <summary>Keeps a verdict, and shows its summary in a section.</summary>
    internal void Add<T>(ReportSection section, string name, Verdict<T> verdict, Func<T, JsonNode?> value)
        where T : notnull
    {
        Keep(section, name, verdict, value);
        section.Add(verdict.Explanation.Summary);
        if (verdict.Refusal is { } refusal)
        {
            section.Add($"Refused ({refusal.Kind}): {refusal.Remedy}");
        }
        else if (verdict.Explanation.Flip is { } flip)
        {
            section.Add(FormattableString.Invariant($"Would flip: {flip.Input} from {flip.From:0.###} to {flip.To:0.###} makes it \"{flip.Becomes}\"."));
        }
    }
}

internal sealed class ReportSection(string title)
{
    internal string Title { get; } = title;

    internal List<object> Parts { get; } = [];

    internal void Add(string line) => Parts.Add(line);

    internal void Add(ReportTable table) => Parts.Add(table);

    /// <summary>Adds a drawing; it shows in the HTML form.</summary>
    internal void AddFigure(string svg) => Parts.Add(new ReportFigure(svg));

    /// <summary>Adds a document that is safe HTML already; it shows folded in the HTML form.</summary>
    internal void AddDocument(string title, string html) => Parts.Add(new ReportDocument(title, html));
}

internal sealed record ReportTable(string[] Columns, List<string[]> Rows);

internal sealed record ReportFigure(string Svg);

internal sealed record ReportDocument(string Title, string Html);

internal sealed record ReportVerdict(int Step, string Name, JsonNode? Value, Refusal? Refusal, VerdictExplanation Explanation);
