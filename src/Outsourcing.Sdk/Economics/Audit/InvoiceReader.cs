using System.Globalization;
using System.Runtime.CompilerServices;
using Outsourcing.Calls;

namespace Outsourcing.Economics;

/// <summary>Reads invoices in CSV form: one row, one billed call.</summary>
/// <remarks>An invoice is checked as a whole or not at all: the first row that cannot be read stops.</remarks>
public sealed class InvoiceReader
{
    private readonly InvoiceOptions _options;
    private readonly TimeZoneInfo? _zone;

    /// <summary>Initializes the reader.</summary>
    /// <param name="options">How the invoice is read.</param>
    /// <exception cref="ArgumentException">The currency is no ISO 4217 code, or the time zone is unknown.</exception>
    public InvoiceReader(InvoiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EconomicsRules.Currency(options.Currency);
        _options = options;
        _zone = CallLogReader.FindZone(options.TimeZone);
    }

    /// <summary>Reads the lines of a file.</summary>
    /// <param name="path">The file; UTF-8 unless a byte order mark says otherwise.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="CallLogException">The file is no invoice, or a row cannot be read.</exception>
    public async IAsyncEnumerable<InvoiceLine> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using StreamReader file = CallLogReader.Open(path);
        await foreach (InvoiceLine line in ReadAsync(file, Path.GetFileName(path), cancellationToken).ConfigureAwait(false))
        {
            yield return line;
        }
    }

    /// <summary>Reads the lines of a text.</summary>
    /// <param name="reader">The text; stays open.</param>
    /// <param name="name">What problems call it, such as a file name.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="CallLogException">The text is no invoice, or a row cannot be read.</exception>
    public async IAsyncEnumerable<InvoiceLine> ReadAsync(TextReader reader, string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        CsvTable table = await CsvTable.OpenAsync(reader, _options.Delimiter, 1 << 20, name, cancellationToken).ConfigureAwait(false);
        int id = table.Find(_options.CallIdColumn, "callid", "id", "callsid", "sid", "callreference", "reference");
        int started = table.Find(_options.StartedAtColumn, "starttime", "startedat", "start", "calldate", "datetime", "timestamp", "calltime", "date");
        int units = table.Find(_options.UnitsColumn, "units", "billedunits", "minutes", "billedminutes", "billableminutes", "quantity", "qty");
        int rate = table.Find(_options.RateColumn, "rate", "unitprice", "price", "priceperminute", "rateperminute");
        int amount = table.Find(_options.AmountColumn, "amount", "charge", "total", "cost", "linetotal");
        if (amount < 0 || (id < 0 && started < 0))
        {
            throw table.Missing(null, "an invoice needs the amount of each call, and its id or start", "Name the columns in InvoiceOptions.");
        }

        string[] formats = [.. _options.TimeFormats];
        while (await table.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return new InvoiceLine
            {
                Line = table.Line,
                CallId = table.Field(id),
                StartedAt = Time(table, started, formats),
                Units = Number(table, units),
                Rate = Number(table, rate),
                Amount = new Money(Number(table, amount) ?? throw Problem(table, amount, "the amount is missing.", "Every line needs one; write 0 for a free call."), _options.Currency),
            };
        }
    }

    private static decimal? Number(CsvTable table, int column)
    {
        if (table.Field(column) is not { } text)
        {
            return null;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        return decimal.TryParse(text.AsSpan().Trim("$£€ "), Style, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : throw Problem(table, column, "the text is no number.", "Write it with a decimal point, such as 1234.50.");
    }

    private DateTimeOffset? Time(CsvTable table, int column, string[] formats)
    {
        if (table.Field(column) is not { } text)
        {
            return null;
        }

        return CallLogTime.TryParse(text, formats, _zone, out DateTimeOffset at) switch
        {
            CallLogTime.Outcome.Read => at,
            CallLogTime.Outcome.NoZone => throw Problem(table, column, "the time has no offset, so nothing says which instant it is.", "Set InvoiceOptions.TimeZone."),
            CallLogTime.Outcome.Skipped => throw Problem(table, column, "the time does not exist in its zone: the clocks skipped it.", "Check InvoiceOptions.TimeZone."),
            _ => throw Problem(table, column, "the text is no time this reader knows.", "Use ISO 8601, or list the format in InvoiceOptions.TimeFormats."),
        };
    }

    private static CallLogException Problem(CsvTable table, int column, string cause, string remedy) =>
        new(new CallLogProblem { File = table.Name, Line = table.Line, Column = column < 0 ? null : table.Headers[column], Cause = cause, Remedy = remedy });
}
