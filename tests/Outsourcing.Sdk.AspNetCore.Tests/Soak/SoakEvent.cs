using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Outsourcing.AspNetCore.Tests.Soak;

/// <summary>What a provider reports: which call, how far it is, and to which account.</summary>
internal sealed record SoakEvent(string CallSid, int Part, string Account = SoakEvent.NorthAccount)
{
    public const string NorthAccount = "north";

    /// <summary>The account whose events carry no call, so that nobody can read them.</summary>
    public const string UnreadableAccount = "unreadable";

    /// <summary>How the calls begin whose handler always throws.</summary>
    public const string PoisonPrefix = "CAe";

    /// <summary>How the calls begin that only somebody forging webhooks names.</summary>
    public const string ForgedPrefix = "CAf";

    public static readonly string[] Statuses = ["queued", "ringing", "in-progress", "completed"];

    // Recent, as a provider's reports are; the same every time the event is sent.
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow();

    public static SoakEvent Of(int call, int part) => new($"CA{call:x32}", part);

    /// <summary>Gets the number of a call that is neither poison nor forged.</summary>
    public static int NumberOf(string callSid) => int.Parse(callSid.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public Uri AddressAt(Uri host) => new(host, $"/hooks/twilio/{Account}");

    /// <summary>Signs as the provider does.</summary>
    public (byte[] Body, string Signature) Sign(Uri address)
    {
        string at = Start.AddSeconds(Part).ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        (string, string)[] fields = Account == UnreadableAccount
            ? [("AccountSid", SoakHost.AccountSid), ("Unheard", CallSid)]
            :
            [
                ("AccountSid", SoakHost.AccountSid), ("CallSid", CallSid), ("CallStatus", Statuses[Part]), ("CallbackSource", "call-progress-events"),
                ("Direction", "inbound"), ("From", "+14155550123"), ("SequenceNumber", Part.ToString(CultureInfo.InvariantCulture)), ("Timestamp", at), ("To", "+12125550100"),
            ];
        return TwilioPost.Sign(address, SoakHost.AuthToken, fields);
    }

    public HttpRequestMessage RequestTo(Uri host, Func<string, string>? changeSignature = null)
    {
        Uri address = AddressAt(host);
        (byte[] body, string signature) = Sign(address);
        return TwilioPost.Request(address, body, changeSignature is null ? signature : changeSignature(signature));
    }
}

/// <summary>A form post that is signed as Twilio signs.</summary>
internal static class TwilioPost
{
    /// <summary>Signs fields that are given in the order of their names, as the signature takes them.</summary>
    public static (byte[] Body, string Signature) Sign(Uri address, string authToken, IEnumerable<(string Name, string Value)> fields)
    {
        StringBuilder body = new();
        StringBuilder signed = new(address.OriginalString);
        foreach ((string name, string value) in fields)
        {
            signed.Append(name).Append(value);
            body.Append(body.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

#pragma warning disable CA5350 // The provider's scheme.
        return (Encoding.UTF8.GetBytes(body.ToString()), Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString()))));
#pragma warning restore CA5350
    }

    public static HttpRequestMessage Request(Uri address, byte[] body, string? signature)
    {
        HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        if (signature is not null)
        {
            request.Headers.Add("X-Twilio-Signature", signature);
        }

        return request;
    }
}
