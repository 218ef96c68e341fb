namespace Outsourcing.Http;

/// <summary>Lets through no more than a number of bytes, and waits no longer than a time for each read.</summary>
internal sealed class CappedStream(Stream inner, long cap, TimeSpan patience, TimeProvider time, Func<ProviderFailure, string, ProviderException> refuse) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A download has no position; read it to its end.");

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException("A download has no position; read it to its end.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource timeout = new(patience, time);
        using CancellationTokenRegistration link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        int got;
        try
        {
            got = await inner.ReadAsync(buffer, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw refuse(ProviderFailure.TimedOut, "stalled");
        }
        catch (IOException)
        {
            throw refuse(ProviderFailure.Connection, "broken");
        }

        _read += got;
        return _read > cap ? throw refuse(ProviderFailure.InvalidResponse, "too-large") : got;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A download is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A download has no position; read it to its end.");

    public override void SetLength(long value) => throw new NotSupportedException("A download is not written to.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A download is not written to.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
