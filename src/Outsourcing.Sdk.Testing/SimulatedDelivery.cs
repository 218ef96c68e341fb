namespace Outsourcing.Testing;

/// <summary>A webhook that the simulator sent, and what it was answered.</summary>
public sealed record SimulatedDelivery
{
    /// <summary>Gets what it was.</summary>
    public required DeliveryKind Kind { get; init; }

    /// <summary>Gets the call it was about.</summary>
    public required string CallId { get; init; }

    /// <summary>Gets what it reported, in the provider's words, such as <c>ringing</c> or <c>completed</c>.</summary>
    public required string Report { get; init; }

    /// <summary>Gets where it was sent.</summary>
    public required Uri Address { get; init; }

    /// <summary>Gets how often it was sent.</summary>
    public required int Attempts { get; init; }

    /// <summary>Gets the HTTP status of the last answer; <see langword="null"/> when none came.</summary>
    public int? Status { get; init; }

    /// <summary>Gets whether the answer was 2xx.</summary>
    public bool IsAccepted => Status is >= 200 and < 300;
}
