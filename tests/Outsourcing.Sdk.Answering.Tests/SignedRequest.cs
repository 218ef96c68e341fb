using System.Security.Cryptography;
using System.Text;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering.Tests;

/// <summary>Signs requests as the services document it, independently of the verifiers under test.</summary>
internal static class SignedRequest
{
    internal static WebhookRequest Retell(string body, string key, DateTimeOffset at) =>
        Post(body, "X-Retell-Signature", $"v={at.ToUnixTimeMilliseconds()},d={Hex(key, body + at.ToUnixTimeMilliseconds())}");

    internal static WebhookRequest ElevenLabs(string body, string secret, DateTimeOffset at) =>
        Post(body, "ElevenLabs-Signature", $"t={at.ToUnixTimeSeconds()},v0={Hex(secret, $"{at.ToUnixTimeSeconds()}.{body}")}");

    internal static WebhookRequest Post(string body, string header, string value, string contentType = "application/json") =>
        new("POST", "https://crm.example.com/hooks/answering", [new("Content-Type", contentType), new(header, value)], Encoding.UTF8.GetBytes(body));

    internal static string Hex(string key, string message) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(message)));
}
