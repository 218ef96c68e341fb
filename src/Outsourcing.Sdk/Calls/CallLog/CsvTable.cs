using Sylvan.Data.Csv;

namespace Outsourcing.Calls;

/// <summary>The rows of a CSV text with the lines they start on, and its broken parts as call log problems.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvDataReader _csv;
    private long _next;

    private CsvTable(CsvDataReader csv, string name)
    {
        _csv = csv;
        Name = name;
        Headers = [.. Enumerable.Range(0, csv.FieldCount).Select(column => csv.GetName(column).Trim('\uFEFF', ' '))];
        _next = 2 + Headers.Sum(header => header.AsSpan().Count('\n'));
    }

    internal string Name { get; }

    internal string[] Headers { get; }

    /// <summary>Gets the line the row starts on; the header is line 1.</summary>
    internal long Line { get; private set; }

    internal int FieldCount => _csv.RowFieldCount;

    internal static async Task<CsvTable> OpenAsync(TextReader reader, char? delimiter, int maxLineLength, string name, CancellationToken cancellationToken)
    {
        CsvDataReaderOptions format = new()
        {
            Delimiter = delimiter,
            BufferSize = Math.Min(maxLineLength, 1 << 16),
            MaxBufferSize = maxLineLength,
            OwnsReader = false,

            // A call's id may begin with '#': no line is a comment.
            Comment = '\0',
        };
        try
        {
            return new CsvTable(await CsvDataReader.CreateAsync(reader, format, cancellationToken).ConfigureAwait(false), name);
        }
        catch (Exception refused) when (refused is CsvFormatException or CsvMissingHeadersException or CsvRecordTooLargeException or CsvConfigurationException)
        {
            throw new CallLogException(
                new CallLogProblem { File = name, Line = 1, Cause = "there is no header line to read.", Remedy = "The first line names the columns, such as: Call ID,Start Time,Duration,Outcome." },
                refused);
        }
    }

    /// <summary>Goes to the next row that is not blank.</summary>
    internal async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        while (await AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            // A quoted field may span lines, so the line is counted along; the reader itself counts rows.
            Line = _next++;
            bool blank = true;
            for (int column = 0; column < _csv.RowFieldCount; column++)
            {
                ReadOnlySpan<char> field = _csv.GetFieldSpan(column);
                _next += field.Count('\n');
                blank &= field.IsWhiteSpace();
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
        if (column < 0 || column >= _csv.RowFieldCount)
        {
            return null;
        }

        string text = _csv.GetString(column).Trim();
        return text.Length == 0 ? null : text;
    }

    internal ReadOnlySpan<char> Span(int column) => _csv.GetFieldSpan(column);

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
        Cause = $"{cause}; there are: {string.Join(", ", Headers.Select(header => $"'{header}'"))}.",
        Remedy = remedy,
    });

    public void Dispose() => _csv.Dispose();

    // "Call ID", "call_id" and "CallId" are one word.
    private static string Plain(string header) => string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private async ValueTask<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _csv.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is CsvFormatException or CsvRecordTooLargeException or CsvInvalidCharacterException)
        {
            // What follows a broken quote has no certain rows: reading stops under every policy.
            throw new CallLogException(
                new CallLogProblem
                {
                    File = Name,
                    Line = _next,
                    Cause = refused is CsvRecordTooLargeException ? "the line is too long, or a quote is never closed." : "a quoted field does not end where its quote does.",
                    Remedy = "Quote a field that holds the separator, a quote or a line break, and double the quotes in it.",
                },
                refused);
        }
    }
}
