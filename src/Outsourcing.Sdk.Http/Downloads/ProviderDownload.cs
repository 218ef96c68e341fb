namespace Outsourcing.Http;

/// <summary>A recording while it is downloaded. Nothing is buffered; dispose it to end the download.</summary>
public sealed class ProviderDownload : IAsyncDisposable
{
    private readonly DownloadStream _content;

    internal ProviderDownload(HttpResponseMessage response, DownloadStream content)
    {
        _content = content;
        ContentType = response.Content.Headers.ContentType?.MediaType;
        Length = response.Content.Headers.ContentLength;
        FileName = DownloadName.From(response.Content.Headers.ContentDisposition);
    }

    /// <summary>Gets the content as it comes. It is read asynchronously, once, and by one reader.</summary>
    /// <remarks>
    /// When the connection breaks or stalls, reading goes on where it broke, up to three times and only after some bytes have come,
    /// provided that the server stated the length, that it gives parts, and by what a recording is known to be the same (a strong
    /// entity tag, or the time of its last change). Otherwise, and when it is no longer the same, reading throws a
    /// <see cref="ProviderException"/>, as it does for more bytes than <see cref="ProviderHttpOptions.MaxDownloadBytes"/>, fewer than
    /// announced, and others than the checksum stated. What was read by then is not to be used.
    /// </remarks>
    public Stream Content => _content;

    /// <summary>Gets the content type, as the provider says it.</summary>
    public string? ContentType { get; }

    /// <summary>Gets the length in bytes, when the provider says it.</summary>
    public long? Length { get; }

    /// <summary>Gets the name that the server proposes for a file; <see langword="null"/> when it proposes none that can be used.</summary>
    /// <remarks>
    /// It names no folder, holds no control characters and none that Windows forbids, is no device of Windows, does not begin with a
    /// dot, and takes 200 bytes of UTF-8 at most. It is a proposal nevertheless: two recordings may have the same.
    /// </remarks>
    public string? FileName { get; }

    /// <summary>Gets whether the server stated a checksum by MD5, SHA-256 or SHA-512: Content-MD5, Digest, Content-Digest or Repr-Digest.</summary>
    public bool DigestStated => _content.DigestStated;

    /// <summary>Gets whether the content was read to its end and agrees with every checksum the server stated.</summary>
    /// <value><see langword="false"/> until the end, and when none was stated.</value>
    /// <remarks>
    /// Content that does not agree throws while it is read. Where the server states no length it does not throw, and this stays
    /// <see langword="false"/>: such content may have been compressed on its way, and its checksum is of the compressed bytes.
    /// </remarks>
    public bool DigestVerified => _content.DigestVerified;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _content.DisposeAsync();
}
