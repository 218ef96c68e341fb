using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

/// <summary>What costs the hours that streamlining would save.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StreamliningKind>))]
public enum StreamliningKind
{
    /// <summary>An activity is done again in the same case. The hours are those from one execution to the next.</summary>
    Rework = 0,

    /// <summary>Cases take an uncommon way. The hours are those beyond what the common ways take.</summary>
    Variant = 1,

    /// <summary>Work passes to another resource. The hours are those beyond what the same way takes without passing.</summary>
    HandOver = 2,
}
