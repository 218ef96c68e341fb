namespace Outsourcing.Http;

/// <summary>A recording while it is downloaded. Nothing is buffered; dispose it to end the download.</summary>
public sealed class ProviderDownload : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;

    internal ProviderDownload(HttpResponseMessage response, Stream content)
    {
        _response = response;
        Content = content;
    }

    /// <summary>Gets the content as it comes; reading more than the account's cap throws.</summary>
    public Stream Content { get; }

    /// <summary>Gets the content type, as the provider says it.</summary>
    public string? ContentType => _response.Content.Headers.ContentType?.MediaType;

    /// <summary>Gets the length in bytes, when the provider says it.</summary>
    public long? Length => _response.Content.Headers.ContentLength;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
    }
}
