using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>Who said a line of a transcript.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<Speaker>))]
public readonly record struct Speaker : ITextValue<Speaker>
{
    private readonly string? _value;

    private Speaker(string value) => _value = value;

    /// <summary>Gets the word for the caller.</summary>
    public static Speaker Caller { get; } = new("caller");

    /// <summary>Gets the word for the person or agent who handled the call.</summary>
    public static Speaker Handler { get; } = new("handler");

    /// <summary>Gets the word for a tool the agent used.</summary>
    public static Speaker Tool { get; } = new("tool");

    /// <summary>Gets the word for the system.</summary>
    public static Speaker System { get; } = new("system");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(Speaker) is no word; use Speaker.From.");

    /// <inheritdoc/>
    public static Speaker From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(Speaker other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
