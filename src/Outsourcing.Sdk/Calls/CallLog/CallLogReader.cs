using System.Runtime.CompilerServices;
using System.Text;

namespace Outsourcing.Calls;

/// <summary>Reads call logs in CSV form: one row, one call.</summary>
/// <remarks>
/// Rows are read as they come and never held together. Where a log has several rows of one call, read
/// <see cref="ReadUpdatesAsync(TextReader, string, CancellationToken)"/> and merge them by <see cref="CallHistory"/>.
/// A reader reads one log at a time.
/// </remarks>
public sealed class CallLogReader
{
    private readonly CallLogOptions _options;
    private readonly List<CallLogProblem> _problems = [];

    /// <summary>Initializes the reader.</summary>
    /// <param name="options">How the log is read; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The time zone is unknown, or a limit is not above zero.</exception>
    public CallLogReader(CallLogOptions? options = null)
    {
        _options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxProblems, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxLineLength, 1, nameof(options));
        Zone = FindZone(_options.TimeZone);
    }

    /// <summary>Gets what was wrong with the log read last, where <see cref="CallLogOptions.OnProblem"/> collects it.</summary>
    public IReadOnlyList<CallLogProblem> Problems => _problems;

    private TimeZoneInfo? Zone { get; }

    /// <summary>Reads the calls of a file.</summary>
    /// <param name="path">The file; its byte order mark or <see cref="CallLogOptions.Encoding"/> says how it is encoded.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>One record per row.</returns>
    /// <exception cref="CallLogException">The file is no call log, or a row cannot be read and the policy is to stop.</exception>
    public async IAsyncEnumerable<CallRecord> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using StreamReader file = Open(path, _options.Encoding);
        await foreach (CallUpdate update in ReadUpdatesAsync(file, Path.GetFileName(path), cancellationToken).ConfigureAwait(false))
        {
            yield return CallHistory.From(update).ToRecord();
        }
    }

    /// <summary>Reads the calls of a text.</summary>
    /// <param name="reader">The text; stays open.</param>
    /// <param name="name">What problems call it, such as a file name.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>One record per row.</returns>
    /// <exception cref="CallLogException">The text is no call log, or a row cannot be read and the policy is to stop.</exception>
    public async IAsyncEnumerable<CallRecord> ReadAsync(TextReader reader, string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (CallUpdate update in ReadUpdatesAsync(reader, name, cancellationToken).ConfigureAwait(false))
        {
            yield return CallHistory.From(update).ToRecord();
        }
    }

    /// <summary>Reads the rows of a text as updates, to be merged with what else is known of the calls.</summary>
    /// <param name="reader">The text; stays open.</param>
    /// <param name="name">What problems call it, such as a file name.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>One update per row.</returns>
    /// <exception cref="CallLogException">The text is no call log, or a row cannot be read and the policy is to stop.</exception>
    public async IAsyncEnumerable<CallUpdate> ReadUpdatesAsync(TextReader reader, string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _problems.Clear();
        CallLogRow row = await OpenAsync(reader, name, cancellationToken).ConfigureAwait(false);
        while (await row.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            CallUpdate? update = row.Read();
            foreach (CallLogProblem problem in row.Problems)
            {
                Report(problem);
            }

            if (update is not null)
            {
                yield return update;
            }
        }
    }

    /// <summary>Opens a log whose rows are to be read one by one.</summary>
    internal async Task<CallLogRow> OpenAsync(TextReader reader, string name, CancellationToken cancellationToken)
    {
        CsvTable table = await CsvTable.OpenAsync(reader, _options.Delimiter, _options.MaxLineLength, name, cancellationToken).ConfigureAwait(false);
        return new CallLogRow(table, CallLogHeader.Read(table, _options.Columns), _options, Zone);
    }

    internal static StreamReader Open(string path, Encoding? encoding = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            return new StreamReader(path, encoding ?? CallLogEncoding.Default, true, new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.ReadWrite, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CallLogException(
                new CallLogProblem { File = Path.GetFileName(path), Line = 0, Cause = "the file cannot be opened.", Remedy = "Check that it exists and may be read." },
                refused);
        }
    }

    internal static TimeZoneInfo? FindZone(string? id)
    {
        try
        {
            return id is null ? null : TimeZoneInfo.FindSystemTimeZoneById(id);
        }
        catch (TimeZoneNotFoundException)
        {
            throw new ArgumentException($"The time zone '{id}' is unknown; use an IANA name such as Europe/London.", nameof(id));
        }
    }

    private void Report(CallLogProblem problem)
    {
        if (_options.OnProblem == CallLogProblemPolicy.Stop)
        {
            throw new CallLogException(problem);
        }

        _problems.Add(problem);
        if (_problems.Count >= _options.MaxProblems)
        {
            throw new CallLogException(problem with
            {
                Cause = $"{problem.Cause} It is problem number {_problems.Count}.",
                Remedy = "Mend the log or its mapping, or raise MaxProblems.",
            });
        }
    }
}
