namespace Outsourcing.Telephony;

/// <summary>A webhook's URL as text: providers sign the text, so it is cut and never rebuilt.</summary>
internal readonly struct SignedUrl
{
    private readonly string _url;
    private readonly int _hostEnd;
    private readonly int _authorityEnd;

    internal SignedUrl(string url)
    {
        _url = url;
        int start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = url.AsSpan(start).IndexOfAny('/', '?', '#');
        _authorityEnd = end < 0 ? url.Length : start + end;
        int host = url.LastIndexOf('@', _authorityEnd - 1, _authorityEnd - start) is var at && at >= 0 ? at + 1 : start;
        int bracket = url.IndexOf(']', host, _authorityEnd - host);
        int colon = url.IndexOf(':', bracket < 0 ? host : bracket, _authorityEnd - (bracket < 0 ? host : bracket));
        _hostEnd = colon < 0 ? _authorityEnd : colon;
    }

    internal bool HasPort => _hostEnd < _authorityEnd;

    /// <summary>Gets the port the scheme stands for.</summary>
    private string StandardPort => _url.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";

    internal bool PortIsStandard => HasPort && _url.AsSpan(_hostEnd, _authorityEnd - _hostEnd).SequenceEqual(StandardPort);

    /// <summary>Gets the URL without its port, or with the standard one when it has none.</summary>
    internal string OtherPort => HasPort
        ? string.Concat(_url.AsSpan(0, _hostEnd), _url.AsSpan(_authorityEnd))
        : string.Concat(_url.AsSpan(0, _hostEnd), StandardPort, _url.AsSpan(_authorityEnd));

    /// <summary>Gets scheme, authority and path.</summary>
    internal ReadOnlySpan<char> BeforeQuery
    {
        get
        {
            int end = _url.AsSpan(_authorityEnd).IndexOfAny('?', '#');
            return end < 0 ? _url : _url.AsSpan(0, _authorityEnd + end);
        }
    }

    /// <summary>Gets the query without its question mark; empty without one.</summary>
    internal ReadOnlySpan<char> Query
    {
        get
        {
            int start = _url.IndexOf('?', _authorityEnd);
            if (start < 0)
            {
                return [];
            }

            ReadOnlySpan<char> rest = _url.AsSpan(start + 1);
            int hash = rest.IndexOf('#');
            return hash < 0 ? rest : rest[..hash];
        }
    }
}
