using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace Outsourcing.Processes;

/// <summary>Reads a CSV text (RFC 4180) line by line. Columns that are not asked for are passed over.</summary>
internal sealed class CsvReader(ProcessDiscovery discovery, EventLogSource source)
{
    private readonly EventLogOptions _options = discovery.Options;
    private readonly ProblemLog _problems = discovery.Problems;
    private Columns _columns;
    private long _line = 1;

    // Neighbouring lines are usually of the same case.
    private HeldCase? _case;

    internal void Read()
    {
        using GuardedStream stream = new(source, _options, xml: false);
        using StreamReader text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        bool begun = false;
        try
        {
            using HeaderPeek peeked = new(text);
            CsvDataReaderOptions options = new()
            {
                Delimiter = _options.Separator ?? peeked.Separator,
                BufferSize = Math.Min(1 << 16, _options.MaximumFieldLength),
                MaxBufferSize = _options.MaximumFieldLength,
                CsvStyle = CsvStyle.Standard,
                HeaderComparer = StringComparer.OrdinalIgnoreCase,
                ResultSetMode = ResultSetMode.SingleResult,

                // A case id may begin with '#': no character begins a comment. U+FFFF is none.
                Comment = '\uFFFF',
                OwnsReader = false,
            };
            using CsvDataReader reader = CsvDataReader.Create(peeked, options);
            _columns = FindColumns(reader);
            begun = true;
            Read(reader);
        }
        catch (Exception broken) when (broken is CsvFormatException or CsvRecordTooLargeException or CsvMissingHeadersException or AmbiguousColumnException or InvalidDataException)
        {
            string message = $"The text cannot be read further: {broken.Message}";
            if (!begun)
            {
                throw _problems.Refuse(_line, null, message, broken);
            }

            _problems.Fail(EventLogProblemKind.Unreadable, _line + 1, null, message, broken);
        }
        catch (LimitExceededException refused)
        {
            throw _problems.Refuse(_line, null, refused.Message, refused);
        }
    }

    private void Read(CsvDataReader reader)
    {
        int fields = reader.FieldCount;
        while (reader.Read())
        {
            _line++;
            if (reader.RowFieldCount != fields)
            {
                // A line break at the end of the file, or an empty line between others, is no line.
                if (reader.RowFieldCount > 1 || (reader.RowFieldCount == 1 && !reader.GetFieldSpan(0).IsWhiteSpace()))
                {
                    _problems.Fail(EventLogProblemKind.InvalidLine, _line, null, $"The line has {reader.RowFieldCount} fields, the header {fields}.");
                }

                continue;
            }

            ReadEvent(reader);
        }
    }

    private void ReadEvent(CsvDataReader reader)
    {
        ReadOnlySpan<char> caseId = reader.GetFieldSpan(_columns.Case).Trim();
        if (caseId.IsEmpty)
        {
            _problems.Fail(EventLogProblemKind.MissingCase, _line, null, "The line names no case.");
            return;
        }

        ReadOnlySpan<char> activity = reader.GetFieldSpan(_columns.Activity).Trim();
        if (activity.IsEmpty)
        {
            _problems.Fail(EventLogProblemKind.MissingActivity, _line, null, "The line names no activity.");
            return;
        }

        CaseEvent item = new() { Resource = CaseEvent.NoResource, StartTicks = CaseEvent.NoTime };
        if (!TryReadTime(reader, _columns.Timestamp, out EventTime? time)
            || !TryReadTime(reader, _columns.StartedAt, out EventTime? started)
            || !TryReadNumber(reader, _columns.Cost, out decimal? cost)
            || !TryReadNumber(reader, _columns.Revenue, out decimal? revenue))
        {
            return;
        }

        if (time is { } at)
        {
            (item.Ticks, item.OffsetMinutes, item.IsTimed) = (at.UtcTicks, at.OffsetMinutes, true);
        }

        item.StartTicks = started?.UtcTicks ?? CaseEvent.NoTime;
        item.Activity = discovery.Activity(activity);
        if (_columns.Resource >= 0 && reader.GetFieldSpan(_columns.Resource) is { IsEmpty: false } resource)
        {
            item.Resource = discovery.Resource(resource);
        }

        if (_columns.Lifecycle >= 0)
        {
            item.Lifecycle = ProcessDiscovery.Lifecycle(reader.GetFieldSpan(_columns.Lifecycle).Trim());
        }

        if (_case is null || !caseId.SequenceEqual(_case.Id))
        {
            _case = discovery.CaseOf(caseId);
        }

        discovery.Add(_case, item, cost, revenue, _line);
        discovery.Report(source);
    }

    private bool TryReadTime(CsvDataReader reader, int column, out EventTime? time)
    {
        time = null;
        ReadOnlySpan<char> text = column < 0 ? [] : reader.GetFieldSpan(column);
        if (text.IsWhiteSpace())
        {
            return true;
        }

        if (!EventTime.TryParse(text, _options, out EventTime read, out bool assumed))
        {
            _problems.Fail(EventLogProblemKind.InvalidTimestamp, _line, column + 1, $"Column '{reader.GetName(column)}' holds no ISO 8601 time; name its format in TimestampFormats.");
            return false;
        }

        if (assumed)
        {
            _problems.Note(EventLogProblemKind.AssumedOffset, _line, column + 1);
        }

        time = read.As(_options);
        return true;
    }

    private bool TryReadNumber(CsvDataReader reader, int column, out decimal? number)
    {
        number = null;
        ReadOnlySpan<char> text = column < 0 ? [] : reader.GetFieldSpan(column);
        if (text.IsWhiteSpace())
        {
            return true;
        }

        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal read))
        {
            _problems.Fail(EventLogProblemKind.InvalidNumber, _line, column + 1, $"Column '{reader.GetName(column)}' holds no number; write it with a decimal point and without separators of thousands.");
            return false;
        }

        number = read;
        return true;
    }

    private Columns FindColumns(CsvDataReader reader)
    {
        Dictionary<string, int> byName = new(StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < reader.FieldCount; index++)
        {
            byName.TryAdd(reader.GetName(index).Trim(), index);
        }

        EventLogColumns names = _options.Columns;
        return new Columns(
            Required(names.Case, "Case"), Required(names.Activity, "Activity"), Required(names.Timestamp, "Timestamp"),
            Optional(names.StartedAt), Optional(names.Resource), Optional(names.Lifecycle), Optional(names.Cost),
            names.Revenue is null ? -1 : Required(names.Revenue, "Revenue"));

        int Optional(string? name) => name is null ? -1 : byName.GetValueOrDefault(name, -1);

        int Required(string name, string role) => byName.TryGetValue(name, out int index)
            ? index
            : throw _problems.Refuse(1, null, $"The header has no column '{name}'; set Columns.{role} to one of its {byName.Count} columns.");
    }

    private readonly record struct Columns(int Case, int Activity, int Timestamp, int StartedAt, int Resource, int Lifecycle, int Cost, int Revenue);
}
