using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>Who called whom, seen from the business.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallDirection>))]
public enum CallDirection
{
    /// <summary>The provider did not say.</summary>
    Unknown = 0,

    /// <summary>Somebody called the business.</summary>
    Inbound = 1,

    /// <summary>Somebody called on behalf of the business.</summary>
    Outbound = 2,
}
