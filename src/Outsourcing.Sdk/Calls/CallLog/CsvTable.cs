using Outsourcing.Text;

namespace Outsourcing.Calls;

/// <summary>The rows of a CSV text with the lines they start on, and its broken parts as call log problems.</summary>
internal sealed class CsvTable
{
    private readonly DelimitedReader _csv;

    private CsvTable(DelimitedReader csv, string name)
    {
        _csv = csv;
        Name = name;
        Headers = [.. Enumerable.Range(0, csv.FieldCount).Select(column => csv[column].Trim().ToString())];
    }

    internal string Name { get; }

    internal string[] Headers { get; }

    /// <summary>Gets the line the row starts on; the header is line 1.</summary>
    internal long Line => _csv.Line;

    internal char Separator => _csv.Separator;

    internal int FieldCount => _csv.FieldCount;

    internal static async Task<CsvTable> OpenAsync(TextReader reader, char? delimiter, int maxLineLength, string name, CancellationToken cancellationToken)
    {
        DelimitedReader csv = new(reader, delimiter, maxLineLength);
        DelimitedTextException? broken = null;
        bool workbook = false;
        try
        {
            bool any = await csv.ReadAsync(cancellationToken).ConfigureAwait(false);
            workbook = any && csv[0].StartsWith("PK\u0003\u0004");
            if (any && !workbook && (csv.FieldCount > 1 || !csv[0].IsWhiteSpace()))
            {
                return new CsvTable(csv, name);
            }
        }
        catch (DelimitedTextException refused)
        {
            broken = refused;
        }

        CallLogProblem problem = workbook
            ? new() { File = name, Line = 1, Cause = "this is a workbook, not a CSV text.", Remedy = "Save the sheet as \"CSV UTF-8\"." }
            : new() { File = name, Line = 1, Cause = "there is no header line to read.", Remedy = "The first line names the columns, such as: Call ID,Start Time,Duration,Outcome." };
        throw new CallLogException(problem, broken);
    }

    /// <summary>Goes to the next row that is not blank.</summary>
    internal async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        while (await AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            bool blank = true;
            for (int column = 0; column < _csv.FieldCount && blank; column++)
            {
                blank = _csv[column].IsWhiteSpace();
            }

            if (!blank)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets a field without the white space around it; null when it is absent or empty.</summary>
    internal string? Field(int column)
    {
        ReadOnlySpan<char> text = _csv[column].Trim();
        return text.IsEmpty ? null : text.ToString();
    }

    internal ReadOnlySpan<char> Span(int column) => _csv[column];

    /// <summary>Finds the column named, or else the first under a usual header; −1 for none.</summary>
    internal int Find(string? given, params ReadOnlySpan<string> usual)
    {
        if (given is not null)
        {
            return Required(given);
        }

        foreach (string wanted in usual)
        {
            int column = Array.FindIndex(Headers, header => Plain(header) == wanted);
            if (column >= 0)
            {
                return column;
            }
        }

        return -1;
    }

    internal int Required(string header)
    {
        int column = Array.FindIndex(Headers, name => string.Equals(name, header, StringComparison.OrdinalIgnoreCase));
        return column >= 0 ? column : throw Missing(header, "there is no such column", "Name a header of the file in the options' columns.");
    }

    internal CallLogException Missing(string? column, string cause, string remedy) => new(new CallLogProblem
    {
        File = Name,
        Line = 1,
        Column = column,
        Cause = Headers.All(IsName)
            ? $"{cause}; there are: {string.Join(", ", Headers.Select(header => $"'{header}'"))}."
            : $"{cause}; the {Headers.Length} fields of the first line are not all names of columns, and may be of a call.",
        Remedy = remedy,
    });

    // Where a log has no headers, its first line is of a call: a telephone number, a time or what was said is not repeated.
    private static bool IsName(string header) => header.Length <= 40 && header.Count(char.IsAsciiDigit) < 5;

    // "Call ID", "call_id" and "CallId" are one word.
    private static string Plain(string header) => string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private async ValueTask<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _csv.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DelimitedTextException refused)
        {
            // What follows a broken quote has no certain rows: reading stops under every policy.
            throw new CallLogException(
                new CallLogProblem
                {
                    File = Name,
                    Line = _csv.Line,
                    Cause = refused.Message,
                    Remedy = "Quote a field that holds the separator, a quote or a line break, and double the quotes in it.",
                },
                refused);
        }
    }
}
