using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Names a contact within a brief, such as <c>owner</c>.</summary>
/// <remarks>Equality is ordinal.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<ContactId>))]
public readonly record struct ContactId : ITextValue<ContactId>
{
    private readonly string? _value;

    private ContactId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(ContactId) names nothing; use ContactId.From.");

    /// <inheritdoc/>
    public static ContactId From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
