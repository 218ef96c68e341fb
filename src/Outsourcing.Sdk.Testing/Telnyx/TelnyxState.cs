using System.Globalization;

namespace Outsourcing.Testing;

internal sealed class TelnyxState(TelnyxSimulatorOptions options) : SimulatorState(options)
{
    private readonly int _seed = options.Seed;

    public string ApiKey { get; } = options.ApiKey ?? $"KEY{Hex(options.Seed, "key", 0).ToUpperInvariant()}";

    public string ConnectionId { get; } = options.ConnectionId ?? Digits(Hex(options.Seed, "connection", 0));

    public TelnyxSigner Signer { get; } = new(options.Seed);

    /// <summary>Gets or sets the address of the application.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>Gets or sets the address of the interface.</summary>
    public Uri Root { get; set; } = null!;

    public List<TelnyxLeg> Legs { get; } = [];

    /// <summary>Gets what is set for the numbers, by their ids.</summary>
    public Dictionary<string, TelnyxNumberSettings> Settings { get; } = new(StringComparer.Ordinal);

    public List<TelnyxSound> Recordings { get; } = [];

    public List<TelnyxPurchase> Orders { get; } = [];

    public SimulatedNumber AddNumber(PhoneNumber number, TelnyxNumberSettings settings)
    {
        SimulatedNumber added = new(Digits(NewHex("number")), number, Now);
        Numbers.Add(added);
        Settings[added.Id] = settings;
        return added;
    }

    public TelnyxLeg AddLeg(CallScript script, bool outbound, DateTimeOffset startedAt, string? webhook, string? session = null)
    {
        // What is written has microseconds, and no finer.
        DateTimeOffset start = new(startedAt.Ticks - (startedAt.Ticks % TimeSpan.TicksPerMicrosecond), startedAt.Offset);
        TelnyxLeg leg = new(new SimulatedCall(NewControlId(), script, outbound, start) { Status = outbound ? "bridging" : "parked" })
        {
            LegId = NewUuid("leg"),
            SessionId = session ?? NewUuid("session"),
            From = script.From?.E164 ?? "anonymous",
            To = script.To.E164,
            Webhook = webhook,
        };
        Legs.Add(leg);
        Calls.Add(leg.Call);
        return leg;
    }

    public string NewControlId() => $"v3:{NewHex("call")}";

    public string NewUuid(string kind) => Uuid(NewHex(kind));

    /// <summary>Names an event of a leg, whatever else goes on meanwhile.</summary>
    public string EventId(TelnyxLeg leg) => Uuid(Hex(_seed, leg.ControlId, ++leg.Events));

    /// <summary>Makes the secret part of a recording's address.</summary>
    public string MediaToken(string recording) => Hex(_seed, $"media/{recording}", 0);

    public static string Uuid(string hex) => $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-a{hex[17..20]}-{hex[20..]}";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Digits(string hex) => (1_000_000_000_000_000_000 + (long.Parse(hex.AsSpan(0, 15), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) % 1_000_000_000_000_000_000)).ToString(CultureInfo.InvariantCulture);
}
