using System.Text.Json.Serialization;

namespace Outsourcing.Answering;

/// <summary>Which calls a line diverts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ForwardingWhen>))]
public enum ForwardingWhen
{
    /// <summary>Every call.</summary>
    Always = 0,

    /// <summary>Calls while the line is busy.</summary>
    Busy = 1,

    /// <summary>Calls nobody answers in time.</summary>
    NoAnswer = 2,

    /// <summary>Calls while the telephone is off or out of reach.</summary>
    Unreachable = 3,
}
