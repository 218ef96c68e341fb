using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Names a call type within a brief, such as <c>new-lead</c>.</summary>
/// <remarks>Equality is ordinal.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<CallTypeId>))]
public readonly record struct CallTypeId : ITextValue<CallTypeId>
{
    private readonly string? _value;

    private CallTypeId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(CallTypeId) names nothing; use CallTypeId.From.");

    /// <inheritdoc/>
    public static CallTypeId From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
