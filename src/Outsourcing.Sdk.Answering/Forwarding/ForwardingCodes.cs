namespace Outsourcing.Answering;

/// <summary>The codes by which the subscribers of a carrier divert their lines, as data.</summary>
/// <remarks>
/// In a code <c>{number}</c> stands for the number to divert to and <c>{seconds}</c> for the ring time. Carriers change and sell
/// their codes by plan: check the carrier's own page, and make a set of your own where it differs.
/// </remarks>
public sealed record ForwardingCodes
{
    /// <summary>Gets the codes of GSM and later mobile networks (3GPP TS 22.030 and 22.082), for voice calls (basic service 11).</summary>
    /// <remarks>T-Mobile US, AT&amp;T and nearly all carriers outside North America use them, and many fixed lines in Europe too.</remarks>
    public static ForwardingCodes Gsm { get; } = new()
    {
        Name = "GSM/3GPP",
        Carriers = ["AT&T Mobility", "T-Mobile US"],
        On = Map(("always", "**21*{number}*11#"), ("busy", "**67*{number}*11#"), ("no-answer", "**61*{number}*11*{seconds}#"), ("unreachable", "**62*{number}*11#")),
        Off = Map(("always", "##21#"), ("busy", "##67#"), ("no-answer", "##61#"), ("unreachable", "##62#")),
        Query = Map(("always", "*#21#"), ("busy", "*#67#"), ("no-answer", "*#61#"), ("unreachable", "*#62#")),
        OffAll = "##002#",
        International = true,
    };

    /// <summary>Gets the usual star codes of North American fixed lines and cable telephony.</summary>
    /// <remarks>The carrier sets the ring time; there is no code to ask for the state, and none for an unreachable telephone.</remarks>
    public static ForwardingCodes NorthAmericanLine { get; } = new()
    {
        Name = "North American line",
        On = Map(("always", "*72{number}"), ("busy", "*90{number}"), ("no-answer", "*92{number}")),
        Off = Map(("always", "*73"), ("busy", "*91"), ("no-answer", "*93")),
    };

    /// <summary>Gets the star codes of Verizon Wireless: one for all calls, one for busy and unanswered ones together.</summary>
    public static ForwardingCodes VerizonWireless { get; } = new()
    {
        Name = "Verizon Wireless",
        Carriers = ["Verizon Wireless"],
        On = Map(("always", "*72{number}"), ("busy", "*71{number}"), ("no-answer", "*71{number}")),
        Off = Map(("always", "*73"), ("busy", "*73"), ("no-answer", "*73")),
        OffAll = "*73",
    };

    /// <summary>Gets the name of the carrier or the standard.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the carriers of North America that are known to use them.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Carriers { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();

    /// <summary>Gets the code that switches each diversion on, by <c>always</c>, <c>busy</c>, <c>no-answer</c> or <c>unreachable</c>.</summary>
    public required IReadOnlyDictionary<string, string> On { get; init => field = ValueMap.Copy(value); }

    /// <summary>Gets the code that switches each diversion off.</summary>
    public required IReadOnlyDictionary<string, string> Off { get; init => field = ValueMap.Copy(value); }

    /// <summary>Gets the code that asks whether each diversion is on.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init => field = ValueMap.Copy(value); } = ValueMap.Empty<string>();

    /// <summary>Gets the code that switches all diversions off; <see langword="null"/> when there is none.</summary>
    public string? OffAll { get; init; }

    /// <summary>Gets whether the number is dialled with a plus and its country code; otherwise as in North America.</summary>
    public bool International { get; init; }

    /// <summary>Gets the sets that come with this version.</summary>
    public static IReadOnlyList<ForwardingCodes> Known { get; } = ValueList.Copy([Gsm, NorthAmericanLine, VerizonWireless]);

    /// <summary>Finds the set of a carrier.</summary>
    /// <param name="carrier">The carrier, or the set's own name; case does not matter.</param>
    /// <returns>The set; <see langword="null"/> for a carrier this version does not know: ask it, and make a set of your own.</returns>
    public static ForwardingCodes? Find(string carrier)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(carrier);
        return Known.FirstOrDefault(codes => codes.Carriers.Append(codes.Name).Contains(carrier.Trim(), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Gets the key of a case in the maps.</summary>
    /// <param name="when">The case.</param>
    /// <returns>For example <c>no-answer</c>.</returns>
    public static string Key(ForwardingWhen when) => when switch
    {
        ForwardingWhen.Always => "always",
        ForwardingWhen.Busy => "busy",
        ForwardingWhen.NoAnswer => "no-answer",
        ForwardingWhen.Unreachable => "unreachable",
        _ => throw new ArgumentOutOfRangeException(nameof(when), when, "There is no such case."),
    };

    private static IReadOnlyDictionary<string, string> Map(params (string Key, string Code)[] codes) =>
        ValueMap.Copy(codes.Select(code => KeyValuePair.Create(code.Key, code.Code)));
}
