using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Outsourcing.Http;

/// <summary>
/// The checksums that a server states of what it sends, and what was sent so far: Content-MD5 (RFC 1864), Digest (RFC 3230), Content-Digest
/// and Repr-Digest (RFC 9530), by SHA-256, SHA-512 and MD5. What cannot be read, and other algorithms, count as not stated.
/// </summary>
internal sealed class DownloadDigests : IDisposable
{
    private readonly Dictionary<HashAlgorithmName, IncrementalHash> _hashes = [];
    private readonly List<(HashAlgorithmName Algorithm, byte[] Expected)> _stated = [];

    /// <summary>Gets whether any is stated.</summary>
    internal bool Any => _stated.Count > 0;

    /// <summary>Makes the digests of an answer with the whole recording: its content is the representation.</summary>
    internal static DownloadDigests OfWhole(HttpResponseMessage response)
    {
        DownloadDigests digests = OfPart(response);
        digests.AddRepresentation(response, open: true);
        return digests;
    }

    /// <summary>Makes the digests that an answer states of its own content.</summary>
    internal static DownloadDigests OfPart(HttpResponseMessage response)
    {
        DownloadDigests digests = new();
        if (response.Content.Headers.ContentMD5 is { } md5)
        {
            digests.Add(HashAlgorithmName.MD5, md5, open: true);
        }

        digests.AddFields(response, "Content-Digest", open: true);
        return digests;
    }

    /// <summary>Adds what an answer states of the whole recording.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="open">Whether nothing was read yet; afterwards, only an algorithm that has seen all of it can be added.</param>
    internal void AddRepresentation(HttpResponseMessage response, bool open)
    {
        AddFields(response, "Repr-Digest", open);
        AddFields(response, "Digest", open);
    }

    /// <summary>Takes what was read.</summary>
    internal void Append(ReadOnlySpan<byte> read)
    {
        foreach (IncrementalHash hash in _hashes.Values)
        {
            hash.AppendData(read);
        }
    }

    /// <summary>Tells whether what was read is what was stated.</summary>
    internal bool Agree()
    {
        Dictionary<HashAlgorithmName, byte[]> actual = [];
        foreach ((HashAlgorithmName algorithm, IncrementalHash hash) in _hashes)
        {
            actual[algorithm] = hash.GetHashAndReset();
        }

        return _stated.TrueForAll(stated => stated.Expected.AsSpan().SequenceEqual(actual[stated.Algorithm]));
    }

    public void Dispose()
    {
        foreach (IncrementalHash hash in _hashes.Values)
        {
            hash.Dispose();
        }
    }

    /// <summary>Reads <c>sha-256=:base64:</c> of RFC 9530 and <c>SHA-256=base64</c> of RFC 3230, separated by commas.</summary>
    private void AddFields(HttpResponseMessage response, string field, bool open)
    {
        foreach (string value in Values(response.Headers, field).Concat(Values(response.Content.Headers, field)))
        {
            foreach (string member in value.Split(',', StringSplitOptions.TrimEntries))
            {
                int equals = member.IndexOf('=', StringComparison.Ordinal);
                HashAlgorithmName? algorithm = (equals < 0 ? "" : member[..equals].ToUpperInvariant()) switch
                {
                    "SHA-256" => HashAlgorithmName.SHA256,
                    "SHA-512" => HashAlgorithmName.SHA512,
                    _ => null,
                };
                if (algorithm is { } known)
                {
                    string text = member[(equals + 1)..].Split(';')[0].Trim();
                    byte[] digest = new byte[64];
                    if (Convert.TryFromBase64String(text.Length > 1 && text[0] == ':' && text[^1] == ':' ? text[1..^1] : text, digest, out int length))
                    {
                        Add(known, digest[..length], open);
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Values(HttpHeaders headers, string field) => headers.TryGetValues(field, out IEnumerable<string>? values) ? values : [];

    [SuppressMessage("Security", "CA5351:Do not use broken cryptographic algorithms", Justification = "Content-MD5 guards against damage on the way, not against a forger, who would state another one.")]
    private void Add(HashAlgorithmName algorithm, byte[] expected, bool open)
    {
        int length = algorithm == HashAlgorithmName.MD5 ? MD5.HashSizeInBytes : algorithm == HashAlgorithmName.SHA256 ? SHA256.HashSizeInBytes : SHA512.HashSizeInBytes;
        if (expected.Length != length || !(_hashes.ContainsKey(algorithm) || open))
        {
            return;
        }

        _stated.Add((algorithm, expected));
        if (!_hashes.ContainsKey(algorithm))
        {
            _hashes[algorithm] = IncrementalHash.CreateHash(algorithm);
        }
    }
}
