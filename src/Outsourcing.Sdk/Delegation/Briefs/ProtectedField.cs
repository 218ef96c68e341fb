using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A piece of personal data that calls collect.</summary>
public sealed record ProtectedField
{
    /// <summary>Gets what it is.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Name { get; init => field = BriefRules.Text(value, "protectedField.name"); }

    /// <summary>Gets what it is used for.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Purpose { get; init => field = BriefRules.OptionalText(value, "protectedField.purpose"); }

    /// <summary>Gets whether it is of a kind the law protects specially.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Sensitive { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
