using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Whether calls are recorded, and how the caller agrees.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<RecordingConsent>))]
public readonly record struct RecordingConsent : ITextValue<RecordingConsent>
{
    private readonly string? _value;

    private RecordingConsent(string value) => _value = value;

    /// <summary>Gets the word for no recording.</summary>
    public static RecordingConsent None { get; } = new("none");

    /// <summary>Gets the word for a recording that is announced at the start of the call.</summary>
    public static RecordingConsent Announced { get; } = new("announced");

    /// <summary>Gets the word for a recording only after the caller agreed.</summary>
    public static RecordingConsent Asked { get; } = new("asked");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(RecordingConsent) is no word; use RecordingConsent.From.");

    /// <inheritdoc/>
    public static RecordingConsent From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(RecordingConsent other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
