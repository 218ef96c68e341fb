using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Where between the owner's wish and the caller's experience a call went wrong.</summary>
/// <remarks>The gaps of service quality (Parasuraman, Zeithaml and Berry 1985), mapped to delegation; the mapping is this project's own.</remarks>
[JsonConverter(typeof(JsonStringEnumConverter<FaultLineKind>))]
public enum FaultLineKind
{
    /// <summary>The evidence does not lead to one of the others.</summary>
    [JsonStringEnumMemberName("undetermined")]
    Undetermined = 0,

    /// <summary>The brief in force did not say it.</summary>
    [JsonStringEnumMemberName("brief-omission")]
    BriefOmission = 1,

    /// <summary>The brief said it so that it could be misread.</summary>
    [JsonStringEnumMemberName("brief-ambiguity")]
    BriefAmbiguity = 2,

    /// <summary>The version had not reached those who answer, or nobody had acknowledged it.</summary>
    [JsonStringEnumMemberName("not-transmitted")]
    NotTransmitted = 3,

    /// <summary>Something the business was to provide was not there.</summary>
    [JsonStringEnumMemberName("owner-input-missing")]
    OwnerInputMissing = 4,

    /// <summary>More calls came than were contracted or can be answered.</summary>
    [JsonStringEnumMemberName("over-capacity")]
    OverCapacity = 5,

    /// <summary>It was done as the brief says, and that was not what was wanted.</summary>
    [JsonStringEnumMemberName("wrong-goal")]
    WrongGoal = 6,

    /// <summary>The brief was clear and known, the means were there, and it was not done.</summary>
    [JsonStringEnumMemberName("execution")]
    Execution = 7,
}
