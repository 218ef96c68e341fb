using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

/// <summary>What is wrong, or remarkable, in an event log.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventLogProblemKind>))]
public enum EventLogProblemKind
{
    /// <summary>An event names no case. It is left out.</summary>
    MissingCase = 0,

    /// <summary>An event names no activity. It is left out.</summary>
    MissingActivity = 1,

    /// <summary>A time stamp is there but cannot be read. The event is left out.</summary>
    InvalidTimestamp = 2,

    /// <summary>A cost or revenue is there but is no number. The event is left out.</summary>
    InvalidNumber = 3,

    /// <summary>A line has another number of fields than the header. The line is left out.</summary>
    InvalidLine = 4,

    /// <summary>The rest of the file cannot be read: the notation is broken, or the file ends too early.</summary>
    Unreadable = 5,

    /// <summary>An event has no time stamp. It is kept at its place in the log; no duration rests on it.</summary>
    MissingTimestamp = 6,

    /// <summary>An event equals another one of its case in everything. It is kept, unless duplicates are to be dropped.</summary>
    DuplicateEvent = 7,

    /// <summary>An event stands before an earlier one of its case in the log. It is put in order.</summary>
    OutOfOrderEvent = 8,

    /// <summary>An event came too late to be put in order. It stands where it arrived.</summary>
    LateEvent = 9,

    /// <summary>A time stamp carries no offset. It is read in the assumed time zone.</summary>
    AssumedOffset = 10,

    /// <summary>A case id names a second trace. The traces are counted as two cases.</summary>
    RepeatedCase = 11,

    /// <summary>A trace holds no events. It is no case.</summary>
    EmptyCase = 12,
}
