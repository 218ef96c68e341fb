using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What a new version of a brief did to an outcome.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VersionEffect>))]
public enum VersionEffect
{
    /// <summary>Too few calls to say.</summary>
    [JsonStringEnumMemberName("too-early")]
    TooEarly = 0,

    /// <summary>It is better, beyond chance.</summary>
    [JsonStringEnumMemberName("improved")]
    Improved = 1,

    /// <summary>Any difference is smaller than one that matters.</summary>
    [JsonStringEnumMemberName("no-difference")]
    NoDifference = 2,

    /// <summary>It is worse, beyond chance.</summary>
    [JsonStringEnumMemberName("worse")]
    Worse = 3,
}
