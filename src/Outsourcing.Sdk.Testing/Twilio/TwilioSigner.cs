using System.Security.Cryptography;
using System.Text;

namespace Outsourcing.Testing;

/// <summary>Signs as Twilio documents it, written from that documentation alone: a client's verifier is checked by something it does not share.</summary>
internal static class TwilioSigner
{
    public static string Sign(string authToken, string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        StringBuilder text = new(url);
        foreach ((string name, string value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(value);
        }

#pragma warning disable CA5350 // The provider's scheme is HMAC-SHA-1.
        byte[] digest = HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString()));
#pragma warning restore CA5350
        return Convert.ToBase64String(digest);
    }
}
