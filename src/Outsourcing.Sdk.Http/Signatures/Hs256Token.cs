using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Outsourcing.Http;

/// <summary>A JSON Web Token signed with a shared secret by HS256: the one form that telephony webhooks use.</summary>
/// <remarks>No other algorithm is accepted, whatever the token's header asks for.</remarks>
public static class Hs256Token
{
    /// <summary>Verifies a token and reads its claims.</summary>
    /// <param name="token">The compact form.</param>
    /// <param name="secrets">The shared secrets; several while one replaces another.</param>
    /// <returns>The claims; <see langword="null"/> when the token is malformed, uses another algorithm, or no secret fits.</returns>
    public static JsonElement? Read(string token, IReadOnlyList<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(secrets);
        int first = token.IndexOf('.', StringComparison.Ordinal);
        int last = token.LastIndexOf('.');
        if (first <= 0 || last <= first || token.AsSpan(first + 1, last - first - 1).Contains('.'))
        {
            return null;
        }

        // The signature first: nothing of a forged token is parsed.
        if (!Signed(token, last, secrets) || Decode(token.AsSpan(0, first)) is not { } header || !IsHs256(header))
        {
            return null;
        }

        return Decode(token.AsSpan(first + 1, last - first - 1)) is { } payload ? Parse(payload) : null;
    }

    private static bool Signed(string token, int last, IReadOnlyList<string> secrets)
    {
        byte[] message = Encoding.UTF8.GetBytes(token[..last]);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<char> expected = stackalloc char[43];
        bool fits = false;
        foreach (string secret in secrets)
        {
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message, mac);
            Base64Url.EncodeToChars(mac, expected);
            fits |= SignatureMac.IsSecret(new string(expected), token[(last + 1)..]);
        }

        return fits;
    }

    private static bool IsHs256(byte[] header) =>
        Parse(header) is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("alg", out JsonElement algorithm)
        && algorithm.ValueKind == JsonValueKind.String && algorithm.ValueEquals("HS256"u8);

    private static JsonElement? Parse(byte[] utf8)
    {
        try
        {
            return JsonElement.Parse(utf8);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Decode(ReadOnlySpan<char> part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
