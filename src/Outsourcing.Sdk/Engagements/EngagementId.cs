using System.Text.Json.Serialization;

namespace Outsourcing.Engagements;

/// <summary>Names an engagement within an app.</summary>
/// <remarks>Equality is ordinal.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<EngagementId>))]
public readonly record struct EngagementId : ITextValue<EngagementId>
{
    private readonly string? _value;

    private EngagementId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(EngagementId) names nothing; use EngagementId.From.");

    /// <inheritdoc/>
    public static EngagementId From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
