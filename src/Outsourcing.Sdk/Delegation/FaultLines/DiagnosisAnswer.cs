using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>The answer to one question of a diagnosis.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DiagnosisAnswer>))]
public enum DiagnosisAnswer
{
    /// <summary>The evidence does not tell.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>Yes.</summary>
    [JsonStringEnumMemberName("yes")]
    Yes = 1,

    /// <summary>No.</summary>
    [JsonStringEnumMemberName("no")]
    No = 2,
}
