namespace Outsourcing.Processes;

/// <summary>The bytes of a log as they come: read without blocking the caller's kind of stream, counted, and given up on when cancelled.</summary>
internal sealed class EventLogSource(Stream inner, IProgress<EventLogProgress>? progress, CancellationToken cancellationToken) : Stream
{
    private readonly byte[] _head = new byte[2];
    private int _headLength = -1;
    private int _headGiven;
    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Gets whether the bytes begin as gzip does.</summary>
    internal bool IsGzip
    {
        get
        {
            Peek();
            return _headLength == 2 && _head[0] == 0x1F && _head[1] == 0x8B;
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        Peek();
        if (_headGiven < _headLength && count > 0)
        {
            int given = Math.Min(count, _headLength - _headGiven);
            _head.AsSpan(_headGiven, given).CopyTo(buffer.AsSpan(offset));
            _headGiven += given;
            return given;
        }

        return FromInner(buffer.AsMemory(offset, count));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    internal void Report(long events, long cases) =>
        progress?.Report(new EventLogProgress { BytesRead = _bytes, TotalBytes = inner.CanSeek ? inner.Length : null, Events = events, Cases = cases });

    private void Peek()
    {
        if (_headLength >= 0)
        {
            return;
        }

        _headLength = 0;
        while (_headLength < 2)
        {
            int read = FromInner(_head.AsMemory(_headLength));
            if (read == 0)
            {
                break;
            }

            _headLength += read;
        }
    }

    // Some streams (a request's body) allow no synchronous reading.
    private int FromInner(Memory<byte> buffer)
    {
        ValueTask<int> pending = inner.ReadAsync(buffer, cancellationToken);
        int read = pending.IsCompletedSuccessfully ? pending.Result : pending.AsTask().GetAwaiter().GetResult();
        _bytes += read;
        return read;
    }
}
