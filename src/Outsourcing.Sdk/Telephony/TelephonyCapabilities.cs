namespace Outsourcing.Telephony;

/// <summary>What a provider can do through <see cref="ITelephony"/>.</summary>
[Flags]
public enum TelephonyCapabilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Placing and reading calls.</summary>
    Calls = 1,

    /// <summary>Listing past calls.</summary>
    CallList = 2,

    /// <summary>Searching and buying numbers.</summary>
    BuyNumbers = 4,

    /// <summary>Forwarding an own number to another.</summary>
    ForwardNumbers = 8,

    /// <summary>Text messages.</summary>
    Messages = 16,

    /// <summary>Recordings.</summary>
    Recordings = 32,

    /// <summary>A key that makes repeating a command harmless.</summary>
    IdempotentCommands = 64,
}
