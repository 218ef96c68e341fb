using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What the one who answers does, in neutral words.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<CallActionKind>))]
public readonly record struct CallActionKind : ITextValue<CallActionKind>
{
    private readonly string? _value;

    private CallActionKind(string value) => _value = value;

    /// <summary>Gets the word for putting the caller through to a contact.</summary>
    public static CallActionKind Transfer { get; } = new("transfer");

    /// <summary>Gets the word for writing down a message and passing it on.</summary>
    public static CallActionKind TakeMessage { get; } = new("take-message");

    /// <summary>Gets the word for booking an appointment.</summary>
    public static CallActionKind Schedule { get; } = new("schedule");

    /// <summary>Gets the word for sending the caller a text message.</summary>
    public static CallActionKind TextCaller { get; } = new("text-caller");

    /// <summary>Gets the word for sending the caller to a voicemail box.</summary>
    public static CallActionKind Voicemail { get; } = new("voicemail");

    /// <summary>Gets the word for going on with another call type.</summary>
    public static CallActionKind Route { get; } = new("route");

    /// <summary>Gets the word for doing what the instruction says.</summary>
    public static CallActionKind Instruct { get; } = new("instruct");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(CallActionKind) is no word; use CallActionKind.From.");

    /// <inheritdoc/>
    public static CallActionKind From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(CallActionKind other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
