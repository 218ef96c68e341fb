namespace Outsourcing.Answering;

/// <summary>A template made ready: tells whether a mail's lines are its layout, and reads the fields.</summary>
internal sealed class EmailLayout
{
    private readonly EmailLine[] _lines;
    private readonly IntakeMapping _mapping;

    internal EmailLayout(EmailTemplate template)
    {
        Template = template;
        ArgumentException.ThrowIfNullOrWhiteSpace(template.Name);
        _lines = [.. template.Layout.Select(line => EmailLine.Parse(line, template.Name))];
        _mapping = new IntakeMapping(template.Fields);
        Check();
    }

    internal EmailTemplate Template { get; }

    internal IntakeMapping Mapping => _mapping;

    internal bool IsFrom(string sender) => Template.Senders.Any(known => known.StartsWith('@')
        ? sender.EndsWith(known, StringComparison.OrdinalIgnoreCase)
        : string.Equals(sender, known, StringComparison.OrdinalIgnoreCase));

    /// <summary>Counts the ways the lines fit, up to two; for exactly one, gives the fields.</summary>
    internal int Match(IReadOnlyList<string> lines, out Dictionary<string, string> fields)
    {
        fields = new(StringComparer.Ordinal);
        int parts = _lines.Length;

        // ways[p][l]: in how many ways the layout from p on explains the lines from l on; tail[p][l]: the same once the field of p went on to l.
        int[][] ways = new int[parts + 1][];
        int[][] tail = new int[parts + 1][];
        ways[parts] = new int[lines.Count + 1];
        ways[parts][lines.Count] = 1;
        for (int part = parts - 1; part >= 0; part--)
        {
            EmailLine pattern = _lines[part];
            ways[part] = new int[lines.Count + 1];
            tail[part] = pattern.GoesOn ? new int[lines.Count + 2] : ways[part + 1];
            for (int line = lines.Count; line >= 0; line--)
            {
                if (pattern.GoesOn)
                {
                    tail[part][line] = Math.Min(2, ways[part + 1][line] + tail[part][line + 1]);
                }

                int found = pattern.IsOptional ? ways[part + 1][line] : 0;
                if (line < lines.Count && tail[part][line + 1] is var rest and > 0)
                {
                    found += pattern.Match(lines[line], out _) * rest;
                }

                ways[part][line] = Math.Min(2, found);
            }
        }

        if (ways[0][0] == 1)
        {
            Read(lines, ways, fields);
        }

        return ways[0][0];
    }

    private void Read(IReadOnlyList<string> lines, int[][] ways, Dictionary<string, string> fields)
    {
        int line = 0;
        for (int part = 0; part < _lines.Length; part++)
        {
            EmailLine pattern = _lines[part];
            if (pattern.IsOptional && ways[part + 1][line] == 1)
            {
                continue;
            }

            pattern.Match(lines[line], out string[] values);
            line++;
            if (pattern.GoesOn)
            {
                int end = line;
                while (ways[part + 1][end] != 1)
                {
                    end++;
                }

                values[^1] = string.Join('\n', [values[^1], .. lines.Skip(line).Take(end - line)]).Trim('\n');
                line = end;
            }

            for (int index = 0; index < values.Length; index++)
            {
                if (values[index].Length > 0)
                {
                    fields[pattern.Fields[index]] = values[index];
                }
            }
        }
    }

    private void Check()
    {
        string name = Template.Name;
        if (Template.Senders.Count == 0 || Template.Senders.Any(static sender => sender.IndexOf('@') < 0 || sender.EndsWith('@')))
        {
            throw new EmailTemplateException($"Template '{name}': name at least one sender, as an address or as @domain.");
        }

        if (_lines.Where(static line => !line.IsOptional).Sum(static line => line.LiteralLength) < 8)
        {
            throw new EmailTemplateException($"Template '{name}': its fixed text is too short to recognise a mail by; keep at least eight letters or digits of lines that are always there.");
        }

        for (int index = 1; index < _lines.Length; index++)
        {
            if (_lines[index].IsBareField && _lines[index - 1].GoesOn)
            {
                throw new EmailTemplateException($"Template '{name}': line {index + 1} is a field that goes on after another that goes on; nothing tells where one ends.");
            }
        }

        string[] names = [.. _lines.SelectMany(static line => line.Fields).Where(static field => field != "_")];
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            throw new EmailTemplateException($"Template '{name}': a field's name stands twice in the layout; names are unique.");
        }

        foreach (string mapped in Template.Fields.Named().Where(mapped => !names.Contains(mapped, StringComparer.Ordinal) && mapped is not (EmailTemplate.Date or EmailTemplate.Subject or EmailTemplate.Recipient)))
        {
            throw new EmailTemplateException($"Template '{name}': the field '{mapped}' is mapped and stands nowhere in the layout.");
        }

        if ((Template.Fields.Message ?? Template.Fields.Summary ?? Template.Fields.CallerNumber ?? Template.Fields.CallerName) is null)
        {
            throw new EmailTemplateException($"Template '{name}': map at least the message, the summary, or who called; otherwise a record would say nothing.");
        }
    }
}
