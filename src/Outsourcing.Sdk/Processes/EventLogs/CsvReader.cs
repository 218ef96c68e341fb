using System.Globalization;
using System.Text;
using Outsourcing.Text;

namespace Outsourcing.Processes;

/// <summary>Reads a CSV text (RFC 4180) line by line. Columns that are not asked for are passed over.</summary>
internal sealed class CsvReader(ProcessDiscovery discovery, EventLogSource source)
{
    private readonly EventLogOptions _options = discovery.Options;
    private readonly ProblemLog _problems = discovery.Problems;
    private Columns _columns;
    private string[] _names = [];

    // Neighbouring lines are usually of the same case.
    private HeldCase? _case;

    internal void Read()
    {
        using GuardedStream stream = new(source, _options, xml: false);
        using StreamReader text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        DelimitedReader reader = new(text, _options.Separator, _options.MaximumFieldLength);
        bool begun = false;
        try
        {
            _columns = FindColumns(reader);
            begun = true;
            Read(reader);
        }
        catch (Exception broken) when (broken is DelimitedTextException or InvalidDataException)
        {
            string message = $"The text cannot be read further: {broken.Message}";
            if (!begun)
            {
                throw _problems.Refuse(reader.Line, null, message, broken);
            }

            _problems.Fail(EventLogProblemKind.Unreadable, reader.Line, null, message, broken);
        }
        catch (LimitExceededException refused)
        {
            throw _problems.Refuse(reader.Line, null, refused.Message, refused);
        }
    }

    private void Read(DelimitedReader reader)
    {
        while (reader.Read())
        {
            if (reader.FieldCount != _names.Length)
            {
                // A line break at the end of the file, or an empty line between others, is no line.
                if (reader.FieldCount > 1 || !reader[0].IsWhiteSpace())
                {
                    _problems.Fail(EventLogProblemKind.InvalidLine, reader.Line, null, $"The line has {reader.FieldCount} fields, the header {_names.Length}.");
                }

                continue;
            }

            ReadEvent(reader);
        }
    }

    private void ReadEvent(DelimitedReader reader)
    {
        ReadOnlySpan<char> caseId = reader[_columns.Case].Trim();
        if (caseId.IsEmpty)
        {
            _problems.Fail(EventLogProblemKind.MissingCase, reader.Line, null, "The line names no case.");
            return;
        }

        ReadOnlySpan<char> activity = reader[_columns.Activity].Trim();
        if (activity.IsEmpty)
        {
            _problems.Fail(EventLogProblemKind.MissingActivity, reader.Line, null, "The line names no activity.");
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
        if (_columns.Resource >= 0 && reader[_columns.Resource] is { IsEmpty: false } resource)
        {
            item.Resource = discovery.Resource(resource);
        }

        if (_columns.Lifecycle >= 0)
        {
            item.Lifecycle = ProcessDiscovery.Lifecycle(reader[_columns.Lifecycle].Trim());
        }

        if (_case is null || !caseId.SequenceEqual(_case.Id))
        {
            _case = discovery.CaseOf(caseId);
        }

        discovery.Add(_case, item, cost, revenue, reader.Line);
        discovery.Report(source);
    }

    private bool TryReadTime(DelimitedReader reader, int column, out EventTime? time)
    {
        time = null;
        ReadOnlySpan<char> text = column < 0 ? [] : reader[column];
        if (text.IsWhiteSpace())
        {
            return true;
        }

        if (!EventTime.TryParse(text, _options, out EventTime read, out bool assumed))
        {
            _problems.Fail(EventLogProblemKind.InvalidTimestamp, reader.Line, column + 1, $"Column '{_names[column]}' holds no ISO 8601 time; name its format in TimestampFormats.");
            return false;
        }

        if (assumed)
        {
            _problems.Note(EventLogProblemKind.AssumedOffset, reader.Line, column + 1);
        }

        time = read.As(_options);
        return true;
    }

    private bool TryReadNumber(DelimitedReader reader, int column, out decimal? number)
    {
        number = null;
        ReadOnlySpan<char> text = column < 0 ? [] : reader[column];
        if (text.IsWhiteSpace())
        {
            return true;
        }

        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal read))
        {
            _problems.Fail(EventLogProblemKind.InvalidNumber, reader.Line, column + 1, $"Column '{_names[column]}' holds no number; write it with a decimal point and without separators of thousands.");
            return false;
        }

        number = read;
        return true;
    }

    private Columns FindColumns(DelimitedReader reader)
    {
        if (!reader.Read())
        {
            throw new InvalidDataException("there is no header line.");
        }

        Dictionary<string, int> byName = new(StringComparer.OrdinalIgnoreCase);
        _names = new string[reader.FieldCount];
        for (int index = 0; index < _names.Length; index++)
        {
            _names[index] = reader[index].Trim().ToString();
            byName.TryAdd(_names[index], index);
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
