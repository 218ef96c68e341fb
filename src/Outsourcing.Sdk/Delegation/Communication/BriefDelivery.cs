using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>That a version reached a person, and that the person confirmed having read it.</summary>
public sealed record BriefDelivery
{
    /// <summary>Gets the version: 1 or more.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the id of the person who answers calls, as the partner or the app names people.</summary>
    public required string Person { get; init; }

    /// <summary>Gets by which channel, such as <c>e-mail</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>Gets when it was delivered.</summary>
    public required DateTimeOffset DeliveredAt { get; init; }

    /// <summary>Gets when the person confirmed having read it; <see langword="null"/> when that is open.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
