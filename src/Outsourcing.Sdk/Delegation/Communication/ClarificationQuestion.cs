using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A question the partner asks about a brief; its answer becomes a clause of the next version.</summary>
public sealed record ClarificationQuestion
{
    /// <summary>Gets the id, unique in the communication.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the version it is about.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the id of the person who asks.</summary>
    public required string Person { get; init; }

    /// <summary>Gets when it was asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Gets the question.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the part of the brief it is about; <see langword="null"/> for the whole.</summary>
    public BriefPlace? About { get; init; }

    /// <summary>Gets the answer; <see langword="null"/> while it is open.</summary>
    public string? Answer { get; init; }

    /// <summary>Gets when it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Gets the version whose clause holds the answer.</summary>
    public int? AnsweredInVersion { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
