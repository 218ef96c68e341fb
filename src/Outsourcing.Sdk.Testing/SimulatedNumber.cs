namespace Outsourcing.Testing;

/// <summary>A number the simulated account owns.</summary>
public sealed class SimulatedNumber
{
    internal SimulatedNumber(string id, PhoneNumber number, DateTimeOffset boughtAt)
    {
        Id = id;
        Number = number;
        BoughtAt = boughtAt;
    }

    /// <summary>Gets the provider's id of the number.</summary>
    public string Id { get; }

    /// <summary>Gets the number.</summary>
    public PhoneNumber Number { get; }

    /// <summary>Gets when it was bought.</summary>
    public DateTimeOffset BoughtAt { get; }

    /// <summary>Gets the address asked what to do with a call; empty when none is set.</summary>
    public string VoiceUrl { get; internal set; } = "";

    /// <summary>Gets the address asked when that one fails; empty when none is set.</summary>
    public string VoiceFallbackUrl { get; internal set; } = "";

    /// <summary>Gets the address a call's end is reported to; empty when none is set.</summary>
    public string StatusCallback { get; internal set; } = "";

    internal string FriendlyName { get; set; } = "";
}
