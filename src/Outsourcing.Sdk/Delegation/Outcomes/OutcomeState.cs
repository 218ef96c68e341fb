using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Where an outcome stands against its target.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutcomeState>))]
public enum OutcomeState
{
    /// <summary>The calls observed leave both open: the target lies within the interval, or the records do not tell.</summary>
    [JsonStringEnumMemberName("insufficient-evidence")]
    InsufficientEvidence = 0,

    /// <summary>The whole interval is on the target's side.</summary>
    [JsonStringEnumMemberName("met")]
    Met = 1,

    /// <summary>The whole interval is on the other side.</summary>
    [JsonStringEnumMemberName("missed")]
    Missed = 2,
}
