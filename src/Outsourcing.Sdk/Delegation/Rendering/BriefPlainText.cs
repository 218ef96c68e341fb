using System.Globalization;
using System.Text;

namespace Outsourcing.Delegation;

/// <summary>Writes a brief as plain text for e-mail: lines of at most 76 characters, no markup.</summary>
public static class BriefPlainText
{
    private const int Width = 76;

    /// <summary>Writes a brief.</summary>
    /// <param name="brief">The brief.</param>
    /// <returns>The text, with line feeds between lines. A word longer than a line is not broken.</returns>
    public static string Write(DelegationBrief brief)
    {
        ArgumentNullException.ThrowIfNull(brief);
        StringBuilder text = new();
        Wrap(text, brief.Title.ToUpperInvariant(), "", "");
        text.Append(CultureInfo.InvariantCulture, $"Version {brief.Version}\n");
        foreach (BriefSection section in BriefOutline.Of(brief))
        {
            text.Append('\n');
            Wrap(text, section.Title.ToUpperInvariant(), "", "");
            text.Append('-', Math.Min(Width, section.Title.Length)).Append('\n');
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
                Wrap(text, paragraph.Text, "", "");
                break;
            case BriefBlock.Script script:
                Wrap(text, script.Text, "   > ", "   > ");
                break;
            case BriefBlock.Heading heading:
                text.Append('\n');
                Wrap(text, heading.Text + ":", "", "");
                break;
            case BriefBlock.Items items:
                for (int i = 0; i < items.Texts.Count; i++)
                {
                    string mark = items.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1,3}. ") : "  * ";
                    Wrap(text, items.Texts[i], mark, new string(' ', mark.Length));
                }

                break;
            case BriefBlock.Table table:
                foreach (IReadOnlyList<string> row in table.Rows)
                {
                    Wrap(text, row[0], "  * ", "    ");
                    for (int column = 1; column < row.Count; column++)
                    {
                        if (row[column].Length > 0)
                        {
                            Wrap(text, $"{table.Columns[column]}: {row[column]}", "      ", "        ");
                        }
                    }
                }

                break;
        }
    }

    private static void Wrap(StringBuilder text, string content, string first, string rest)
    {
        string lead = first;
        foreach (string line in content.ReplaceLineEndings("\n").Split('\n'))
        {
            int column = lead.Length;
            text.Append(lead);
            bool start = true;
            foreach (string word in line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (!start && column + 1 + word.Length > Width)
                {
                    text.Append('\n').Append(rest);
                    column = rest.Length;
                    start = true;
                }

                if (!start)
                {
                    text.Append(' ');
                    column++;
                }

                foreach (char c in word)
                {
                    text.Append(char.IsControl(c) ? '\uFFFD' : c);
                }

                column += word.Length;
                start = false;
            }

            text.Append('\n');
            lead = rest;
        }
    }
}
