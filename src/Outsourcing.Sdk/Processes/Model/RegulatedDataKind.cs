using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

/// <summary>A kind of data whose handling a law or a contract regulates.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<RegulatedDataKind>))]
public readonly record struct RegulatedDataKind : ITextValue<RegulatedDataKind>
{
    private readonly string? _value;

    private RegulatedDataKind(string value) => _value = value;

    /// <summary>Gets the word for data about a person in general.</summary>
    public static RegulatedDataKind Personal { get; } = new("personal");

    /// <summary>Gets the word for health data, such as HIPAA protects.</summary>
    public static RegulatedDataKind Health { get; } = new("health");

    /// <summary>Gets the word for card data, such as PCI DSS protects.</summary>
    public static RegulatedDataKind PaymentCard { get; } = new("payment-card");

    /// <summary>Gets the word for accounts, credit and income.</summary>
    public static RegulatedDataKind Financial { get; } = new("financial");

    /// <summary>Gets the word for numbers of identity documents.</summary>
    public static RegulatedDataKind GovernmentId { get; } = new("government-id");

    /// <summary>Gets the word for data about children.</summary>
    public static RegulatedDataKind Children { get; } = new("children");

    /// <summary>Gets the word for voice prints, faces and finger prints.</summary>
    public static RegulatedDataKind Biometric { get; } = new("biometric");

    /// <summary>Gets the word for what a lawyer is told.</summary>
    public static RegulatedDataKind LegalPrivilege { get; } = new("legal-privilege");

    /// <summary>Gets the word for recorded calls, which need consent in many places.</summary>
    public static RegulatedDataKind CallRecording { get; } = new("call-recording");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(RegulatedDataKind) is no word; use RegulatedDataKind.From.");

    /// <inheritdoc/>
    public static RegulatedDataKind From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(RegulatedDataKind other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
