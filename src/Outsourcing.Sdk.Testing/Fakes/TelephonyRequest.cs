using Outsourcing.Calls;
using Outsourcing.Telephony;

namespace Outsourcing.Testing;

/// <summary>Something that was asked of <see cref="FakeTelephony"/>.</summary>
public sealed record TelephonyRequest
{
    /// <summary>Gets what was asked.</summary>
    public required TelephonyOperation Operation { get; init; }

    /// <summary>Gets when, by the fake's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets whether it failed: it was refused, or told to fail. It may have taken effect nevertheless.</summary>
    public bool Failed { get; init; }

    /// <summary>Gets the number that was bought, routed, forwarded or released.</summary>
    public PhoneNumber? Number { get; init; }

    /// <summary>Gets the number forwarded to; <see langword="null"/> where forwarding was ended, too.</summary>
    public PhoneNumber? Target { get; init; }

    /// <summary>Gets the number shown by a call or text.</summary>
    public PhoneNumber? Caller { get; init; }

    /// <summary>Gets the number called or written to.</summary>
    public PhoneNumber? Callee { get; init; }

    /// <summary>Gets the call that was read or ended.</summary>
    public CallId? Call { get; init; }

    /// <summary>Gets what was to happen when the call is answered.</summary>
    public CallFlow? Flow { get; init; }

    /// <summary>Gets the words of the text message.</summary>
    public PersonalText? Text { get; init; }

    /// <summary>Gets where the number's calls were to go.</summary>
    public NumberRouting? Routing { get; init; }

    /// <summary>Gets what was searched for.</summary>
    public NumberSearch? Search { get; init; }

    /// <summary>Gets the start of the window that calls were listed from.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Gets the end of the window that calls were listed from.</summary>
    public DateTimeOffset? StartedUntil { get; init; }
}
