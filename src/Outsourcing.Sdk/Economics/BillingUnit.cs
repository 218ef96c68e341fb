using System.Text.Json.Serialization;

namespace Outsourcing.Economics;

/// <summary>What a plan counts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BillingUnit>))]
public enum BillingUnit
{
    /// <summary>Minutes of billed time, fractions included: 90 seconds are 1.5 units.</summary>
    Minute = 0,

    /// <summary>Seconds of billed time.</summary>
    Second = 1,

    /// <summary>Calls.</summary>
    PerCall = 2,
}
