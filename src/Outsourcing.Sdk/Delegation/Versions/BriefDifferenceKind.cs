using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>How a part of a brief differs between two versions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BriefDifferenceKind>))]
public enum BriefDifferenceKind
{
    /// <summary>It says something else.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed = 0,

    /// <summary>It is new.</summary>
    [JsonStringEnumMemberName("added")]
    Added = 1,

    /// <summary>It is gone.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed = 2,

    /// <summary>Its elements stand in another order.</summary>
    [JsonStringEnumMemberName("reordered")]
    Reordered = 3,
}
