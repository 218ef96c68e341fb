namespace Outsourcing.Delegation;

/// <summary>That a version of a brief reached somebody who answers calls by it.</summary>
/// <remarks><see cref="BriefCommunication.Receipts"/> gives those of a recorded communication.</remarks>
public sealed record BriefReceipt
{
    /// <summary>Gets the version: 1 or more.</summary>
    public required int Version { get; init; }

    /// <summary>Gets when it was delivered; <see langword="null"/> when it was not.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Gets when it was acknowledged; <see langword="null"/> when it was not.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Gets by whom, as <see cref="BriefDelivery.Person"/> names people; <see langword="null"/> when the partner did so for everybody.</summary>
    public PersonalText? By { get; init; }
}
