using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Outsourcing.Testing;

/// <summary>What every simulated provider knows. All access is under its lock.</summary>
internal class SimulatorState(ProviderSimulatorOptions options)
{
    private readonly Dictionary<string, int> _made = [];

    public Lock Lock { get; } = new();

    public DateTimeOffset Now => options.Clock.GetUtcNow();

    public List<SimulatedNumber> Numbers { get; } = [];

    public List<SimulatedCall> Calls { get; } = [];

    public List<SimulatedText> Texts { get; } = [];

    /// <summary>Makes 32 hexadecimal digits, others for every kind and each time.</summary>
    public string NewHex(string kind)
    {
        int index = _made[kind] = _made.GetValueOrDefault(kind) + 1;
        return Hex(options.Seed, kind, index);
    }

    /// <summary>Copies what there is of a kind.</summary>
    public IReadOnlyList<T> Copy<T>(List<T> items)
    {
        lock (Lock)
        {
            return [.. items];
        }
    }

    public static string Hex(int seed, string kind, int index) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}/{kind}/{index}"))).AsSpan(0, 16));
}
