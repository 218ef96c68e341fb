namespace Outsourcing.Webhooks;

/// <summary>A webhook exactly as it came: nothing parsed, nothing decoded.</summary>
public sealed class WebhookRequest
{
    /// <summary>Initializes the request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The absolute URL as the provider called it, query included: behind a proxy, the outer one. Providers sign it as text, so it is kept as text.</param>
    /// <param name="headers">The headers; a header sent several times stands several times.</param>
    /// <param name="body">The raw body.</param>
    /// <exception cref="ArgumentException"><paramref name="url"/> is no absolute URL.</exception>
    public WebhookRequest(string method, string url, IEnumerable<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(method);
        ArgumentException.ThrowIfNullOrWhiteSpace(url);
        ArgumentNullException.ThrowIfNull(headers);
        if (!Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            throw new ArgumentException("A webhook's URL is absolute: scheme, host, path and query as the provider called it.", nameof(url));
        }

        Method = method.ToUpperInvariant();
        Url = url;
        Headers = [.. headers];
        Body = body;
    }

    /// <summary>Gets the HTTP method in upper case.</summary>
    public string Method { get; }

    /// <summary>Gets the absolute URL as the provider called it.</summary>
    public string Url { get; }

    /// <summary>Gets the headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>Gets the raw body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Gets a header.</summary>
    /// <param name="name">The name; case does not matter.</param>
    /// <returns>The first value; <see langword="null"/> when the header is absent.</returns>
    public string? Header(string name)
    {
        foreach (KeyValuePair<string, string> header in Headers)
        {
            if (string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }

        return null;
    }
}
