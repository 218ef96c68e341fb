using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>How a caller is put through.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<TransferKind>))]
public readonly record struct TransferKind : ITextValue<TransferKind>
{
    private readonly string? _value;

    private TransferKind(string value) => _value = value;

    /// <summary>Gets the word for a transfer announced to the target first.</summary>
    public static TransferKind Warm { get; } = new("warm");

    /// <summary>Gets the word for a transfer without announcement.</summary>
    public static TransferKind Blind { get; } = new("blind");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(TransferKind) is no word; use TransferKind.From.");

    /// <inheritdoc/>
    public static TransferKind From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(TransferKind other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
