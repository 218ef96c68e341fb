using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

/// <summary>How often an activity is done each time it is reached.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepRepetition>))]
public enum StepRepetition
{
    /// <summary>Once.</summary>
    Once = 0,

    /// <summary>Again until a condition holds.</summary>
    Loop = 1,

    /// <summary>For each item, one after the other.</summary>
    EachInTurn = 2,

    /// <summary>For each item, at the same time.</summary>
    EachInParallel = 3,
}
