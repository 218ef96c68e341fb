using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

/// <summary>What to do with a step.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepDecision>))]
public enum StepDecision
{
    /// <summary>The step is core: the business keeps it.</summary>
    Keep = 0,

    /// <summary>The step is supportive and a contract about it carries little hazard: a partner can do it.</summary>
    Delegate = 1,

    /// <summary>The step is supportive but a contract about it is hazardous: strengthen brief and monitoring first, and hand it over in pieces.</summary>
    DelegateInPieces = 2,
}
