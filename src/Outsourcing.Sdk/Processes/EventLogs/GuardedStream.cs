using System.IO.Compression;

namespace Outsourcing.Processes;

/// <summary>The unpacked bytes of a log, within bounds: not too many, and in XML no tag or text longer than allowed.</summary>
internal sealed class GuardedStream : Stream
{
    private readonly Stream _inner;
    private readonly EventLogOptions _options;
    private readonly bool _xml;
    private long _length;
    private long _sinceTag;

    internal GuardedStream(EventLogSource source, EventLogOptions options, bool xml)
    {
        _inner = source.IsGzip ? new GZipStream(source, CompressionMode.Decompress, leaveOpen: true) : source;
        _options = options;
        _xml = xml;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = _inner.Read(buffer);
        ReadOnlySpan<byte> bytes = buffer[..read];
        if (_length == 0 && _xml)
        {
            RefuseWideEncoding(bytes);
        }

        _length += read;
        if (_length > _options.MaximumLength)
        {
            throw new LimitExceededException($"The log is longer than {_options.MaximumLength} bytes once unpacked (MaximumLength).");
        }

        if (_xml)
        {
            Measure(bytes);
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _inner is GZipStream)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // No attribute value holds a '<', so the way from one to the next bounds what the XML reader must hold at once.
    private void Measure(ReadOnlySpan<byte> bytes)
    {
        int first = bytes.IndexOf((byte)'<');
        if (first < 0)
        {
            _sinceTag += bytes.Length;
        }
        else
        {
            RequireShort(_sinceTag + first);
            _sinceTag = bytes.Length - bytes.LastIndexOf((byte)'<');
        }

        RequireShort(_sinceTag);
    }

    private void RequireShort(long length)
    {
        if (length > _options.MaximumFieldLength)
        {
            throw new LimitExceededException($"A tag or text is longer than {_options.MaximumFieldLength} bytes (MaximumFieldLength).");
        }
    }

    // In encodings of two or four bytes a character, a byte 0x3C is not always a '<'.
    private static void RefuseWideEncoding(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0, ..] or [_, 0, ..])
        {
            throw new LimitExceededException("The document is encoded in UTF-16 or UTF-32; save it as UTF-8.");
        }
    }
}
