using System.Globalization;

namespace Outsourcing.Testing;

internal sealed class TwilioState(TwilioSimulatorOptions options) : SimulatorState(options)
{
    public string AccountSid { get; } = options.AccountSid ?? $"AC{Hex(options.Seed, "account", 0)}";

    public string AuthToken { get; } = options.AuthToken ?? Hex(options.Seed, "token", 0);

    public List<TwilioRecording> Recordings { get; } = [];

    /// <summary>Makes an id as the provider does: two letters and 32 hexadecimal digits.</summary>
    public string NewSid(string prefix) => prefix + NewHex(prefix);

    public static string Rfc2822(DateTimeOffset time) => time.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}

internal sealed record TwilioRecording(string Sid, string CallSid, DateTimeOffset StartedAt, int Seconds);
