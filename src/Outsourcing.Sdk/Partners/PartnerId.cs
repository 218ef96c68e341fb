using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

/// <summary>Names a partner within an app.</summary>
/// <remarks>Equality is ordinal.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<PartnerId>))]
public readonly record struct PartnerId : ITextValue<PartnerId>
{
    private readonly string? _value;

    private PartnerId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(PartnerId) names nothing; use PartnerId.From.");

    /// <inheritdoc/>
    public static PartnerId From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
