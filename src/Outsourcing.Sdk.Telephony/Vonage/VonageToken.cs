using System.Buffers;
using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Outsourcing.Telephony;

/// <summary>The application's token: signed once and used until shortly before it ends, as signing takes most of a millisecond.</summary>
internal sealed class VonageToken(string applicationId, string privateKey, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT"}"""u8);

    private readonly Lock _gate = new();
    private Issued? _issued;

    internal AuthenticationHeaderValue Get()
    {
        Issued? issued = Volatile.Read(ref _issued);
        if (issued is not null && issued.IsFresh(time.GetUtcNow()))
        {
            return issued.Header;
        }

        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            issued = _issued;
            if (issued is null || !issued.IsFresh(now))
            {
                Volatile.Write(ref _issued, issued = new Issued(new AuthenticationHeaderValue("Bearer", Sign(now)), now));
            }

            return issued.Header;
        }
    }

    private string Sign(DateTimeOffset now)
    {
        ArrayBufferWriter<byte> claims = new(256);
        using (Utf8JsonWriter writer = new(claims))
        {
            writer.WriteStartObject();
            writer.WriteString("application_id", applicationId);
            writer.WriteNumber("iat", now.ToUnixTimeSeconds());
            writer.WriteNumber("exp", (now + Lifetime).ToUnixTimeSeconds());
            writer.WriteString("jti", Guid.NewGuid().ToString());
            writer.WriteEndObject();
        }

        string text = $"{Header}.{Base64Url.EncodeToString(claims.WrittenSpan)}";
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(privateKey);
        return $"{text}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private sealed record Issued(AuthenticationHeaderValue Header, DateTimeOffset At)
    {
        // A clock set back would make the token one of the future.
        internal bool IsFresh(DateTimeOffset now) => now >= At && now < At + Lifetime - Margin;
    }
}
