using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

/// <summary>A company or person that calls may be delegated to.</summary>
public sealed record Partner
{
    /// <summary>Gets the partner's id.</summary>
    public required PartnerId Id { get; init; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init => field = string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("A partner has a name.", nameof(value)) : value; }

    /// <summary>Gets the number calls are forwarded to.</summary>
    public PhoneNumber? Number { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
