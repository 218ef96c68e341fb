using System.Text.Json.Serialization;

namespace Outsourcing.Economics;

/// <summary>Who is to answer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Sourcing>))]
public enum Sourcing
{
    /// <summary>Both cost the same.</summary>
    Equal = 0,

    /// <summary>One's own people cost less.</summary>
    InHouse = 1,

    /// <summary>The partner costs less.</summary>
    Outsource = 2,
}
