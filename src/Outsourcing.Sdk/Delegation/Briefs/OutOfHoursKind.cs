using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What happens to a call outside the hours.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<OutOfHoursKind>))]
public readonly record struct OutOfHoursKind : ITextValue<OutOfHoursKind>
{
    private readonly string? _value;

    private OutOfHoursKind(string value) => _value = value;

    /// <summary>Gets the word for a message for the next opening.</summary>
    public static OutOfHoursKind TakeMessage { get; } = new("take-message");

    /// <summary>Gets the word for a call of the one on call.</summary>
    public static OutOfHoursKind OnCall { get; } = new("on-call");

    /// <summary>Gets the word for a voicemail box.</summary>
    public static OutOfHoursKind Voicemail { get; } = new("voicemail");

    /// <summary>Gets the word for an announcement of the hours.</summary>
    public static OutOfHoursKind Announce { get; } = new("announce");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(OutOfHoursKind) is no word; use OutOfHoursKind.From.");

    /// <inheritdoc/>
    public static OutOfHoursKind From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(OutOfHoursKind other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
