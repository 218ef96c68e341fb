namespace Outsourcing.Answering;

/// <summary>One diversion of a line.</summary>
public sealed record ForwardingRule
{
    /// <summary>Gets which calls.</summary>
    public required ForwardingWhen When { get; init; }

    /// <summary>Gets where they go.</summary>
    public required PhoneNumber Target { get; init; }

    /// <summary>Gets how long the line rings first, for <see cref="ForwardingWhen.NoAnswer"/>: 5 to 30 seconds in steps of 5.</summary>
    /// <value>The default is 10 seconds, about two rings: callers who wait longer hang up.</value>
    /// <exception cref="ArgumentOutOfRangeException">The time is none that networks take.</exception>
    public int RingSeconds
    {
        get;
        init => field = value is >= 5 and <= 30 && value % 5 == 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Networks take 5 to 30 seconds in steps of 5 (3GPP TS 22.082).");
    }
    = 10;

    /// <summary>Reads where calls are to go, and refuses emergency and other short numbers.</summary>
    /// <param name="text">The number as written.</param>
    /// <param name="region">The ISO 3166-1 code of the country it is dialled in, such as <c>US</c>.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ForwardingException">It is an emergency or short number, or no telephone number.</exception>
    public static PhoneNumber ParseTarget(string text, string region)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrWhiteSpace(region);
        if (PhoneNumbers.ShortNumberInfo.GetInstance().ConnectsToEmergencyNumber(text, region))
        {
            throw new ForwardingException("A business line is never diverted to an emergency number; name the partner's own number.");
        }

        return PhoneNumber.TryParse(text, out PhoneNumber number, region)
            ? number
            : throw new ForwardingException($"That is no number calls can be diverted to from {region}; give it in full, with its area code.");
    }
}
