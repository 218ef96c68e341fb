namespace Outsourcing.Text;

/// <summary>
/// Reads the records of a separated text as RFC 4180 has them: quoted fields may hold separators, line breaks and doubled quotes.
/// A field is a view into one buffer that holds no more than the longest record allowed; nothing is allocated per record or field.
/// </summary>
/// <remarks>
/// A quote that does not begin its field is text. Lines end with LF, CR LF or CR. No line is a comment, and an empty line is a
/// record of one empty field: whether it counts is the caller's to say. A byte order mark is passed over.
/// </remarks>
internal sealed class DelimitedReader(TextReader text, char? separator, int maximumRecordLength)
{
    private const string Separators = ",;\t|";
    private const int FirstCapacity = 1 << 16;
    private char[] _buffer = new char[Math.Min(FirstCapacity, Capacity(maximumRecordLength))];
    private (int Start, int Length)[] _fields = new (int, int)[16];

    // Fields of the record that hold doubled quotes still.
    private readonly List<int> _doubled = [];
    private int _next;
    private int _end;
    private bool _begun;
    private bool _ended;
    private long _nextLine = 1;

    /// <summary>Gets the separator: the one given, or else, from the first record on, the one that the first line holds most of outside quotes.</summary>
    internal char Separator { get; private set; } = separator ?? ',';

    /// <summary>Gets the line the record starts on, also of one that is broken; the first line is 1.</summary>
    internal long Line { get; private set; }

    internal int FieldCount { get; private set; }

    /// <summary>Gets a field of the record without its quotes; empty beyond the last. It holds until the next record is read.</summary>
    internal ReadOnlySpan<char> this[int field] =>
        (uint)field < (uint)FieldCount ? _buffer.AsSpan(_fields[field].Start, _fields[field].Length) : [];

    /// <summary>Goes to the next record.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="DelimitedTextException">The record is too long, or a quote is not closed where its field ends.</exception>
    internal bool Read()
    {
        while (!TryTake())
        {
            if (_ended)
            {
                return false;
            }

            Memory<char> room = MakeRoom();
            Filled(room.Length, text.ReadBlock(room.Span));
        }

        return true;
    }

    /// <inheritdoc cref="Read"/>
    internal async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (!TryTake())
        {
            if (_ended)
            {
                return false;
            }

            Memory<char> room = MakeRoom();
            Filled(room.Length, await text.ReadBlockAsync(room, cancellationToken).ConfigureAwait(false));
        }

        return true;
    }

    // Room for the line break after the longest record.
    private static int Capacity(int maximumRecordLength) => Math.Min(maximumRecordLength, Array.MaxLength - 2) + 2;

    private Memory<char> MakeRoom()
    {
        int held = _end - _next;
        char[] from = _buffer;
        if (held == _buffer.Length)
        {
            int capacity = Capacity(maximumRecordLength);
            if (held == capacity)
            {
                throw TooLong();
            }

            _buffer = new char[(int)Math.Min(held * 2L, capacity)];
        }

        from.AsSpan(_next, held).CopyTo(_buffer);
        (_next, _end) = (0, held);
        return _buffer.AsMemory(held);
    }

    private void Filled(int room, int read)
    {
        _end += read;
        _ended = read < room;
        if (_begun)
        {
            return;
        }

        _begun = true;
        if (_end > 0 && _buffer[0] == '\uFEFF')
        {
            _next = 1;
        }

        // A spreadsheet's own hint, on a line of its own before the header.
        if (_buffer.AsSpan(_next, _end - _next) is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var hint, '\r' or '\n', ..] head)
        {
            _next += head[5] == '\r' && head.Length > 6 && head[6] == '\n' ? 7 : 6;
            _nextLine++;
            Separator = separator ?? hint;
        }
        else if (separator is null)
        {
            Separator = Likeliest(_buffer.AsSpan(_next, _end - _next));
        }
    }

    private static char Likeliest(ReadOnlySpan<char> head)
    {
        Span<int> counts = stackalloc int[Separators.Length];
        bool quoted = false;
        foreach (char c in head)
        {
            if (!quoted && c is '\r' or '\n')
            {
                break;
            }

            quoted ^= c == '"';
            int candidate = quoted ? -1 : Separators.IndexOf(c, StringComparison.Ordinal);
            if (candidate >= 0)
            {
                counts[candidate]++;
            }
        }

        int most = 0;
        for (int index = 1; index < counts.Length; index++)
        {
            most = counts[index] > counts[most] ? index : most;
        }

        return Separators[most];
    }

    // False where the buffer holds no whole record: it is read again from its start when there is more.
    private bool TryTake()
    {
        FieldCount = 0;
        _doubled.Clear();
        Line = _nextLine;
        if (_next == _end)
        {
            return false;
        }

        ReadOnlySpan<char> rest = _buffer.AsSpan(_next, _end - _next);
        long breaks = 0;
        int at = 0;
        while (true)
        {
            if (at < rest.Length && rest[at] == '"')
            {
                if (!TryQuoted(rest, ref at, ref breaks))
                {
                    return false;
                }
            }
            else
            {
                int length = rest[at..].IndexOfAny(Separator, '\n', '\r');
                if (length < 0)
                {
                    length = rest.Length - at;
                }

                Add(at, length);
                at += length;
            }

            if (at < rest.Length && rest[at] == Separator)
            {
                at++;
                continue;
            }

            // Whether LF follows CR, or anything follows at all, may not be known yet.
            if (!_ended && (at == rest.Length || (at + 1 == rest.Length && rest[at] == '\r')))
            {
                return false;
            }

            int following = at + 1 < rest.Length && rest[at] == '\r' && rest[at + 1] == '\n' ? at + 2 : at + 1;
            Take(at, Math.Min(following, rest.Length), breaks + 1);
            return true;
        }
    }

    private bool TryQuoted(ReadOnlySpan<char> rest, ref int at, ref long breaks)
    {
        int start = at + 1;
        int close = start;
        bool doubled = false;
        while (true)
        {
            int quote = rest[close..].IndexOf('"');
            if (quote < 0)
            {
                return _ended ? throw new DelimitedTextException("a quote is never closed.") : false;
            }

            close += quote;
            if (close + 1 == rest.Length && !_ended)
            {
                return false;
            }

            if (close + 1 == rest.Length || rest[close + 1] != '"')
            {
                break;
            }

            doubled = true;
            close += 2;
        }

        at = close + 1;
        if (at < rest.Length && rest[at] is not ('\r' or '\n') && rest[at] != Separator)
        {
            throw new DelimitedTextException("a quoted field does not end where its quote does.");
        }

        if (doubled)
        {
            _doubled.Add(FieldCount);
        }

        breaks += Breaks(rest[start..close]);
        Add(start, close - start);
        return true;
    }

    private static int Breaks(ReadOnlySpan<char> quoted)
    {
        int breaks = 0;
        while (quoted.IndexOfAny('\n', '\r') is >= 0 and int at)
        {
            breaks++;
            quoted = quoted[(quoted[at..] is ['\r', '\n', ..] ? at + 2 : at + 1)..];
        }

        return breaks;
    }

    private void Add(int start, int length)
    {
        if (FieldCount == _fields.Length)
        {
            Array.Resize(ref _fields, FieldCount * 2);
        }

        _fields[FieldCount++] = (_next + start, length);
    }

    private void Take(int length, int consumed, long breaks)
    {
        if (length > maximumRecordLength)
        {
            throw TooLong();
        }

        foreach (int field in _doubled)
        {
            _fields[field].Length = Undouble(_buffer.AsSpan(_fields[field].Start, _fields[field].Length));
        }

        _next += consumed;
        _nextLine += breaks;
    }

    private static int Undouble(Span<char> quoted)
    {
        int kept = 0;
        for (int at = 0; at < quoted.Length; at++)
        {
            quoted[kept++] = quoted[at];
            at += quoted[at] == '"' ? 1 : 0;
        }

        return kept;
    }

    private DelimitedTextException TooLong() => new($"the record is longer than {maximumRecordLength} characters, or a quote is never closed.");
}
