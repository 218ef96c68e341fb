using Outsourcing.Calls;

namespace Outsourcing.Webhooks;

/// <summary>A call that rings now, and whose provider asks what to do.</summary>
public sealed record IncomingCall
{
    /// <summary>Gets the call.</summary>
    public required CallId Call { get; init; }

    /// <summary>Gets who calls; <see langword="null"/> when withheld.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>Gets the number called.</summary>
    public PhoneNumber? To { get; init; }
}
