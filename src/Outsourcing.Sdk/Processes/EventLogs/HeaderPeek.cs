namespace Outsourcing.Processes;

/// <summary>A text whose header line was looked at before it is read.</summary>
internal sealed class HeaderPeek : TextReader
{
    private const string Separators = ",;\t|";
    private readonly TextReader _rest;
    private readonly char[] _head = new char[1 << 14];
    private readonly int _length;
    private int _given;

    internal HeaderPeek(TextReader rest)
    {
        _rest = rest;
        _length = rest.ReadBlock(_head, 0, _head.Length);
    }

    /// <summary>Gets the separator the header line holds most of, outside quotes; a comma where it holds none.</summary>
    internal char Separator
    {
        get
        {
            Span<int> counts = stackalloc int[Separators.Length];
            bool quoted = false;
            foreach (char c in _head.AsSpan(0, _length))
            {
                if (!quoted && c is '\r' or '\n')
                {
                    break;
                }

                quoted ^= c == '"';
                int separator = quoted ? -1 : Separators.IndexOf(c, StringComparison.Ordinal);
                if (separator >= 0)
                {
                    counts[separator]++;
                }
            }

            int most = 0;
            for (int index = 1; index < counts.Length; index++)
            {
                most = counts[index] > counts[most] ? index : most;
            }

            return Separators[most];
        }
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (_given == _length)
        {
            return _rest.Read(buffer);
        }

        int given = Math.Min(buffer.Length, _length - _given);
        _head.AsSpan(_given, given).CopyTo(buffer);
        _given += given;
        return given;
    }

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Peek() => _given < _length ? _head[_given] : _rest.Peek();

    public override int ReadBlock(char[] buffer, int index, int count)
    {
        int given = 0;
        while (given < count && Read(buffer.AsSpan(index + given, count - given)) is > 0 and var read)
        {
            given += read;
        }

        return given;
    }
}
