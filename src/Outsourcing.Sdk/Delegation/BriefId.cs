using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Names a delegation brief within an app; its versions share it.</summary>
/// <remarks>Equality is ordinal.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<BriefId>))]
public readonly record struct BriefId : ITextValue<BriefId>
{
    private readonly string? _value;

    private BriefId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(BriefId) names nothing; use BriefId.From.");

    /// <inheritdoc/>
    public static BriefId From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
