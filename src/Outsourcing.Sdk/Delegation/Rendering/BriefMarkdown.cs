using System.Globalization;
using System.Text;

namespace Outsourcing.Delegation;

/// <summary>Writes a brief as Markdown (CommonMark with GitHub's tables).</summary>
/// <remarks>What the owner wrote is escaped: it shows as typed and makes no heading, link, image or HTML.</remarks>
public static class BriefMarkdown
{
    /// <summary>Writes a brief.</summary>
    /// <param name="brief">The brief.</param>
    /// <returns>The document, with line feeds between lines.</returns>
    public static string Write(DelegationBrief brief)
    {
        ArgumentNullException.ThrowIfNull(brief);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {Inline(brief.Title)}\n\nVersion {brief.Version}\n");
        foreach (BriefSection section in BriefOutline.Of(brief))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {Inline(section.Title)}\n");
            foreach (BriefBlock block in section.Blocks)
            {
                Write(text, block);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, BriefBlock block)
    {
        switch (block)
        {
            case BriefBlock.Paragraph paragraph:
                text.Append('\n').Append(Lines(paragraph.Text, "")).Append('\n');
                break;
            case BriefBlock.Script script:
                text.Append("\n> ").Append(Lines(script.Text, "> ")).Append('\n');
                break;
            case BriefBlock.Heading heading:
                text.Append("\n### ").Append(Inline(heading.Text)).Append('\n');
                break;
            case BriefBlock.Items items:
                text.Append('\n');
                for (int i = 0; i < items.Texts.Count; i++)
                {
                    string mark = items.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}. ") : "- ";
                    text.Append(mark).Append(Lines(items.Texts[i], new string(' ', mark.Length))).Append('\n');
                }

                break;
            case BriefBlock.Table table:
                text.Append('\n');
                Row(text, table.Columns);
                Row(text, [.. table.Columns.Select(_ => "---")], escape: false);
                foreach (IReadOnlyList<string> row in table.Rows)
                {
                    Row(text, row);
                }

                break;
        }
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells, bool escape = true)
    {
        foreach (string cell in cells)
        {
            text.Append("| ").Append(escape ? Inline(cell) : cell).Append(' ');
        }

        text.Append("|\n");
    }

    private static string Lines(string text, string indent) =>
        string.Join("\\\n" + indent, Split(text).Select(Inline));

    private static string[] Split(string text)
    {
        string[] lines = [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        return lines.Length == 0 ? [""] : lines;
    }

    /// <summary>Escapes a text for one line: no character of it is markup any more.</summary>
    internal static string Inline(string text)
    {
        string line = string.Join(' ', Split(text));
        StringBuilder escaped = new(line.Length + 8);
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            bool opensBlock = (i == 0 && c is '#' or '+' or '-' or '=') || (c is '.' or ')' && i > 0 && line.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0);
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '~' or '&' || opensBlock)
            {
                escaped.Append('\\');
            }

            escaped.Append(char.IsControl(c) ? '\uFFFD' : c);
        }

        return escaped.ToString();
    }
}
