using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What a party has to do with a brief, in RACI terms.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResponsibilityKind>))]
public enum ResponsibilityKind
{
    /// <summary>Is told of results.</summary>
    [JsonStringEnumMemberName("informed")]
    Informed = 0,

    /// <summary>Is asked before decisions.</summary>
    [JsonStringEnumMemberName("consulted")]
    Consulted = 1,

    /// <summary>Does the work.</summary>
    [JsonStringEnumMemberName("responsible")]
    Responsible = 2,

    /// <summary>Answers for the result; exactly one party does for a whole brief.</summary>
    [JsonStringEnumMemberName("accountable")]
    Accountable = 3,
}
