namespace Outsourcing.Testing;

/// <summary>What a scripted caller does.</summary>
public sealed record CallScript
{
    /// <summary>Gets who calls; <see langword="null"/> for a caller who withholds the number.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>Gets the number called; the simulated account owns it.</summary>
    public required PhoneNumber To { get; init; }

    /// <summary>Gets the business line the call was diverted from.</summary>
    public PhoneNumber? ForwardedFrom { get; init; }

    /// <summary>Gets when the call starts.</summary>
    /// <value>The default is such that the call ends now.</value>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets how long it rings until somebody answers where it is connected to.</summary>
    /// <value>The default is 8 seconds.</value>
    public TimeSpan RingsFor { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Gets how long the conversation lasts when somebody answers.</summary>
    /// <value>The default is 90 seconds.</value>
    public TimeSpan TalksFor { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Gets what happens where the call is connected to.</summary>
    /// <value>The default is that somebody answers.</value>
    public CallScriptAnswer Answer { get; init; }

    /// <summary>Gets the digits the caller presses when asked.</summary>
    public string? Digits { get; init; }

    /// <summary>Gets how long a message the caller leaves is; zero when the caller leaves none.</summary>
    /// <value>The default is 20 seconds.</value>
    public TimeSpan MessageLength { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets what is said where an answering service's agent takes the call; providers of telephony do not look at it.</summary>
    /// <value>The default is <see langword="null"/>: the agent greets, and the caller says nothing that is written down.</value>
    public AgentScript? Agent { get; init; }
}
