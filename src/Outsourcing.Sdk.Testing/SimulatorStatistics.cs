namespace Outsourcing.Testing;

/// <summary>What the simulator sent, and what it was answered.</summary>
public sealed record SimulatorStatistics
{
    /// <summary>Gets every webhook sent, in the order their answers came.</summary>
    public required IReadOnlyList<SimulatedDelivery> Deliveries { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets how many requests the app made.</summary>
    public required int Requests { get; init; }

    /// <summary>Counts deliveries of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>How many were sent.</returns>
    public int Sent(DeliveryKind kind) => Deliveries.Count(delivery => delivery.Kind == kind);

    /// <summary>Counts accepted deliveries of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>How many were answered with 2xx.</returns>
    public int Accepted(DeliveryKind kind) => Deliveries.Count(delivery => delivery.Kind == kind && delivery.IsAccepted);
}
