using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Outsourcing.Http;

/// <summary>Keyed hashes of webhooks, compared in constant time.</summary>
public static class SignatureMac
{
    /// <summary>Tells whether a text is the base64 form of the HMAC-SHA-256 of a message.</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">The message.</param>
    /// <param name="base64">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsBase64Sha256(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<char> base64)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message, mac);
        return IsBase64(mac, base64);
    }

    /// <summary>Tells whether a text is the lower-case hexadecimal form of the HMAC-SHA-256 of a message.</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">The message.</param>
    /// <param name="hex">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsHexSha256(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<char> hex)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message, mac);
        return IsHex(mac, hex);
    }

    /// <summary>Tells whether a text is the base64 form of the HMAC-SHA-1 of a message.</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">The message.</param>
    /// <param name="base64">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsBase64Sha1(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<char> base64)
    {
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        Sha1(key, message, mac);
        return IsBase64(mac, base64);
    }

    /// <summary>Tells whether a text is the lower-case hexadecimal form of the HMAC-SHA-1 of a message.</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">The message.</param>
    /// <param name="hex">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsHexSha1(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<char> hex)
    {
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        Sha1(key, message, mac);
        return IsHex(mac, hex);
    }

    /// <summary>Tells whether a text is the lower-case hexadecimal SHA-256 of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="hex">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsHexHash(ReadOnlySpan<byte> message, ReadOnlySpan<char> hex)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message, hash);
        return IsHex(hash, hex);
    }

    /// <summary>Tells whether two secrets are the same, in time that depends only on their lengths.</summary>
    /// <param name="expected">The secret.</param>
    /// <param name="actual">What came.</param>
    /// <returns>Whether they are.</returns>
    public static bool IsSecret(string expected, string? actual) =>
        actual is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual));

    /// <summary>Runs a check over parts joined into one pooled buffer.</summary>
    internal static bool OverJoined(ReadOnlySpan<char> before, ReadOnlySpan<byte> body, ReadOnlySpan<char> after, JoinedCheck check)
    {
        int length = Encoding.UTF8.GetMaxByteCount(before.Length) + body.Length + Encoding.UTF8.GetMaxByteCount(after.Length);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            int used = Encoding.UTF8.GetBytes(before, buffer);
            body.CopyTo(buffer.AsSpan(used));
            used += body.Length;
            used += Encoding.UTF8.GetBytes(after, buffer.AsSpan(used));
            return check(buffer.AsSpan(0, used));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A check of a joined message.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Whether it holds.</returns>
    internal delegate bool JoinedCheck(ReadOnlySpan<byte> message);

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The provider signs with HMAC-SHA-1; as a keyed hash it is not known to be broken.")]
    private static void Sha1(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> mac) => HMACSHA1.HashData(key, message, mac);

    private static bool IsBase64(ReadOnlySpan<byte> mac, ReadOnlySpan<char> text)
    {
        // The texts are compared, not the bytes: base64 has several spellings of some bytes, and only one is what was sent.
        Span<byte> expected = stackalloc byte[44];
        Base64.EncodeToUtf8(mac, expected, out _, out int length);
        return IsText(expected[..length], text);
    }

    private static bool IsHex(ReadOnlySpan<byte> mac, ReadOnlySpan<char> text)
    {
        Span<byte> expected = stackalloc byte[64];
        Convert.TryToHexStringLower(mac, expected, out int length);
        return IsText(expected[..length], text);
    }

    private static bool IsText(ReadOnlySpan<byte> expected, ReadOnlySpan<char> text)
    {
        if (text.Length != expected.Length)
        {
            return false;
        }

        Span<byte> actual = stackalloc byte[expected.Length];
        for (int index = 0; index < text.Length; index++)
        {
            actual[index] = text[index] < 128 ? (byte)text[index] : (byte)0;
        }

        return CryptographicOperations.FixedTimeEquals(expected, actual);
    }
}
