using System.Text;

namespace Outsourcing.Answering;

/// <summary>One line of a layout: literals with fields between them.</summary>
internal sealed class EmailLine
{
    private readonly string[] _literals;

    private EmailLine(string[] literals, string[] fields, bool isOptional, bool goesOn)
    {
        _literals = literals;
        Fields = fields;
        IsOptional = isOptional;
        GoesOn = goesOn;
    }

    internal string[] Fields { get; }

    internal bool IsOptional { get; }

    /// <summary>Gets whether the last field may go on over further lines.</summary>
    internal bool GoesOn { get; }

    internal int LiteralLength => _literals.Sum(static literal => literal.Count(char.IsLetterOrDigit));

    internal bool IsBareField => GoesOn && Fields.Length == 1 && _literals[0].Length == 0;

    internal static EmailLine Parse(string text, string template)
    {
        bool optional = text.StartsWith("? ", StringComparison.Ordinal);
        List<string> literals = [];
        List<string> fields = [];
        StringBuilder literal = new();
        bool goesOn = false;
        for (int index = optional ? 2 : 0; index < text.Length; index++)
        {
            char character = text[index];
            if (character is '{' or '}' && index + 1 < text.Length && text[index + 1] == character)
            {
                literal.Append(character);
                index++;
            }
            else if (character == '{')
            {
                int end = text.IndexOf('}', index);
                string name = end < 0 ? "" : text[(index + 1)..end];
                goesOn = name.EndsWith("...", StringComparison.Ordinal);
                name = goesOn ? name[..^3] : name;
                if (name.Length == 0 || name.StartsWith('$') || name.Any(static part => !char.IsLetterOrDigit(part) && part is not ('_' or '-')))
                {
                    throw new EmailTemplateException($"Template '{template}', line '{text}': a field reads {{name}} or {{name...}}, of letters, digits, '-' and '_'; braces of the mail itself are doubled.");
                }

                if ((goesOn && end != text.Length - 1) || (fields.Count > 0 && literal.Length == 0))
                {
                    throw new EmailTemplateException($"Template '{template}', line '{text}': {{name...}} ends its line, and between two fields there is text to tell them apart.");
                }

                literals.Add(literal.ToString());
                literal.Clear();
                fields.Add(name);
                index = end;
            }
            else if (character == '}')
            {
                throw new EmailTemplateException($"Template '{template}', line '{text}': a brace of the mail itself is doubled.");
            }
            else
            {
                literal.Append(character);
            }
        }

        literals.Add(literal.ToString());
        return new EmailLine([.. literals], [.. fields], optional, goesOn);
    }

    internal static string Escape(string literal) => literal.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>Counts the ways a line of a mail fits, up to two; for exactly one, gives the fields' texts.</summary>
    internal int Match(string line, out string[] values)
    {
        values = [];
        if (Fields.Length == 0)
        {
            return line == _literals[0] ? 1 : 0;
        }

        // A label alone, its field empty: the blank after the label went with the end of the line.
        if (Fields.Length == 1 && _literals[1].Length == 0 && _literals[0].Length > 0 && line == _literals[0].TrimEnd())
        {
            values = [""];
            return 1;
        }

        if (!line.StartsWith(_literals[0], StringComparison.Ordinal))
        {
            return 0;
        }

        // ways[i][p]: in how many ways the first i literals and the fields before them end at p; starts[i][p]: where the field before literal i ended.
        int last = _literals.Length - 1;
        int[][] ways = new int[_literals.Length][];
        int[][] ends = new int[_literals.Length][];
        ways[0] = new int[line.Length + 1];
        ends[0] = [];
        ways[0][_literals[0].Length] = 1;
        for (int index = 1; index <= last; index++)
        {
            string literal = _literals[index];
            ways[index] = new int[line.Length + 1];
            ends[index] = new int[line.Length + 1];
            int reachable = 0;
            int from = -1;
            for (int at = 0; at + literal.Length <= line.Length; at++)
            {
                // The field before this literal holds at least one character; the line's last field, too.
                if (at > 0 && ways[index - 1][at - 1] > 0)
                {
                    reachable = Math.Min(2, reachable + ways[index - 1][at - 1]);
                    from = at - 1;
                }

                if (reachable > 0 && (index < last || at + literal.Length == line.Length) && string.CompareOrdinal(line, at, literal, 0, literal.Length) == 0)
                {
                    ways[index][at + literal.Length] = Math.Min(2, ways[index][at + literal.Length] + reachable);
                    ends[index][at + literal.Length] = from;
                }
            }
        }

        int total = ways[last][line.Length];
        if (total == 1)
        {
            values = new string[Fields.Length];
            int end = line.Length;
            for (int index = last; index > 0; index--)
            {
                int start = ends[index][end];
                values[index - 1] = line[start..(end - _literals[index].Length)].Trim();
                end = start;
            }
        }

        return total;
    }
}
