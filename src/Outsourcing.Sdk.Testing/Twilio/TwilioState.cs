using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Outsourcing.Testing;

/// <summary>What the simulated provider knows: numbers, calls, recordings, texts. All access is under its lock.</summary>
internal sealed class TwilioState(ProviderSimulatorOptions options)
{
    private readonly Dictionary<string, int> _made = [];

    public Lock Lock { get; } = new();

    public string AccountSid { get; } = options.AccountSid ?? $"AC{Hex(options.Seed, "account", 0)}";

    public string AuthToken { get; } = options.AuthToken ?? Hex(options.Seed, "token", 0);

    public DateTimeOffset Now => options.Clock.GetUtcNow();

    public List<SimulatedNumber> Numbers { get; } = [];

    public List<SimulatedCall> Calls { get; } = [];

    public List<TwilioRecording> Recordings { get; } = [];

    public List<SimulatedText> Texts { get; } = [];

    /// <summary>Makes an id as the provider does: two letters and 32 hexadecimal digits.</summary>
    public string NewSid(string prefix)
    {
        int index = _made[prefix] = _made.GetValueOrDefault(prefix) + 1;
        return prefix + Hex(options.Seed, prefix, index);
    }

    public static string Hex(int seed, string kind, int index) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}/{kind}/{index}"))).AsSpan(0, 16));

    public static string Rfc2822(DateTimeOffset time) => time.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}

internal sealed record TwilioRecording(string Sid, string CallSid, DateTimeOffset StartedAt, int Seconds);
