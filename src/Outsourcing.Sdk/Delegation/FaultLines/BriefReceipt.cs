namespace Outsourcing.Delegation;

/// <summary>That a version of a brief reached somebody who answers calls by it.</summary>
public sealed record BriefReceipt
{
    /// <summary>Gets the version: 1 or more.</summary>
    public required int Version { get; init; }

    /// <summary>Gets when it was delivered; <see langword="null"/> when it was not.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Gets when it was acknowledged; <see langword="null"/> when it was not.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Gets by whom.</summary>
    public PersonalText? By { get; init; }
}
