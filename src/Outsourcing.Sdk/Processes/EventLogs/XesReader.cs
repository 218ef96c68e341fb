using System.Globalization;
using System.Xml;

namespace Outsourcing.Processes;

/// <summary>Reads an XES document (IEEE 1849-2016) trace by trace. Extensions, classifiers and attributes that are not asked for are passed over.</summary>
internal sealed class XesReader
{
    private const int MaximumDepth = 64;
    private const int MaximumUnknownNames = 1000;
    private const int KeyRoom = 256;
    private readonly ProcessDiscovery _discovery;
    private readonly EventLogSource _source;
    private readonly HeldCase _case = new("");
    private readonly HashSet<string> _traceNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknownNames = new(StringComparer.Ordinal);
    private readonly string _caseKey;
    private readonly string? _caseRevenueKey;
    private readonly string? _revenueKey;
    private readonly EventLogColumns _keys;
    private string? _traceName;
    private decimal? _traceRevenue;
    private long _traces;
    private bool _rootSeen;

    // Attributes are read into these and looked up by their characters: making strings of them took a third of the reading.
    private readonly char[] _key = new char[KeyRoom];
    private char[] _value = new char[256];

    // The event being read.
    private CaseEvent _event;
    private decimal? _cost;
    private decimal? _revenue;
    private bool _broken;

    internal XesReader(ProcessDiscovery discovery, EventLogSource source)
    {
        _discovery = discovery;
        _source = source;
        _keys = discovery.Options.Columns;
        _caseKey = WithoutPrefix(_keys.Case);
        bool ofCase = _keys.Revenue?.StartsWith("case:", StringComparison.OrdinalIgnoreCase) ?? false;
        _caseRevenueKey = ofCase ? WithoutPrefix(_keys.Revenue!) : null;
        _revenueKey = ofCase ? null : _keys.Revenue;
    }

    internal void Read()
    {
        using GuardedStream stream = new(_source, _discovery.Options, xml: true);
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        IXmlLineInfo? place = null;
        try
        {
            using XmlReader reader = XmlReader.Create(stream, settings);
            place = (IXmlLineInfo)reader;
            Read(reader, place);
        }
        catch (XmlException broken)
        {
            string message = $"The XML is broken: {broken.Message}";
            if (!_rootSeen)
            {
                throw _discovery.Problems.Refuse(broken.LineNumber, broken.LinePosition, message, broken);
            }

            _discovery.Problems.Fail(EventLogProblemKind.Unreadable, broken.LineNumber, broken.LinePosition, message, broken);
        }
        catch (InvalidDataException broken)
        {
            string message = $"The gzip archive is broken: {broken.Message}";
            if (!_rootSeen)
            {
                throw _discovery.Problems.Refuse(place?.LineNumber ?? 1, place?.LinePosition, message, broken);
            }

            _discovery.Problems.Fail(EventLogProblemKind.Unreadable, place?.LineNumber ?? 1, place?.LinePosition, message, broken);
        }
        catch (LimitExceededException refused)
        {
            throw _discovery.Problems.Refuse(place?.LineNumber ?? 1, place?.LinePosition, refused.Message, refused);
        }
    }

    private void Read(XmlReader reader, IXmlLineInfo place)
    {
        Names names = new(reader.NameTable);
        bool inTrace = false;
        bool inEvent = false;
        while (reader.Read())
        {
            int depth = reader.Depth;
            if (reader.NodeType == XmlNodeType.Element)
            {
                string name = reader.LocalName;
                if (depth > 3 || !(inEvent ? depth == 3 : depth <= 2))
                {
                    RequireShallow(depth, place);
                    RequireKnown(name, names, place);
                }
                else if (depth == 3)
                {
                    ReadEventAttribute(reader, names, place);
                }
                else if (depth == 2)
                {
                    if (ReferenceEquals(name, names.Event) && inTrace)
                    {
                        BeginEvent();
                        inEvent = !reader.IsEmptyElement;
                        if (!inEvent)
                        {
                            EndEvent(place);
                        }
                    }
                    else if (inTrace)
                    {
                        ReadTraceAttribute(reader, names, place);
                    }
                }
                else if (depth == 1)
                {
                    inTrace = ReferenceEquals(name, names.Trace);
                    if (inTrace)
                    {
                        BeginTrace();
                        if (reader.IsEmptyElement)
                        {
                            EndTrace(place);
                            inTrace = false;
                        }
                    }
                    else if (ReferenceEquals(name, names.Event))
                    {
                        _discovery.Problems.Fail(EventLogProblemKind.MissingCase, place.LineNumber, place.LinePosition, "The event stands outside every trace.");
                    }
                    else
                    {
                        RequireKnown(name, names, place);
                    }
                }
                else
                {
                    if (!ReferenceEquals(name, names.Log))
                    {
                        throw _discovery.Problems.Refuse(place.LineNumber, place.LinePosition, $"The document's root is '{Short(name)}'; an XES document's is 'log'.");
                    }

                    _rootSeen = true;
                }
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                if (depth == 2 && inEvent)
                {
                    EndEvent(place);
                    inEvent = false;
                }
                else if (depth == 1 && inTrace)
                {
                    EndTrace(place);
                    inTrace = false;
                }
            }
        }
    }

    private void BeginTrace()
    {
        _case.Reset($"#{++_traces}");
        _traceName = null;
        _traceRevenue = null;
    }

    private void EndTrace(IXmlLineInfo place)
    {
        if (_case.IsEmpty)
        {
            _discovery.Problems.Note(EventLogProblemKind.EmptyCase, place.LineNumber, place.LinePosition);
            return;
        }

        if (_traceName is { Length: > 0 } name && !_traceNames.Add(name))
        {
            _discovery.Problems.Note(EventLogProblemKind.RepeatedCase, place.LineNumber, place.LinePosition);
        }

        _case.Revenue = _traceRevenue ?? _case.Revenue;
        _discovery.Close(_case);
    }

    private void ReadTraceAttribute(XmlReader reader, Names names, IXmlLineInfo place)
    {
        if (!TryReadKey(reader, names, place, out ReadOnlySpan<char> key))
        {
            return;
        }

        if (key.SequenceEqual(_caseKey))
        {
            _traceName = reader.Value;
            if (_traceName.Length > 0)
            {
                _case.Rename(_traceName);
            }
        }
        else if (Is(key, _caseRevenueKey))
        {
            if (decimal.TryParse(Value(reader), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal revenue))
            {
                _traceRevenue = revenue;
            }
            else
            {
                _discovery.Problems.Fail(EventLogProblemKind.InvalidNumber, place.LineNumber, place.LinePosition, $"The trace's '{Short(_caseRevenueKey!)}' is no number.");
            }
        }
    }

    private void BeginEvent()
    {
        _event = new CaseEvent { Activity = -1, Resource = CaseEvent.NoResource, StartTicks = CaseEvent.NoTime };
        _cost = null;
        _revenue = null;
        _broken = false;
    }

    private void EndEvent(IXmlLineInfo place)
    {
        if (_broken)
        {
            return;
        }

        if (_event.Activity < 0)
        {
            _discovery.Problems.Fail(EventLogProblemKind.MissingActivity, place.LineNumber, place.LinePosition, $"The event has no '{Short(_keys.Activity)}'; name the attribute that holds the activity (Columns.Activity).");
            return;
        }

        _discovery.Add(_case, _event, _cost, _revenue, place.LineNumber);
        _discovery.Report(_source);
    }

    private void ReadEventAttribute(XmlReader reader, Names names, IXmlLineInfo place)
    {
        if (!TryReadKey(reader, names, place, out ReadOnlySpan<char> key))
        {
            return;
        }

        if (key.SequenceEqual(_keys.Activity))
        {
            ReadOnlySpan<char> activity = Value(reader);
            if (!activity.IsWhiteSpace())
            {
                _event.Activity = _discovery.Activity(activity);
            }
        }
        else if (Is(key, _keys.Timestamp))
        {
            if (TryReadTime(reader, _keys.Timestamp!, place, out EventTime time))
            {
                (_event.Ticks, _event.OffsetMinutes, _event.IsTimed) = (time.UtcTicks, time.OffsetMinutes, true);
            }
        }
        else if (Is(key, _keys.Resource))
        {
            ReadOnlySpan<char> resource = Value(reader);
            if (resource.Length > 0)
            {
                _event.Resource = _discovery.Resource(resource);
            }
        }
        else if (Is(key, _keys.Lifecycle))
        {
            _event.Lifecycle = ProcessDiscovery.Lifecycle(Value(reader));
        }
        else if (Is(key, _keys.StartedAt))
        {
            if (TryReadTime(reader, _keys.StartedAt!, place, out EventTime time))
            {
                _event.StartTicks = time.UtcTicks;
            }
        }
        else if (Is(key, _keys.Cost))
        {
            _cost = ReadNumber(reader, _keys.Cost!, place);
        }
        else if (Is(key, _revenueKey))
        {
            _revenue = ReadNumber(reader, _revenueKey!, place);
        }
    }

    private static bool Is(ReadOnlySpan<char> key, string? wanted) => wanted is not null && key.SequenceEqual(wanted);

    // Leaves the reader on the value; key before value is how every writer orders them, and is read without a second look.
    private bool TryReadKey(XmlReader reader, Names names, IXmlLineInfo place, out ReadOnlySpan<char> key)
    {
        if (reader.MoveToFirstAttribute() && ReferenceEquals(reader.LocalName, names.Key))
        {
            int length = reader.ReadValueChunk(_key, 0, KeyRoom);
            key = length < KeyRoom ? _key.AsSpan(0, length) : reader.Value;
            if (reader.MoveToNextAttribute() && ReferenceEquals(reader.LocalName, names.Value) && reader.AttributeCount == 2)
            {
                return true;
            }
        }

        reader.MoveToElement();
        key = reader.GetAttribute("key");
        RequireKnown(reader.LocalName, names, place);
        for (bool more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            RequireKnown(reader.LocalName, names, place);
        }

        return reader.MoveToAttribute("value");
    }

    // The value the reader is on; what is read next takes its place.
    private ReadOnlySpan<char> Value(XmlReader reader)
    {
        int length = 0;
        while (true)
        {
            length += reader.ReadValueChunk(_value, length, _value.Length - length);
            if (length < _value.Length)
            {
                return _value.AsSpan(0, length);
            }

            Array.Resize(ref _value, _value.Length * 2);
        }
    }

    private bool TryReadTime(XmlReader reader, string key, IXmlLineInfo place, out EventTime time)
    {
        ReadOnlySpan<char> text = Value(reader);
        time = default;
        if (text.IsWhiteSpace())
        {
            return false;
        }

        if (!EventTime.TryParse(text, _discovery.Options, out time, out bool assumed))
        {
            _broken = true;
            _discovery.Problems.Fail(EventLogProblemKind.InvalidTimestamp, place.LineNumber, place.LinePosition, $"'{Short(key)}' is no ISO 8601 time; name its format in TimestampFormats.");
            return false;
        }

        if (assumed)
        {
            _discovery.Problems.Note(EventLogProblemKind.AssumedOffset, place.LineNumber, place.LinePosition);
        }

        time = time.As(_discovery.Options);
        return true;
    }

    private decimal? ReadNumber(XmlReader reader, string key, IXmlLineInfo place)
    {
        ReadOnlySpan<char> text = Value(reader);
        if (text.IsWhiteSpace())
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            return number;
        }

        _broken = true;
        _discovery.Problems.Fail(EventLogProblemKind.InvalidNumber, place.LineNumber, place.LinePosition, $"'{Short(key)}' is no number.");
        return null;
    }

    private void RequireShallow(int depth, IXmlLineInfo place)
    {
        if (depth > MaximumDepth)
        {
            throw _discovery.Problems.Refuse(place.LineNumber, place.LinePosition, $"Elements are nested more than {MaximumDepth} deep.");
        }
    }

    // The XML reader keeps every name it ever met; a document made of ever new names is refused before they fill the memory.
    private void RequireKnown(string name, Names names, IXmlLineInfo place)
    {
        if (!names.IsKnown(name) && _unknownNames.Add(name) && _unknownNames.Count > MaximumUnknownNames)
        {
            throw _discovery.Problems.Refuse(place.LineNumber, place.LinePosition, $"The document uses more than {MaximumUnknownNames} names that XES does not define.");
        }
    }

    private static string WithoutPrefix(string key) => key.StartsWith("case:", StringComparison.OrdinalIgnoreCase) ? key[5..] : key;

    private static string Short(string name) => name.Length <= 60 ? name : name[..60] + "…";

    private sealed class Names(XmlNameTable table)
    {
        private readonly string[] _others =
        [
            table.Add("string"), table.Add("date"), table.Add("int"), table.Add("float"), table.Add("boolean"), table.Add("id"), table.Add("list"), table.Add("container"),
            table.Add("values"), table.Add("extension"), table.Add("global"), table.Add("classifier"), table.Add("name"), table.Add("prefix"), table.Add("uri"),
        ];

        internal string Log { get; } = table.Add("log");

        internal string Trace { get; } = table.Add("trace");

        internal string Event { get; } = table.Add("event");

        internal string Key { get; } = table.Add("key");

        internal string Value { get; } = table.Add("value");

        internal bool IsKnown(string name) =>
            ReferenceEquals(name, Event) || ReferenceEquals(name, Trace) || ReferenceEquals(name, Log) || ReferenceEquals(name, Key) || ReferenceEquals(name, Value)
            || Array.Exists(_others, other => ReferenceEquals(other, name));
    }
}
