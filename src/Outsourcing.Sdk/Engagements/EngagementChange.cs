using System.Text.Json.Serialization;

namespace Outsourcing.Engagements;

/// <summary>One thing that happened to an engagement.</summary>
public sealed record EngagementChange
{
    /// <summary>Gets what happened; a kind this version does not know is kept and changes nothing.</summary>
    public required EngagementChangeKind Kind { get; init; }

    /// <summary>Gets from when on it holds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets who did it.</summary>
    public PersonalText? By { get; init; }

    /// <summary>Gets why; <see langword="null"/> when nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets the number that was assigned or released.</summary>
    public PhoneNumber? Number { get; init; }

    /// <summary>Gets the version of the brief that was put in force: 1 or more.</summary>
    public int? BriefVersion { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
