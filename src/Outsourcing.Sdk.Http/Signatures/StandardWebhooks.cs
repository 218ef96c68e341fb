using System.Security.Cryptography;
using System.Text;
using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Http;

/// <summary>The Standard Webhooks scheme, version 1: <c>webhook-id</c>, <c>webhook-timestamp</c> and <c>webhook-signature</c>.</summary>
public static class StandardWebhooks
{
    private const string Prefix = "whsec_";

    // A secret that replaces another makes two; each more costs a computation that the sender does not pay for.
    private const int MostSignatures = 32;

    // What the specification asks of a secret, in bytes.
    private const int ShortestKey = 24;
    private const int LongestKey = 64;

    /// <summary>Makes a secret to give to a subscriber: <c>whsec_</c> and base64 of 32 random bytes.</summary>
    /// <returns>The secret.</returns>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Tells what the specification has against a secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <returns>The rule it breaks, without the secret; <see langword="null"/> when it breaks none.</returns>
    public static string? FindSecretProblem(string? secret) =>
        secret?.StartsWith(Prefix, StringComparison.Ordinal) != true ? "does not start with 'whsec_'"
        : Key(secret) is not { } key ? "is not base64 after 'whsec_'"
        : key.Length is < ShortestKey or > LongestKey ? $"holds {key.Length} bytes, and the specification asks for {ShortestKey} to {LongestKey}"
        : null;

    /// <summary>Signs a message.</summary>
    /// <param name="secret">The secret: <c>whsec_</c> and base64, or base64 alone.</param>
    /// <param name="id">The message id; the same for each attempt.</param>
    /// <param name="sentAt">When this attempt is made.</param>
    /// <param name="body">The raw body.</param>
    /// <returns>The value of <c>webhook-signature</c>.</returns>
    /// <exception cref="ArgumentException"><paramref name="secret"/> is not base64.</exception>
    public static string Sign(string secret, string id, DateTimeOffset sentAt, ReadOnlySpan<byte> body)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        byte[] key = Key(secret) ?? throw new ArgumentException("The secret is not base64, with or without 'whsec_' before it.", nameof(secret));
        byte[] message = [.. Encoding.UTF8.GetBytes($"{id}.{sentAt.ToUnixTimeSeconds()}."), .. body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, message))}";
    }

    /// <summary>Verifies a message. A list of more than 32 signatures is malformed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="secrets">The secrets; several while one replaces another.</param>
    /// <param name="now">The time.</param>
    /// <param name="tolerance">How far the signed time may be off; null takes 5 minutes.</param>
    /// <returns>The check.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<string> secrets, DateTimeOffset now, TimeSpan? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(secrets);
        if (request.Header("webhook-id") is not { Length: > 0 } id
            || request.Header("webhook-timestamp") is not { Length: > 0 } timestamp
            || request.Header("webhook-signature") is not { Length: > 0 } signatures)
        {
            return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
        }

        if (!SignatureTime.TryReadSeconds(timestamp, out DateTimeOffset signedAt))
        {
            return WebhookCheck.Refused(WebhookRefusal.MalformedSignature);
        }

        string[] listed = signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (listed.Length > MostSignatures)
        {
            return WebhookCheck.Refused(WebhookRefusal.MalformedSignature);
        }

        bool fits = false;
        foreach (byte[] key in secrets.Select(Key).OfType<byte[]>())
        {
            foreach (string signature in listed)
            {
                fits |= signature.StartsWith("v1,", StringComparison.Ordinal)
                    && SignatureMac.OverJoined($"{id}.{timestamp}.", request.Body.Span, "", message => SignatureMac.IsBase64Sha256(key, message, signature.AsSpan(3)));
            }
        }

        if (!fits)
        {
            return WebhookCheck.Refused(WebhookRefusal.WrongSignature);
        }

        WebhookRefusal time = SignatureTime.Check(signedAt, now, tolerance ?? SignatureTime.DefaultTolerance);
        return time == WebhookRefusal.None ? WebhookCheck.Valid(WebhookVerification.BodyWithTimestamp, signedAt) : WebhookCheck.Refused(time, signedAt);
    }

    /// <summary>Signs a message with several secrets, while one replaces another.</summary>
    /// <param name="secrets">The secrets, one or more.</param>
    /// <param name="id">The message id; the same for each attempt.</param>
    /// <param name="sentAt">When this attempt is made.</param>
    /// <param name="body">The raw body.</param>
    /// <returns>The value of <c>webhook-signature</c>: a signature per secret, separated by spaces.</returns>
    /// <exception cref="ArgumentException">There is no secret, or one is not base64.</exception>
    public static string Sign(IReadOnlyList<string> secrets, string id, DateTimeOffset sentAt, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (secrets.Count == 0)
        {
            throw new ArgumentException("There is no secret to sign with; give one or more.", nameof(secrets));
        }

        string[] signatures = new string[secrets.Count];
        for (int index = 0; index < signatures.Length; index++)
        {
            signatures[index] = Sign(secrets[index], id, sentAt, body);
        }

        return string.Join(' ', signatures);
    }

    private static byte[]? Key(string secret)
    {
        string base64 = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        byte[] key = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, key, out int length) && length > 0 ? key[..length] : null;
    }
}
