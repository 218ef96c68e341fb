namespace Outsourcing.Delegation;

/// <summary>Why a brief, or a part of one, cannot exist.</summary>
public enum BriefDefect
{
    /// <summary>A number, time or text is outside its range.</summary>
    OutOfRange = 0,

    /// <summary>A text is longer than <see cref="BriefRules.MaximumTextLength"/>.</summary>
    TextTooLong = 1,

    /// <summary>A list holds more than <see cref="BriefRules.MaximumItems"/>.</summary>
    TooManyItems = 2,

    /// <summary>Two elements have one id.</summary>
    DuplicateId = 3,

    /// <summary>Two parties are accountable for the whole brief.</summary>
    TwoAccountables = 4,

    /// <summary>No time zone has that name.</summary>
    UnknownTimeZone = 5,

    /// <summary>Deputies stand in for each other in a circle.</summary>
    CyclicEscalation = 6,

    /// <summary>The text is no brief in its format.</summary>
    Unreadable = 7,

    /// <summary>A place leads to nothing in the brief.</summary>
    UnknownPlace = 8,

    /// <summary>A difference was taken from another brief or another version.</summary>
    Conflict = 9,
}
