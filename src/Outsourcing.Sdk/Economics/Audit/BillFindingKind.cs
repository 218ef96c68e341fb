using System.Text.Json.Serialization;

namespace Outsourcing.Economics;

/// <summary>What is wrong with a line of an invoice.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BillFindingKind>))]
public enum BillFindingKind
{
    /// <summary>The log has no such call.</summary>
    CallNotSeen = 0,

    /// <summary>Another line bills the same call.</summary>
    BilledTwice = 1,

    /// <summary>The plan says the call is free.</summary>
    FreeCallBilled = 2,

    /// <summary>More units are billed than the plan's rounding gives.</summary>
    TimeRounding = 3,

    /// <summary>The price of a unit is not the plan's.</summary>
    WrongRate = 4,

    /// <summary>The amount is not units times rate, or not what the plan gives where the line shows neither.</summary>
    WrongAmount = 5,
}
