using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace Outsourcing.Http;

/// <summary>
/// A recording as it comes: no more bytes than allowed, none too few, a limited wait for each read, checked against the server's own
/// checksums, and fetched on from where the connection broke. Nothing is kept of it.
/// </summary>
internal sealed class DownloadStream : Stream
{
    private const int MaxResumptions = 3;

    private readonly DownloadTerms _terms;
    private readonly long? _length;
    private readonly RangeConditionHeaderValue? _validator;
    private readonly DownloadDigests _whole;
    private HttpResponseMessage _response;
    private Stream _inner;
    private DownloadDigests? _part;
    private CancellationTokenSource _timeout;
    private long _read;
    private long _resumedAt;
    private int _resumptions;
    private ProviderException? _failure;
    private bool _ended;

    /// <summary>Starts reading an answer with a whole recording.</summary>
    internal DownloadStream(HttpResponseMessage response, Stream content, DownloadTerms terms)
    {
        _response = response;
        _inner = content;
        _terms = terms;
        _length = response.Content.Headers.ContentLength;
        _validator = _length is not null && response.Headers.AcceptRanges.Contains("bytes", StringComparer.OrdinalIgnoreCase) ? Validator(response) : null;
        _whole = DownloadDigests.OfWhole(response);
        _timeout = new CancellationTokenSource(Timeout.InfiniteTimeSpan, terms.Time);
        DigestStated = _whole.Any;
        if (_length == 0)
        {
            End();
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A download has no position; read it to its end.");

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException("A download has no position; read it to its end.");
    }

    /// <summary>Gets whether the server stated a checksum that can be checked.</summary>
    internal bool DigestStated { get; private set; }

    /// <summary>Gets whether all was read and agrees with every checksum stated.</summary>
    internal bool DigestVerified { get; private set; }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_failure is not null)
        {
            throw new ProviderException(_failure.Error);
        }

        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            while (true)
            {
                (ProviderFailure Failure, string Code) broken;
                try
                {
                    int got = await ReadOnceAsync(buffer, cancellationToken).ConfigureAwait(false);
                    if (got > 0 || _length is null || _read == _length)
                    {
                        Take(buffer.Span[..got]);
                        return got;
                    }

                    broken = (ProviderFailure.Connection, "truncated");
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    broken = (ProviderFailure.TimedOut, "stalled");
                }
                catch (HttpIOException ended) when (ended.HttpRequestError == HttpRequestError.ResponseEnded)
                {
                    broken = (ProviderFailure.Connection, "truncated");
                }
                catch (Exception unpacking) when (unpacking is InvalidDataException or (InvalidOperationException and not ObjectDisposedException))
                {
                    // Not compressed as announced: each of the runtime's decoders says so in its own way.
                    throw _terms.Refuse(ProviderFailure.InvalidResponse, "unreadable");
                }
                catch (IOException)
                {
                    broken = (ProviderFailure.Connection, "broken");
                }

                if (_validator is null || _resumptions == MaxResumptions || _read == _resumedAt)
                {
                    throw _terms.Refuse(broken.Failure, broken.Code);
                }

                await ResumeAsync(_validator, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ProviderException failure)
        {
            _failure = failure;
            throw;
        }
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
            _inner.Dispose();
            _response.Dispose();
            _timeout.Dispose();
            _whole.Dispose();
            _part?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Finds what says that a later part is of the same recording: a strong entity tag or, where there is none at all, a date that is strong.</summary>
    private static RangeConditionHeaderValue? Validator(HttpResponseMessage response) =>
        response.Headers.ETag is { } tag ? tag.IsWeak ? null : new RangeConditionHeaderValue(tag)
        // Changed twice within the second that the date names, it would not show (RFC 9110, 8.8.2.2).
        : response.Content.Headers.LastModified is { } changed && response.Headers.Date is { } sent && sent - changed >= TimeSpan.FromSeconds(1) ? new RangeConditionHeaderValue(changed)
        : null;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            _timeout.CancelAfter(_terms.Patience);
            using CancellationTokenRegistration link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _timeout);
            return await _inner.ReadAsync(buffer, _timeout.Token).ConfigureAwait(false);
        }
        finally
        {
            if (!_timeout.TryReset())
            {
                _timeout.Dispose();
                _timeout = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _terms.Time);
            }
        }
    }

    private void Take(ReadOnlySpan<byte> got)
    {
        _read += got.Length;
        if (_read > _terms.Cap || _read > _length)
        {
            throw _terms.Refuse(ProviderFailure.InvalidResponse, "too-large");
        }

        _whole.Append(got);
        _part?.Append(got);

        // With the last byte and not after it: who counts bytes asks no further.
        if (got.IsEmpty || _read == _length)
        {
            End();
        }
    }

    private void End()
    {
        _ended = true;
        CheckPart();
        bool agreed = _whole.Agree();

        // Without a length the handler may have unpacked what it got; checksums are of the packed bytes.
        if (!agreed && _length is not null)
        {
            throw _terms.Refuse(ProviderFailure.InvalidResponse, "digest-mismatch");
        }

        DigestVerified = agreed && DigestStated;
    }

    private void CheckPart()
    {
        if (_part is { } part)
        {
            _part = null;
            using (part)
            {
                if (!part.Agree())
                {
                    throw _terms.Refuse(ProviderFailure.InvalidResponse, "digest-mismatch");
                }
            }
        }
    }

    private async Task ResumeAsync(RangeConditionHeaderValue validator, CancellationToken cancellationToken)
    {
        _resumptions++;
        _resumedAt = _read;

        // A part that broke off cannot be checked by itself.
        _part?.Dispose();
        _part = null;
        await _inner.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
        HttpResponseMessage response = await _terms.ResumeAsync(_read, validator, cancellationToken).ConfigureAwait(false);
        try
        {
            HttpContentHeaders headers = response.Content.Headers;
            bool same = response.StatusCode == HttpStatusCode.PartialContent
                && headers.ContentRange is { Unit: "bytes", From: { } from, To: { } to } range && from == _read && to < _length && (range.Length ?? _length) == _length
                && headers.ContentLength == to - from + 1
                && (validator.EntityTag is { } tag ? tag.Equals(response.Headers.ETag) : headers.LastModified == validator.Date);
            if (!same)
            {
                throw _terms.Refuse(ProviderFailure.InvalidResponse, "changed");
            }

            _inner = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }

        _response = response;
        _part = DownloadDigests.OfPart(response);
        _whole.AddRepresentation(response, open: false);
        DigestStated = _whole.Any;
    }
}
