using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>Where an intake answer comes from.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<IntakeProvenance>))]
public readonly record struct IntakeProvenance : ITextValue<IntakeProvenance>
{
    private readonly string? _value;

    private IntakeProvenance(string value) => _value = value;

    /// <summary>Gets the word for an answer the caller gave in so many words.</summary>
    public static IntakeProvenance Stated { get; } = new("stated");

    /// <summary>Gets the word for an answer software took from the conversation.</summary>
    public static IntakeProvenance Extracted { get; } = new("extracted");

    /// <summary>Gets the word for a fact the carrier supplied.</summary>
    public static IntakeProvenance CarrierSupplied { get; } = new("carrier-supplied");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(IntakeProvenance) is no word; use IntakeProvenance.From.");

    /// <inheritdoc/>
    public static IntakeProvenance From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(IntakeProvenance other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
